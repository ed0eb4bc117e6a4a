import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { proposeDecision } from '#app/services/four-eyes/propose-decision.server.ts';
import { sendBackDecision } from '#app/services/four-eyes/send-back-decision.server.ts';
import { viewProposal, viewWaitingProposals } from '#app/services/four-eyes/view-proposal.server.ts';
import { changeAccount } from '#app/services/people/change-person.server.ts';
import { listAudit } from '#db/audit.ts';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import { openShop } from '#tests/app/services/customer/arrange.ts';
import { acceptAll, receive, returnOf, rowOf } from '#tests/app/services/staff/arrange.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { approve, arrived, hireOne, openFourEyes, propose, standing } from './arrange.ts';

const WHOLE = 7600;

testOnEachEngine('above the limit nobody decides alone; a second person lets it go, once', async (db) => {
  const shop = await openFourEyes(db);
  const sent = await arrived(shop);
  const { version } = await rowOf(sent);
  const input = { returnId: sent.returnId, version, staffId: 'anna', decisions: acceptAll(sent.lines) };
  expect(await decideReturn(shop, input)).toEqual({
    ok: false,
    refusal: { code: 'decision.needs-approval', limit: 5000 },
  });
  expect(await propose(shop, sent)).toMatchObject({ ok: true, quote: { total: WHOLE } });
  expect(await listPayoutsOfReturn(db, sent.returnId)).toEqual([]);
  expect(await rowOf(sent)).toMatchObject({ state: 'received', version });
  expect(await viewWaitingProposals(shop)).toMatchObject([{ returnId: sent.returnId, total: WHOLE }]);
  const answers = await Promise.all(Array.from({ length: 8 }, () => approve(shop, sent, 'fina')));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await listPayoutsOfReturn(db, sent.returnId)).map(({ amount }) => amount)).toEqual([WHOLE]);
  expect(await viewWaitingProposals(shop)).toEqual([]);
  expect(await approve(shop, sent, 'ben')).toEqual({
    ok: false,
    refusal: { code: 'proposal.ended', state: 'approved' },
  });
});

test('the limit itself is one person’s; a proposal of that much is refused', async () => {
  await using db = await openTestDatabase();
  const shop = { ...(await openFourEyes(db)), fourEyes: { EUR: WHOLE } };
  const sent = await arrived(shop);
  expect(await propose(shop, sent)).toMatchObject({ refusal: { code: 'four-eyes.not-needed' } });
  const { version } = await rowOf(sent);
  const input = { returnId: sent.returnId, version, staffId: 'anna', decisions: acceptAll(sent.lines) };
  expect(await decideReturn(shop, input)).toMatchObject({ ok: true, quote: { total: WHOLE } });
});

testOnEachEngine(
  'who is no second person: oneself, a second account, the same browser, a role that does not',
  async (db) => {
    const shop = await openFourEyes(db);
    await db.transaction(async (tx) => {
      await hireOne(tx, { id: 'anna-2', role: 'agent', email: 'anna+two@shop.example' });
      await hireOne(tx, { id: 'anna-3', role: 'agent', email: 'anna@elsewhere.example' });
      const stamps = { createdAt: new Date(0), updatedAt: new Date(0) };
      for (const userId of ['anna', 'anna-3'])
        await tx.insert(tx.tables.account).values({
          ...{ id: `${userId}-company`, providerId: 'company', accountId: 'subject-1', userId },
          ...stamps,
        });
    });
    const sent = await arrived(shop);
    await propose(shop, sent, 'anna', 'browser-1');
    for (const [who, device, code] of [
      ['anna', 'browser-2', 'four-eyes.same-person'],
      ['anna-2', 'browser-2', 'four-eyes.second-account'],
      ['anna-3', 'browser-2', 'four-eyes.second-account'],
      ['ben', 'browser-1', 'four-eyes.same-device'],
      ['dora', 'browser-2', 'four-eyes.not-allowed'],
      ['nobody', 'browser-2', 'four-eyes.not-allowed'],
    ] as const)
      expect(await approve(shop, sent, who, device), who).toEqual({ ok: false, refusal: { code } });
    expect(await rowOf(sent)).toMatchObject({ state: 'received' });
    expect(await approve(shop, sent, 'ben', 'browser-2')).toMatchObject({ ok: true });
  },
);

test('a role taken away in between, and an account switched off, count at the moment of the approval', async () => {
  await using db = await openTestDatabase();
  const shop = await openFourEyes(db);
  await db.transaction((tx) => hireOne(tx, { id: 'ada', role: 'admin' }));
  const change = async (personId: string, to: 'off' | 'on' | 'warehouse' | 'agent') =>
    changeAccount(shop, {
      ...{ staffId: 'ada', personId },
      change: to === 'off' || to === 'on' ? { kind: to } : { kind: 'role', role: to },
    });
  const sent = await arrived(shop);
  await propose(shop, sent);
  await change('ben', 'warehouse');
  expect(await approve(shop, sent, 'ben')).toMatchObject({ refusal: { code: 'four-eyes.not-allowed' } });
  await change('anna', 'warehouse');
  expect(await approve(shop, sent, 'fina')).toMatchObject({ refusal: { code: 'four-eyes.first-not-allowed' } });
  await change('anna', 'agent');
  await change('anna', 'off');
  expect(await approve(shop, sent, 'fina')).toMatchObject({ refusal: { code: 'four-eyes.first-not-allowed' } });
  await change('anna', 'on');
  await change('fina', 'off');
  expect(await approve(shop, sent, 'fina')).toMatchObject({ refusal: { code: 'four-eyes.not-allowed' } });
  await change('fina', 'on');
  expect(await approve(shop, sent, 'fina')).toMatchObject({ ok: true });
});

testOnEachEngine('what changes makes it void for good: the rows, the return, the refund', async (db) => {
  const shop = await openFourEyes(db);
  const { decisionProposals, returns } = db.tables;
  const tamper = await arrived(shop, 'o1');
  await propose(shop, tamper);
  const { id, hash, decisions } = await standing(tamper);
  const fewer = decisions.map((one, index) =>
    index === 0 ? { lineId: one.lineId, type: 'accept', quantity: 1 } : one,
  );
  await db.transaction(async (tx) => {
    await tx.update(decisionProposals).set({ decisions: fewer }).where(eq(decisionProposals.id, id));
  });
  expect(await approve(shop, tamper, 'fina')).toMatchObject({ refusal: { code: 'proposal.void', because: 'changed' } });
  await db.transaction(async (tx) => {
    await tx.update(decisionProposals).set({ decisions }).where(eq(decisionProposals.id, id));
  });
  expect(await approve(shop, tamper, 'fina')).toMatchObject({ refusal: { code: 'proposal.ended', state: 'void' } });

  const moved = await arrived(shop, 'o2');
  await propose(shop, moved);
  await db.transaction(async (tx) => {
    await tx.update(returns).set({ version: 99 }).where(eq(returns.id, moved.returnId));
  });
  expect(await viewWaitingProposals(shop)).toEqual([]);
  expect(await viewProposal(shop, { returnId: moved.returnId, staffId: 'fina', device: null })).toMatchObject({
    state: 'void',
    quote: null,
  });
  expect(await approve(shop, moved, 'fina')).toMatchObject({
    refusal: { code: 'proposal.void', because: 'return.stale' },
  });
  const other = await arrived(shop, 'o3');
  await propose(shop, other);
  await expect(approve(shop, { ...other, returnId: moved.returnId }, 'fina').then((answer) => answer.ok)).resolves.toBe(
    false,
  );
  expect((await standing(moved)).hash).not.toBe(hash);
  expect(await approve(shop, other, 'fina')).toMatchObject({ ok: true });
});

test('it is sent back with a note, or taken back by who proposed it; a newer one takes its place', async () => {
  await using db = await openTestDatabase();
  const shop = await openFourEyes(db);
  const sent = await arrived(shop);
  await propose(shop, sent);
  const back = async (staffId: string, note: string) =>
    sendBackDecision(shop, { returnId: sent.returnId, proposalId: (await standing(sent)).id, staffId, note });
  expect(await back('fina', ' ')).toMatchObject({ refusal: { code: 'proposal.note' } });
  expect(await back('dora', 'no')).toMatchObject({ refusal: { code: 'four-eyes.not-allowed' } });
  expect(await back('fina', 'The second item is worn.')).toEqual({ ok: true });
  expect(await approve(shop, sent, 'ben')).toMatchObject({ refusal: { code: 'proposal.ended', state: 'sent-back' } });
  const view = await viewProposal(shop, { returnId: sent.returnId, staffId: 'anna', device: null });
  expect(view).toMatchObject({ state: 'sent-back', ended: { by: 'FINA', note: 'The second item is worn.' } });
  shop.pass({ minutes: 1 });
  await propose(shop, sent);
  const first = await standing(sent);
  shop.pass({ minutes: 1 });
  await propose(shop, sent, 'ben');
  expect((await standing(sent)).id).not.toBe(first.id);
  expect(await back('ben', '')).toEqual({ ok: true });
  const acts = (await listAudit(db, {}, 100)).filter(({ act }) => act.startsWith('decision.'));
  expect(acts.map(({ act }) => act).toSorted()).toEqual([
    ...['decision.propose', 'decision.propose', 'decision.propose'],
    ...['decision.send-back', 'decision.send-back'],
  ]);
});

test('a person whose role does not decide proposes nothing; nor is more accepted than came', async () => {
  await using db = await openTestDatabase();
  const shop = await openFourEyes(db);
  const sent = await arrived(shop);
  expect(await propose(shop, sent, 'fina')).toMatchObject({ refusal: { code: 'four-eyes.not-allowed' } });
  expect(await propose(shop, sent, 'shop:key')).toMatchObject({ refusal: { code: 'four-eyes.not-allowed' } });
  const { version } = await rowOf(sent);
  const decisions = sent.lines.map(({ id }) => ({ lineId: id, type: 'accept' as const, quantity: 9 }));
  const input = { returnId: sent.returnId, version, decisions, staffId: 'anna', device: null };
  expect(await proposeDecision(shop, input)).toMatchObject({ refusal: { code: 'decision.impossible' } });
});

test('a rule that would pay more than one person lets go leaves the return to the desk', async () => {
  const limits = { 'below the limit': { EUR: WHOLE }, 'above it': { EUR: WHOLE - 1 } };
  const decided: string[] = [];
  for (const [name, fourEyes] of Object.entries(limits)) {
    await using db = await openTestDatabase();
    const shop = await openShop(db, {
      rules: [{ id: 'soon', name: 'At receipt', when: [], outcome: { refundTrigger: { when: 'receipt', cap: null } } }],
    });
    const lines = [
      { id: 'a', quantity: 2 },
      { id: 'b', unitPrice: 3500 },
    ];
    const sent = await returnOf({ ...shop, fourEyes }, { id: 'o1', number: '#1', lines });
    await receive({ ...sent, shop: { ...shop, fourEyes } });
    decided.push(`${name}: ${(await rowOf(sent)).state}`);
  }
  expect(decided).toEqual(['below the limit: decided', 'above it: received']);
});
