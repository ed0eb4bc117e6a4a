import { expect, test } from 'vitest';
import { cancelReturn } from '#app/services/cancel-return.server.ts';
import { joinStatement } from '#app/services/join-withdrawal.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { type SubmitInput, submitWithdrawal } from '#app/services/submit-withdrawal.server.ts';
import { listParcelsOfReturn } from '#db/parcels.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { findReturnByDraft, loadReturn } from '#db/returns.ts';
import { QuoteSchema } from '#machines/policy/index.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { answerAll, NOW, openShop, sell } from '../customer/arrange.ts';
import { piecesInReturns, statement, stored, withdraw } from './arrange.ts';

const undelivered = (dispatched: boolean) => [
  { id: 'p1', position: 1, dispatchedAt: dispatched ? NOW.subtract({ hours: 24 }) : null, deliveredAt: null },
];

testOnEachEngine(
  'a statement from the order’s own address becomes a return, by law, from the moment it was made',
  async (db) => {
    const shop = await openShop(db);
    await sell(shop, {
      lines: [
        { id: 'l1', quantity: 2, traits: ['final_sale'] },
        { id: 'l2', traits: ['custom_made'] },
      ],
    });
    const submitted = await submitWithdrawal(shop, statement());
    if (!submitted.ok) throw new Error(submitted.refusal.code);
    // The worker was down for a day.
    shop.pass({ hours: 24 });
    await joinStatement(shop, submitted);
    const row = await stored(shop, submitted.withdrawalId);
    expect(row).toMatchObject({ state: 'joined', orderId: 'o1', late: false });
    expect(row.right).toMatchObject({ kind: 'open', lines: ['l1'], exceptions: ['custom_made'] });
    // The merchant’s policy takes no final sale back; the law asks only whether goods were made to order.
    expect(await piecesInReturns(shop)).toEqual({ l1: 2 });
    const made = await loadReturn(db, row.returnId ?? '');
    expect(made).toMatchObject({ withdrawalId: row.id, requestedAt: NOW, travel: 'own', locale: 'pl', state: 'open' });
    // 14 days from the statement, in local days: Directive 2011/83/EU art. 13(1).
    expect(made?.refundDueAt?.toString()).toBe('2026-12-05T23:00:00Z');
    const [line] = await listReturnLines(db, made?.id ?? '');
    expect(line).toMatchObject({ reason: 'no-reason', comment: null });
    expect(line?.verdict).toMatchObject({
      outcome: 'returnable',
      withinLaw: true,
      basis: 'law',
      decidedAt: NOW.toString(),
    });
    expect(await listParcelsOfReturn(db, made?.id ?? '')).toHaveLength(1);
  },
);

test('the quote has the delivery that the law brings back, and no fee for a carrier of one’s own', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1', quantity: 2 }] });
  const row = await withdraw(shop);
  const quote = QuoteSchema.parse((await loadReturn(db, row.returnId ?? ''))?.quote);
  expect([quote.shippingRefund.amount, quote.returnFee.amount, quote.total]).toEqual([590, 0, 4590]);
});

// Delivered on 16 November 2026 at ten in Berlin: the fourteenth day is Monday the 30th, whole.
test.each([
  ['in the last second of the last day', '2026-11-30T22:59:59Z', 'joined', false],
  ['in the second after it', '2026-11-30T23:00:00Z', 'needs-person', true],
])('a statement %s', async (_, at, state, late) => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  shop.pass(NOW.until(at));
  const row = await withdraw(shop);
  expect([row.state, row.late, row.submittedAt.toString()]).toEqual([state, late, at]);
  expect(row.right).toMatchObject({ lastDay: '2026-11-30', endExclusive: '2026-11-30T23:00:00Z' });
  expect(await piecesInReturns(shop)).toEqual(late ? {} : { l1: 1 });
});

test('years later, while nobody knows of a delivery, the period has not ended', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }], shipments: undelivered(true) });
  shop.pass({ hours: 3 * 365 * 24 });
  expect(await withdraw(shop)).toMatchObject({ state: 'joined', late: false });
});

test.each([
  ['before it was sent', undelivered(false)],
  ['while it is under way', undelivered(true)],
  ['before there is a parcel', []],
])('works %s', async (_, shipments) => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }], shipments });
  expect(await withdraw(shop)).toMatchObject({ state: 'joined', late: false });
  expect(await piecesInReturns(shop)).toEqual({ l1: 1 });
});

test('what is not shipped has no parcel to wait for', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1', requiresShipping: false, shipmentId: null }], shipments: [] });
  const row = await withdraw(shop);
  expect(row.state).toBe('joined');
  expect(await listParcelsOfReturn(db, row.returnId ?? '')).toEqual([]);
  // Quoted as it was judged: the delivery that was paid comes back by law.
  const quote = QuoteSchema.parse((await loadReturn(db, row.returnId ?? ''))?.quote);
  expect(quote.shippingRefund.amount).toBe(590);
});

test('who wants parts back says which, and the rest stays theirs', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1', quantity: 3 }, { id: 'l2' }] });
  const lines = [{ lineId: 'l1', title: 'Item 1', quantity: 2 }];
  expect(await withdraw(shop, { orderId: 'o1', scope: { kind: 'lines', lines } })).toMatchObject({ state: 'joined' });
  expect(await piecesInReturns(shop)).toEqual({ l1: 2 });
  expect(await withdraw(shop)).toMatchObject({ state: 'joined', repeatOf: null });
  expect(await piecesInReturns(shop)).toEqual({ l1: 3, l2: 1 });
});

test('what is in a return already is not returned twice', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1', quantity: 3 }] });
  await requestReturn(shop, { ...(await answerAll(shop, 'o1', [{ lineId: 'l1', quantity: 1 }])), locale: 'en' });
  expect(await withdraw(shop)).toMatchObject({ state: 'joined' });
  expect(await piecesInReturns(shop)).toEqual({ l1: 3 });
  const other = await withdraw(shop, { scope: { kind: 'words', words: 'the rest' } });
  expect(other).toMatchObject({ state: 'needs-person', context: { problem: 'own-words' } });
});

test('with nothing left to return a person looks at it', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  await requestReturn(shop, { ...(await answerAll(shop, 'o1', [{ lineId: 'l1', quantity: 1 }])), locale: 'en' });
  expect(await withdraw(shop)).toMatchObject({ state: 'needs-person', context: { problem: 'nothing-left' } });
});

testOnEachEngine('said twice it is one withdrawal, and the second refers to the first', async (db) => {
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const first = await withdraw(shop);
  const second = await withdraw(shop, { contract: 'Order no. 1001', email: 'ADA@example.com' });
  expect(second).toMatchObject({ state: 'repeated', repeatOf: first.id, orderId: 'o1', returnId: null });
  expect(await piecesInReturns(shop)).toEqual({ l1: 1 });
});

testOnEachEngine('of two sent at the same moment one becomes a return, the other refers to it', async (db) => {
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const both = await Promise.all([submitWithdrawal(shop, statement()), submitWithdrawal(shop, statement())]);
  const ids = both.flatMap((each) => (each.ok ? [each] : []));
  await Promise.all(ids.map((each) => joinStatement(shop, each)));
  const states = await Promise.all(ids.map(async ({ withdrawalId }) => (await stored(shop, withdrawalId)).state));
  expect(states.toSorted()).toEqual(['joined', 'repeated']);
  expect(await piecesInReturns(shop)).toEqual({ l1: 1 });
});

test('who took the return back may withdraw anew', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const first = await withdraw(shop);
  const made = await findReturnByDraft(db, first.id);
  expect(await cancelReturn(shop, { orderId: 'o1', rmaCode: made?.rmaCode ?? '' })).toMatchObject({ ok: true });
  expect(await withdraw(shop)).toMatchObject({ state: 'joined', repeatOf: null });
});

const strangers: [string, Partial<SubmitInput>, string][] = [
  ['an order that there is not', { contract: '4711' }, 'order-unknown'],
  ['another address than the order’s', { email: 'eve@example.com' }, 'email-differs'],
  ['own words', { scope: { kind: 'words', words: 'the blue one' } }, 'own-words'],
  [
    'lines that are not the order’s',
    { scope: { kind: 'lines', lines: [{ lineId: 'x', title: 'X', quantity: 1 }] } },
    'lines-unknown',
  ],
];

test.each(strangers)('%s: recorded, and a person looks', async (_, change, problem) => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  expect(await withdraw(shop, change)).toMatchObject({ state: 'needs-person', context: { problem } });
  expect(await piecesInReturns(shop)).toEqual({});
});

test('who has opened the order may have the acknowledgement sent anywhere', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  expect(await withdraw(shop, { orderId: 'o1', email: 'work@example.org' })).toMatchObject({ state: 'joined' });
});

test.each([
  ['goods made to order only', { lines: [{ id: 'l1', traits: ['custom_made'] }] }, 'excepted', '2011/83/EU Art. 16(c)'],
  [
    'a country without the right',
    { lines: [{ id: 'l1' }], country: 'US', timeZone: 'America/New_York' },
    'no-right',
    null,
  ],
  ['a cancelled order', { lines: [{ id: 'l1' }], cancelledAt: NOW }, 'nothing-left', null],
])('%s: recorded, and a person looks', async (_, order, problem, article) => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, order);
  const row = await withdraw(shop);
  expect(row).toMatchObject({ state: 'needs-person', orderId: 'o1', context: { problem } });
  expect(row.right).toMatchObject({ articles: article ? [article] : [] });
});
