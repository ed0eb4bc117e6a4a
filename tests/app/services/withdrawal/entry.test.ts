import { expect, test } from 'vitest';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { viewWithdrawalForm, withdrawalEntry } from '#app/services/view-withdrawal-form.server.ts';
import { viewLabelOffer, wantLabel } from '#app/services/want-label.server.ts';
import { listParcelsOfReturn } from '#db/parcels.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn } from '#db/returns.ts';
import { restore } from '#machines/kernel.ts';
import { parcelWorkflow } from '#machines/parcel/index.ts';
import { QuoteSchema } from '#machines/policy/index.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { answerAll, NOW, openShop, sell } from '../customer/arrange.ts';
import { withdraw } from './arrange.ts';

test('without an open order the way to the withdrawal is always there', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  expect(await withdrawalEntry(shop, { orderId: null })).toEqual({ shown: true, button: null });
});

const custom = [{ id: 'l1', traits: ['custom_made'] }];
const waiting = [{ id: 'p', position: 1, dispatchedAt: null, deliveredAt: null }];
const orders: [
  string,
  Omit<Parameters<typeof sell>[1], 'lines'> & { lines?: typeof custom },
  string,
  'eu' | 'ar' | null,
][] = [
  ['in the last second of the period', {}, '2026-11-30T22:59:59Z', 'eu'],
  ['in the next one', {}, '2026-11-30T23:00:00Z', null],
  ['years after an order whose delivery is not known', { shipments: waiting }, '2030-01-01T00:00:00Z', 'eu'],
  ['before anything was delivered', { shipments: waiting }, NOW.toString(), 'eu'],
  ['for goods made to order only', { lines: custom }, NOW.toString(), null],
  ['in the United States', { country: 'US', timeZone: 'America/New_York' }, NOW.toString(), null],
  ['in Switzerland', { country: 'CH', timeZone: 'Europe/Zurich' }, NOW.toString(), null],
  ['in Argentina', { country: 'AR', timeZone: 'America/Argentina/Buenos_Aires' }, NOW.toString(), 'ar'],
];

test.each(orders)('with an order open, %s', async (_, order, at, button) => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { ...order, lines: order.lines ?? [{ id: 'l1' }] });
  shop.pass(NOW.until(at));
  expect(await withdrawalEntry(shop, { orderId: 'o1' })).toEqual(button ? { shown: true, button } : { shown: false });
});

test('the form knows what the order tells, and what can still be withdrawn from', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1', quantity: 3 }, { id: 'l2', traits: ['custom_made'] }, { id: 'l3' }] });
  await requestReturn(shop, {
    ...(await answerAll(shop, 'o1', [
      { lineId: 'l1', quantity: 1 },
      { lineId: 'l3', quantity: 1 },
    ])),
    locale: 'en',
  });
  expect(await viewWithdrawalForm(shop, { orderId: 'o1' })).toMatchObject({
    ...{ contract: '#1001', name: 'Ada Lovelace', email: 'Ada@example.com', button: 'eu' },
    lines: [{ id: 'l1', position: 1, left: 2 }],
  });
  expect(await viewWithdrawalForm(shop, { orderId: 'gone' })).toBeNull();
});

testOnEachEngine('who withdrew may take the label afterwards, for its price and once', async (db) => {
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1', quantity: 2 }] });
  const { returnId } = await withdraw(shop);
  const made = await loadReturn(db, returnId ?? '');
  const key = { orderId: 'o1', rmaCode: made?.rmaCode ?? '' };
  // Long after the period: the terms are those of the statement.
  shop.pass({ hours: 24 * 40 });
  expect(await viewLabelOffer(shop, key)).toMatchObject({ fee: { amount: 490 }, total: 4100, currency: 'EUR' });
  const all = await Promise.all(Array.from({ length: 5 }, () => wantLabel(shop, key)));
  expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await viewLabelOffer(shop, key)).toBeNull();
  const after = await loadReturn(db, returnId ?? '');
  expect(after).toMatchObject({ travel: 'label', total: 4100 });
  expect(QuoteSchema.parse(after?.quote)).toMatchObject({ total: 4100, returnFee: { amount: 490, code: 'fee.label' } });
  const [parcel] = await listParcelsOfReturn(db, returnId ?? '');
  expect(parcelWorkflow.context.parse(parcel && restore(parcelWorkflow, parcel).context).travel).toBe('label');
  // What is decided then is what was shown.
  const lines = await listReturnLines(db, returnId ?? '');
  const decisions = lines.map(({ id, quantity }) => ({ lineId: id, type: 'accept', quantity }) as const);
  const input = { returnId: returnId ?? '', version: after?.version ?? 0, staffId: 'agent', decisions };
  expect(await decideReturn(shop, input)).toMatchObject({ ok: true, quote: { total: 4100 } });
});

test('a return that was asked for in the ordinary way is offered no second way to travel', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const sent = await requestReturn(shop, {
    ...(await answerAll(shop, 'o1', [{ lineId: 'l1', quantity: 1 }])),
    locale: 'en',
  });
  expect(await viewLabelOffer(shop, { orderId: 'o1', rmaCode: sent.ok ? sent.rmaCode : '' })).toBeNull();
});
