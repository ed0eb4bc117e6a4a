import { expect, test } from 'vitest';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { drawLabelAgain } from '#app/services/draw-label-again.server.ts';
import { reportLabelProblem } from '#app/services/report-label.server.ts';
import { viewDeskReturn } from '#app/services/view-desk-return.server.ts';
import { viewMachine } from '#app/services/view-machine.server.ts';
import { listParcelsOfReturn } from '#db/parcels.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { receive, rowOf, sendReturn } from './arrange.ts';

test('the desk sees what was asked, what was found, what was decided and the whole story', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db, [{ id: 'a', quantity: 2, title: 'Lamp' }]);
  await receive(sent, { received: 1, grade: 'damaged', note: 'the plug is bent' });
  const before = await viewDeskReturn(sent.shop, sent.returnId);
  expect(before).toMatchObject({ mayDecide: true, decided: null, asked: { total: 4000 + 590 - 490 } });
  expect(before?.lines).toMatchObject([
    { counted: 1, grade: 'damaged', dockNote: 'the plug is bent', acceptable: 1, decision: null },
  ]);
  const receipts = before?.lines[0]?.standing.receipts ?? [];
  expect(receipts.some((receipt) => receipt.code === 'law.window-open')).toBe(true);
  expect(receipts.some((receipt) => before?.policyNumbers.get(receipt.policyVersionId ?? '') === 1)).toBe(true);
  const { version } = await rowOf(sent);
  const reduce = { type: 'reduce', quantity: 1, deduction: 550, reason: 'parts-missing', note: 'no plug' } as const;
  const decisions = [{ lineId: sent.line.id, ...reduce }];
  await decideReturn(sent.shop, { returnId: sent.returnId, version, staffId: 'desk', decisions });
  const after = await viewDeskReturn(sent.shop, sent.returnId);
  expect(after).toMatchObject({ state: 'decided', mayDecide: false, decided: { total: 2000 - 550 - 490 } });
  expect(after?.lines[0]?.decision).toMatchObject(reduce);
  expect(after?.money).toEqual({ decided: 960, owed: 960, transit: 0, paid: 0, ended: 0, bonus: 0 });
  expect(after?.payouts).toMatchObject([
    { amount: 960, state: 'owed', attempt: 1, paymentLabel: 'Visa 4242', mayRetry: false },
  ]);
  expect(after?.story.map((step) => `${step.actor} ${step.key}`)).toEqual([
    'customer return.start',
    'staff line.inspect',
    'staff return.receive',
    'staff line.reduce',
    'staff payout.start',
    'staff return.decide',
  ]);
});

test('a label is drawn again only where it has failed', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const again = () => drawLabelAgain(sent.shop, { returnId: sent.returnId, staffId: 'desk' });
  expect(await again()).toMatchObject({ ok: false, refusal: { code: 'label.not-failed' } });
  const [parcel] = await listParcelsOfReturn(db, sent.returnId);
  await reportLabelProblem(sent.shop, { parcelId: parcel?.id ?? '', problem: 'label.address-too-long' });
  expect(await viewDeskReturn(sent.shop, sent.returnId)).toMatchObject({
    parcel: { labelProblem: 'label.address-too-long', mayDrawAgain: true },
  });
  expect((await again()).ok).toBe(true);
});

test('an unknown return is nothing', async () => {
  await using db = await openTestDatabase();
  const { shop } = await sendReturn(db);
  expect(await viewDeskReturn(shop, 'nobody')).toBeNull();
});

test('the picture of a machine is its definition', () => {
  const { states, arrows } = viewMachine('return');
  expect(states).toEqual(['open', 'received', 'decided', 'closed', 'cancelled']);
  expect(arrows).toContainEqual({ from: 'received', to: 'decided', event: 'decide' });
  expect(arrows).toContainEqual({ from: 'closed', to: 'decided', event: 'reopen' });
  expect(arrows.filter((arrow) => arrow.from === 'cancelled')).toEqual([]);
  expect(new Set(arrows.map((arrow) => JSON.stringify(arrow))).size).toBe(arrows.length);
});
