import { expect, test } from 'vitest';
import { answerLine } from '#app/services/answer-line.server.ts';
import { answerTravel } from '#app/services/answer-travel.server.ts';
import { beginDraft } from '#app/services/begin-draft.server.ts';
import { chooseLines } from '#app/services/choose-lines.server.ts';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { noteDispatch } from '#app/services/note-dispatch.server.ts';
import { receiveParcel } from '#app/services/receive-parcel.server.ts';
import { recordScan } from '#app/services/record-scan.server.ts';
import { searchReturns } from '#app/services/search-returns.server.ts';
import { viewDeskReturn } from '#app/services/view-desk-return.server.ts';
import { viewDockReturn } from '#app/services/view-dock-return.server.ts';
import { viewQueue } from '#app/services/view-queue.server.ts';
import { viewReturn } from '#app/services/view-return.server.ts';
import type { Database } from '#db/open.ts';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import type { PolicyDocument } from '#machines/policy/index.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import { openShop, sell, type TestShop } from '#tests/app/services/customer/arrange.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { acceptAll, allThere, receive, returnOf, rowOf } from './arrange.ts';

const rule = (outcome: MerchantRule['outcome'], when: MerchantRule['when'] = []): Partial<PolicyDocument> => ({
  rules: [{ id: 'the-rule', name: 'The rule', when, outcome }],
});

/** No law of the United States stands in front of the merchant's rules. */
const abroad = { country: 'US', timeZone: 'America/New_York' };
const order = { id: 'o1', number: '#1001', lines: [{ id: 'a' }], ...abroad };

async function sentUnder(db: Database, document: Partial<PolicyDocument>, keeps = false) {
  const shop = await openShop(db, document);
  return returnOf(shop, order, { travel: keeps ? null : 'label' });
}

const actorsOf = async (sent: Awaited<ReturnType<typeof sentUnder>>) =>
  (await viewDeskReturn(sent.shop, sent.returnId))?.story.map((step) => `${step.actor} ${step.key}`);

testOnEachEngine('what is to be kept has no parcel, and its refund is decided with the request', async (db) => {
  const sent = await sentUnder(db, rule({ keep: true }), true);
  expect(await rowOf(sent)).toMatchObject({ state: 'decided', total: 2000, receivedAt: null });
  expect(await viewReturn(sent.shop, { orderId: 'o1', rmaCode: sent.rmaCode })).toMatchObject({
    ...{ nothingToSend: true, parcelState: null, sendBy: null, mayCancel: false },
    lines: [{ kept: true, state: 'accepted' }],
  });
  expect(await actorsOf(sent)).toEqual([
    'customer return.start',
    'policy line.accept',
    'policy payout.start',
    'policy return.decide',
  ]);
  expect(await listPayoutsOfReturn(db, sent.returnId)).toMatchObject([{ amount: 2000, state: 'owed' }]);
});

test('where nothing travels, no way of travel is taken', async () => {
  await using db = await openTestDatabase();
  const sent = await sentUnder(db, rule({ keep: true }, [{ kind: 'reason', in: ['defective'] }]));
  expect(await rowOf(sent)).toMatchObject({ state: 'open' });
  const again = await openDraftOf(sent.shop, 'o2', 'defective');
  expect(await answerTravel(sent.shop, { ...again, travel: 'label' })).toMatchObject({
    refusal: { code: 'travel.not-offered' },
  });
});

async function openDraftOf(shop: TestShop, id: string, reason: 'defective' | 'changed-mind') {
  await sell(shop, { ...order, id, number: `#${id}`, lines: [{ id: `${id}-a` }] });
  const { draftId } = await beginDraft(shop, { orderId: id });
  const draft = { orderId: id, draftId };
  await chooseLines(shop, { ...draft, chosen: [{ lineId: `${id}-a`, quantity: 1 }] });
  await answerLine(shop, { ...draft, lineId: `${id}-a`, reason, comment: 'It is broken', seal: null });
  return draft;
}

test('a rule that wants a person leaves everything to one, and the queue says so', async () => {
  await using db = await openTestDatabase();
  const document = rule({ admission: 'review', refundTrigger: { when: 'receipt', cap: null } });
  const sent = await sentUnder(db, document);
  await receive(sent);
  expect(await rowOf(sent)).toMatchObject({ state: 'received' });
  expect(await viewQueue(sent.shop, { staffId: 'desk', view: 'decide' })).toMatchObject({ rows: [{ review: true }] });
  expect((await viewDeskReturn(sent.shop, sent.returnId))?.lines).toMatchObject([{ review: true }]);
});

testOnEachEngine('on receipt: a count that bears the announcement out is decided, once', async (db) => {
  const sent = await sentUnder(db, rule({ refundTrigger: { when: 'receipt', cap: null } }));
  const counts = allThere(sent.lines);
  const many = await Promise.all(
    Array.from({ length: 8 }, () => receiveParcel(sent.shop, { rmaCode: sent.rmaCode, staffId: 'dock', counts })),
  );
  expect(many.filter((one) => one.ok)).toHaveLength(1);
  expect(await rowOf(sent)).toMatchObject({ state: 'decided', total: 1510 });
  expect(await listPayoutsOfReturn(db, sent.returnId)).toHaveLength(1);
});

test.each([
  ['a piece too few', { received: 0, grade: 'missing' as const }],
  ['a piece too many', { received: 2 }],
  ['signs of use', { grade: 'used' as const }],
  ['another thing', { grade: 'wrong-item' as const }],
])('on receipt: %s leaves it to the desk', async (_, change) => {
  await using db = await openTestDatabase();
  const sent = await sentUnder(db, rule({ refundTrigger: { when: 'receipt', cap: null } }));
  await receive(sent, change);
  expect(await rowOf(sent)).toMatchObject({ state: 'received', decidedAt: null });
});

test('on receipt: an opened item is sound, unless a deduction stands on it', async () => {
  await using db = await openTestDatabase();
  const trigger = { refundTrigger: { when: 'receipt', cap: null } } as const;
  const sent = await sentUnder(db, rule({ ...trigger, gradeDeductions: { opened: 10 } }));
  await receive(sent, { grade: 'opened' });
  expect(await rowOf(sent)).toMatchObject({ state: 'received' });
  await using other = await openTestDatabase();
  const plain = await sentUnder(other, rule(trigger));
  await receive(plain, { grade: 'opened' });
  expect(await rowOf(plain)).toMatchObject({ state: 'decided' });
});

testOnEachEngine('a proof of dispatch decides within the cap, and beyond it a person does', async (db) => {
  const cap = { amount: 3020, currency: 'EUR' };
  const shop = await openShop(db, rule({ refundTrigger: { when: 'first-scan', cap } }));
  const dispatched = async (id: string) => {
    const sent = await returnOf(shop, { ...order, id, number: `#${id}`, lines: [{ id: `${id}-a` }] });
    const noted = await noteDispatch(shop, { returnId: sent.returnId, staffId: 'desk' });
    return { sent, decided: noted.ok && noted.decided };
  };
  const first = await dispatched('o1');
  expect(first.decided).toBe(true);
  expect((await dispatched('o2')).decided, 'exactly at the cap').toBe(true);
  const third = await dispatched('o3');
  expect(third.decided, 'beyond the cap').toBe(false);
  expect(await rowOf(third.sent)).toMatchObject({ state: 'open' });
  await receive(first.sent);
  expect((await dispatched('o4')).decided, 'the first goods are here').toBe(true);
});

test('a cap in another currency cannot be compared and leaves it to the desk', async () => {
  await using db = await openTestDatabase();
  const cap = { amount: 1_000_000, currency: 'USD' };
  const sent = await sentUnder(db, rule({ refundTrigger: { when: 'first-scan', cap } }));
  expect(await noteDispatch(sent.shop, { returnId: sent.returnId, staffId: 'desk' })).toEqual({
    ok: true,
    decided: false,
  });
});

test('a proof of dispatch ends the time in which the law lets the refund be held back', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const sent = await returnOf(shop, { id: 'o1', number: '#1001', lines: [{ id: 'a' }] });
  shop.pass({ hours: 24 * 20 });
  expect(await noteDispatch(shop, { returnId: sent.returnId, staffId: 'desk' })).toEqual({ ok: true, decided: false });
  expect(String((await rowOf(sent)).refundDueAt)).toBe('2026-12-11T23:00:00Z');
  expect(await noteDispatch(shop, { returnId: sent.returnId, staffId: 'desk' })).toEqual({ ok: true, decided: false });
  shop.pass({ hours: 24 * 5 });
  await receive(sent);
  expect(String((await rowOf(sent)).refundDueAt), 'what came first counts').toBe('2026-12-11T23:00:00Z');
  expect(await noteDispatch(shop, { returnId: sent.returnId, staffId: 'desk' })).toMatchObject({
    refusal: { code: 'dispatch.not-now' },
  });
});

testOnEachEngine(
  'the number that a proof of dispatch tells is known to the dock, to the search and on the page',
  async (db) => {
    const shop = await openShop(db);
    const sent = await returnOf(shop, { id: 'o1', number: '#1001', lines: [{ id: 'a' }] });
    const note = (carrierNumber: string) =>
      noteDispatch(shop, { returnId: sent.returnId, staffId: 'desk', carrierNumber });
    const found = async (text: string) => (await searchReturns(shop, text)).returns.map(({ id }) => id);
    // A digit is missing its check; a sentence is no number.
    for (const wrong of ['RR 473 124 828 CN', 'sent it on Monday']) {
      expect(await note(wrong)).toMatchObject({ refusal: { code: 'dispatch.code-unread' } });
    }
    expect(await viewDeskReturn(shop, sent.returnId)).toMatchObject({
      parcel: { mayNoteDispatch: true },
      carrierNumbers: [],
    });
    expect(await found('rr473124829')).toEqual([]);
    expect(await note(' rr 473 124 829 cn ')).toEqual({ ok: true, decided: false });
    expect(await viewDeskReturn(shop, sent.returnId)).toMatchObject({
      parcel: { mayNoteDispatch: false },
      carrierNumbers: ['RR473124829CN'],
    });
    expect(await found('rr473124829')).toEqual([sent.returnId]);
    const at = shop.clock().epochMilliseconds;
    const source = { device: 'device-one', staffId: 'dock', sentAt: at };
    const scanned = await recordScan(shop, source, { id: 'scan-1', code: 'RR473124829CN', scannedAt: at });
    expect(scanned).toMatchObject({ ok: true, scan: { kind: 'tracking', result: 'ok', returnId: sent.returnId } });
    // Somebody else had the page open still: what they typed is not lost, and twice is once.
    for (const number of ['1Z999AA10123456784', 'RR473124829CN']) {
      expect(await note(number)).toEqual({ ok: true, decided: false });
    }
    expect((await viewDeskReturn(shop, sent.returnId))?.carrierNumbers.toSorted()).toEqual([
      '1Z999AA10123456784',
      'RR473124829CN',
    ]);
    expect(await found('1z999aa10123456784')).toEqual([sent.returnId]);
  },
);

test('goods that come after their refund are counted, and the desk sees that they are not what was announced', async () => {
  await using db = await openTestDatabase();
  const sent = await sentUnder(db, rule({ refundTrigger: { when: 'first-scan', cap: null } }));
  await noteDispatch(sent.shop, { returnId: sent.returnId, staffId: 'desk' });
  expect(await viewDockReturn(sent.shop, sent.rmaCode)).toMatchObject({ state: 'decided', mayCount: true });
  sent.shop.pass({ hours: 24 });
  await receive(sent, { grade: 'damaged' });
  expect(await rowOf(sent)).toMatchObject({ state: 'decided', total: 1510 });
  expect((await viewDeskReturn(sent.shop, sent.returnId))?.lines).toMatchObject([
    { grade: 'damaged', differsAfterwards: true, state: 'accepted' },
  ]);
  expect(await viewDockReturn(sent.shop, sent.rmaCode)).toMatchObject({ mayCount: false });
});

test('a deduction by grade is suggested from the terms, judged with the dock’s grade', async () => {
  await using db = await openTestDatabase();
  const document = rule({ gradeDeductions: { used: 25 } }, [{ kind: 'grade', in: ['used'] }]);
  const sent = await sentUnder(db, document);
  await receive(sent, { grade: 'used' });
  const before = await viewDeskReturn(sent.shop, sent.returnId);
  expect(before?.lines[0]?.suggested).toEqual({ amount: 500, percent: 25, reason: 'signs-of-use' });
  const { version } = await rowOf(sent);
  await decideReturn(sent.shop, {
    returnId: sent.returnId,
    version,
    staffId: 'desk',
    decisions: acceptAll(sent.lines),
  });
  const after = await viewDeskReturn(sent.shop, sent.returnId);
  expect(after?.lines[0]?.standing.terms.gradeDeductions).toMatchObject({ value: { used: 25 }, rule: 'the-rule' });
  expect(after?.lines[0]?.suggested, 'decided is decided').toBeNull();
});

test.each([
  ['photos', { photos: 1, comment: false }, 'evidence.photos'],
  ['a description', { photos: 0, comment: true }, 'evidence.comment'],
])('%s that a rule needs are asked for, and never where the law gives the right', async (_, evidence, code) => {
  await using db = await openTestDatabase();
  const shop = await openShop(db, rule({ evidence }));
  const told = async (id: string, place: { country: string; timeZone: string }) => {
    await sell(shop, { id, number: `#${id}`, lines: [{ id: `${id}-a` }], ...place });
    const { draftId } = await beginDraft(shop, { orderId: id });
    const draft = { orderId: id, draftId };
    await chooseLines(shop, { ...draft, chosen: [{ lineId: `${id}-a`, quantity: 1 }] });
    const answer = { lineId: `${id}-a`, reason: 'changed-mind', comment: null, seal: null } as const;
    const answered = await answerLine(shop, { ...draft, ...answer });
    return answered.ok ? 'taken' : answered.refusal.code;
  };
  expect(await told('o1', abroad)).toBe(code);
  expect(await told('o2', { country: 'DE', timeZone: 'Europe/Berlin' })).toBe('taken');
});
