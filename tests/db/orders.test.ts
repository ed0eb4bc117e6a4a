import { expect } from 'vitest';
import {
  countOrders,
  findOrderByNumberKey,
  insertOrder,
  insertOrders,
  listOrderHashes,
  loadOrder,
  replaceOrder,
} from '#db/orders.ts';
import { openPaymentLookup } from '#db/payment-lookup.ts';
import { insertPolicyVersion, listPolicyVersions } from '#db/policy-versions.ts';
import { insertReturn } from '#db/returns.ts';
import { loadShop, saveShop } from '#db/shop.ts';
import { testOnEachEngine } from '#tests/support/databases.ts';
import { anAddress, anOrder, anOrderLine, aReturn, at } from './rows.ts';

testOnEachEngine(
  'an order comes back as it was stored: instants, flags, amounts, nulls, text of any script',
  async (db) => {
    const order = anOrder('1', {
      taxIncluded: false,
      total: Number.MAX_SAFE_INTEGER,
      cancelledAt: Temporal.Instant.from('2026-03-04T05:06:07.089Z'),
      address: { ...anAddress, name: 'عمر "O’Neil" 山田', line2: 'Flat 2\nrear' },
      lines: [anOrderLine('b', 1, { traits: [], title: '🫖 x\u0000y'.replace('\u0000', '') }), anOrderLine('a', 2)],
    });
    await db.transaction((tx) => insertOrder(tx, order));
    expect(await loadOrder(db, 'order-1')).toEqual(order);
    expect(await loadOrder(db, 'order-2')).toBeNull();
  },
);

testOnEachEngine('an order of a thousand lines is stored whole, in its own order', async (db) => {
  const lines = Array.from({ length: 1100 }, (_, index) => anOrderLine(`line-${1100 - index}`, index + 1));
  await db.transaction((tx) => insertOrder(tx, anOrder('big', { lines })));
  const stored = await loadOrder(db, 'order-big');
  expect(stored?.lines.map((line) => line.id)).toEqual(lines.map((line) => line.id));
});

testOnEachEngine(
  'many orders at once come back as one by one: nulls, instants and flags too, whatever their number',
  async (db) => {
    // More than a statement takes, and some left over.
    const orders = Array.from({ length: 60 }, (_, index) =>
      anOrder(`${index}`, {
        email: index % 2 === 0 ? null : `c${index}@example.org`,
        cancelledAt: index % 3 === 0 ? at(index) : null,
        taxIncluded: index % 4 === 0,
        total: index,
        lines: [
          anOrderLine(`line-${index}`, 1, { traits: index % 2 === 0 ? [] : ['final_sale'], title: `Cup ${index}` }),
        ],
      }),
    );
    await db.transaction((tx) => insertOrders(tx, orders));
    expect(await Promise.all(orders.map((order) => loadOrder(db, order.id)))).toEqual(orders);
    const again = db.transaction((tx) => insertOrders(tx, [anOrder('60'), ...orders.slice(0, 30)]));
    await expect(again).rejects.toMatchObject({ kind: 'conflict' });
    expect(await loadOrder(db, 'order-60')).toBeNull();
  },
);

testOnEachEngine('the look-up finds by number key and tells only what it compares', async (db) => {
  await db.transaction((tx) => insertOrder(tx, anOrder('1001')));
  expect(await findOrderByNumberKey(db, '1001')).toEqual({
    id: 'order-1001',
    number: '#1001',
    email: 'Ada@example.org',
    emailKey: 'ada@example.org',
    locale: 'en',
  });
  expect(await findOrderByNumberKey(db, '1002')).toBeNull();
});

testOnEachEngine('a changed order takes the place of the one that is there, parts and all', async (db) => {
  await db.transaction((tx) => insertOrder(tx, anOrder('1')));
  const changed = anOrder('1', {
    contentHash: 'two',
    total: 1,
    lines: [anOrderLine('new-1', 1), anOrderLine('new-2', 2)],
    shipments: [],
  });
  expect(await db.transaction((tx) => replaceOrder(tx, { ...changed, version: 7 }))).toBe(false);
  expect(await db.transaction((tx) => replaceOrder(tx, changed))).toBe(true);
  expect(await loadOrder(db, 'order-1')).toEqual({ ...changed, version: 2 });
});

testOnEachEngine('an order with a return stays as it was decided upon', async (db) => {
  await db.transaction(async (tx) => {
    await insertOrder(tx, anOrder('1'));
    await insertReturn(tx, aReturn('1'));
  });
  expect(await db.transaction((tx) => replaceOrder(tx, anOrder('1', { total: 1 })))).toBe(false);
  expect(await loadOrder(db, 'order-1')).toEqual(anOrder('1'));
});

testOnEachEngine('the importer learns what is known of many orders at once', async (db) => {
  await db.transaction(async (tx) => {
    for (const key of ['1', '2', '3']) await insertOrder(tx, anOrder(key, { contentHash: `hash-${key}` }));
  });
  const keys = Array.from({ length: 1200 }, (_, number) => String(number));
  const known = await listOrderHashes(db, keys);
  expect([...known.keys()].toSorted()).toEqual(['1', '2', '3']);
  expect(known.get('2')).toEqual({ id: 'order-2', numberKey: '2', contentHash: 'hash-2', version: 1 });
  expect(await listOrderHashes(db, [])).toEqual(new Map());
  expect(await countOrders(db)).toBe(3);
});

const aPolicy = (id: string) => ({
  id,
  effectiveFrom: at(0),
  publishedAt: at(0),
  publishedBy: 'staff-1',
  reason: 'spring',
  document: {
    schemaVersion: 2 as const,
    default: {
      windowDays: 30,
      windowFrom: 'delivery' as const,
      returnCost: { payer: 'merchant' as const },
      refundOutboundShipping: false,
      finalSaleReturnable: false,
    },
    countries: {},
    markets: {},
    warehouses: {},
    seasons: [],
    rules: [],
  },
});

testOnEachEngine('policy versions get numbers that rise by one', async (db) => {
  for (const id of ['a', 'b']) await db.transaction((tx) => insertPolicyVersion(tx, aPolicy(id)));
  expect(await listPolicyVersions(db)).toEqual([
    { ...aPolicy('a'), number: 1, approvedBy: null, rollbackOf: null },
    { ...aPolicy('b'), number: 2, approvedBy: null, rollbackOf: null },
  ]);
});

testOnEachEngine(
  'of versions published at the same time none shares a number: conflicts, or one after the other',
  async (db) => {
    const published = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((id) => db.transaction((tx) => insertPolicyVersion(tx, aPolicy(id)))),
    );
    for (const one of published) if (one.status === 'rejected') expect(one.reason).toMatchObject({ kind: 'conflict' });
    const numbers = (await listPolicyVersions(db)).map((version) => version.number);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers).toHaveLength(published.filter((one) => one.status === 'fulfilled').length);
  },
);

testOnEachEngine('the shop is one row, written over', async (db) => {
  expect(await loadShop(db)).toBeNull();
  const shop = {
    name: 'Cups',
    supportEmail: 'help@cups.example',
    returnAddress: anAddress,
    locale: 'en',
    updatedAt: at(0),
  };
  await db.transaction((tx) => saveShop(tx, shop));
  await db.transaction((tx) => saveShop(tx, { ...shop, name: 'Mugs' }));
  expect(await loadShop(db)).toEqual({ ...shop, name: 'Mugs' });
});

testOnEachEngine('a payment is found from outside by its reference, once there is a database', async (db) => {
  const missing = await openPaymentLookup(`${db.url}-missing`);
  expect(await missing.findPayment('pi_1')).toBeNull();
  await missing.close();
  const lookup = await openPaymentLookup(db.url);
  expect(await lookup.findPayment('pi_1')).toBeNull();
  await db.transaction((tx) => insertOrder(tx, anOrder('1')));
  expect(await lookup.findPayment('pi_1')).toEqual({ amount: 4095, currency: 'GBP' });
  await lookup.close();
});
