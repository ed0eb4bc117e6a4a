import { expect, test } from 'vitest';
import { destinationOf } from '#app/services/destination.server.ts';
import { explainOrderLine, explainReturn } from '#app/services/explain.server.ts';
import { lineFacts } from '#app/services/line-facts.server.ts';
import { loadOrderCase } from '#app/services/order-case.server.ts';
import { listPolicyVersions } from '#db/policy-versions.ts';
import { EARLIER_RETURNS_LIMIT, listEarlierReturns } from '#db/returns.ts';
import { loadShop } from '#db/shop.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import { NOW, openShop, sell } from '#tests/app/services/customer/arrange.ts';
import { returnOf } from '#tests/app/services/staff/arrange.ts';
import { anOrder, anOrderLine } from '#tests/db/rows.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';

const sent = (id: string, dispatched: string | null, delivered: string | null) => ({
  ...{ id, position: 1 },
  dispatchedAt: dispatched === null ? null : Temporal.Instant.from(dispatched),
  deliveredAt: delivered === null ? null : Temporal.Instant.from(delivered),
});
const [early, late] = ['2026-01-02T08:00:00Z', '2026-01-05T08:00:00Z'];

test('a line has all that rules may ask of it, from its order', () => {
  const line = anOrderLine('l', 1, {
    vendor: 'Nordlaut',
    category: 'Audio',
    shipmentId: 's2',
    requiresShipping: false,
  });
  const shipments = [sent('s1', early, late), sent('s2', late, null)];
  const order = anOrder('1', { channel: 'web', customerTier: 'gold', couponCode: 'TEN', lines: [line], shipments });
  const facts = lineFacts(order, line, 2, null);
  expect(facts.order).toMatchObject({
    ...{ shape: 'multiItem', channel: 'web', couponCode: 'TEN', country: 'GB', currency: 'GBP' },
    customer: { tier: 'gold', tags: ['vip'] },
  });
  expect('earlierReturns' in facts.order, 'nobody knows of any').toBe(false);
  expect(facts.line).toMatchObject({
    ...{ sku: 'SKU-1', vendor: 'Nordlaut', category: 'Audio', tags: ['new'], unitPrice: 1250, discountTotal: 50 },
    ...{ alreadyReturned: 2, quantity: 3, deliveredAt: null },
  });
  expect(String(facts.line.dispatchedAt)).toBe(late);
  expect(facts.line.allDeliveredAt.map((at) => at?.toString() ?? null)).toEqual([late, null]);
});

test('without a parcel of its own a line came with the last one, and of an unknown one nothing is known', () => {
  const line = anOrderLine('l', 1);
  const known = anOrder('1', { shipments: [sent('s1', early, early), sent('s2', early, late)] });
  expect(String(lineFacts(known, line, 0, []).line.deliveredAt)).toBe(late);
  const unknown = anOrder('1', { shipments: [sent('s1', null, early), sent('s2', early, null)] });
  expect(lineFacts(unknown, line, 0, []).line).toMatchObject({ deliveredAt: null, dispatchedAt: null });
  expect(lineFacts(anOrder('1', { shipments: [] }), line, 0, []).line.deliveredAt).toBeNull();
  expect(lineFacts(known, line, 0, []).order.earlierReturns).toEqual([]);
});

const often: MerchantRule = {
  ...{ id: 'often', name: 'Often' },
  when: [{ kind: 'earlier-returns', withinDays: 30, minCount: 1 }],
  outcome: { admission: 'refuse' },
};

testOnEachEngine(
  'earlier returns of the same address count on every order of it, without the cancelled ones',
  async (db) => {
    const shop = await openShop(db, { rules: [often] });
    const first = await returnOf(shop, { id: 'o1', number: '#1001', lines: [{ id: 'a' }] });
    await sell(shop, { id: 'o2', number: '#1002', lines: [{ id: 'b' }], country: 'US' });
    await sell(shop, { id: 'o3', number: '#1003', lines: [{ id: 'c' }], country: 'US', emailKey: 'eve@example.com' });
    const outcomeOf = async (id: string, line: string) =>
      (await loadOrderCase(db, id, NOW))?.judge(line, null)?.verdict.outcome;
    expect(await outcomeOf('o2', 'b')).toBe('refused');
    expect(await outcomeOf('o3', 'c'), 'another customer').toBe('returnable');
    const key = { emailKey: 'ada@example.com', since: NOW.subtract({ hours: 24 }) };
    expect(await listEarlierReturns(db, key)).toMatchObject([{ amount: 2100, currency: 'EUR' }]);
    expect(await listEarlierReturns(db, { ...key, since: NOW.add({ seconds: 1 }) })).toEqual([]);
    const { returns } = db.tables;
    await db.transaction((tx) => tx.update(returns).set({ state: 'cancelled' }));
    expect(await listEarlierReturns(db, key)).toEqual([]);
    expect(await outcomeOf('o2', 'b')).toBe('returnable');
    expect(first.lines).toHaveLength(1);
    expect(EARLIER_RETURNS_LIMIT).toBe(1000);
  },
);

test('a parcel goes where the rules of its day sent it, whatever a later version says', async () => {
  await using db = await openTestDatabase();
  const west = {
    name: 'West',
    line1: 'Kade 1',
    line2: null,
    city: 'Rotterdam',
    region: null,
    postcode: '3011',
    country: 'NL',
  };
  const rules: MerchantRule[] = [
    { id: 'shoes', name: 'Shoes', when: [{ kind: 'category', in: ['shoes'] }], outcome: { warehouse: 'west' } },
  ];
  const shop = await openShop(db, { rules, warehouses: { west } });
  const shoe = { category: 'shoes' };
  const both = await returnOf(shop, { id: 'o1', number: '#1001', lines: [{ id: 'a', ...shoe }, { id: 'b' }] });
  const shoes = await returnOf(shop, {
    id: 'o2',
    number: '#1002',
    lines: [
      { id: 'c', ...shoe },
      { id: 'd', ...shoe },
    ],
  });
  const [versions, merchant] = await Promise.all([listPolicyVersions(db), loadShop(db)]);
  if (!merchant) throw new Error('the shop is gone');
  expect(destinationOf(shoes.lines, versions, merchant)).toMatchObject({
    name: 'Linden',
    company: 'West',
    city: 'Rotterdam',
  });
  expect(destinationOf(both.lines, versions, merchant), 'two places').toEqual(merchant.returnAddress);
  const later = versions.map((version) => ({ ...version, id: 'later' }));
  expect(destinationOf(shoes.lines, later, merchant)).toEqual(merchant.returnAddress);
});

test('a line is explained to the guest of its order, with the version that decided', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const one = await returnOf(shop, { id: 'o1', number: '#1001', lines: [{ id: 'a', title: 'Lamp' }] });
  await sell(shop, { id: 'o2', number: '#1002', lines: [{ id: 'b' }] });
  const line = await explainOrderLine(shop, { orderId: 'o2', lineId: 'b' });
  expect(line?.lines).toMatchObject([{ lineId: 'b', verdict: { outcome: 'returnable' } }]);
  expect(line?.lines[0]?.verdict.receipts.length).toBeGreaterThan(10);
  expect(line?.numbers.get('policy-1')).toBe(1);
  expect(await explainOrderLine(shop, { orderId: 'o2', lineId: 'a' }), 'a line of another order').toBeNull();
  const { rmaCode } = one;
  expect(await explainReturn(shop, { orderId: 'o1', rmaCode })).toMatchObject({
    lines: [{ lineId: 'a', title: 'Lamp' }],
  });
  expect(await explainReturn(shop, { orderId: 'o2', rmaCode }), 'another guest’s return').toBeNull();
  expect(await explainReturn(shop, { orderId: 'o1', rmaCode: '000000000' })).toBeNull();
});
