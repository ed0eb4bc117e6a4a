import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findOrderByNumberKey, loadOrder, type Order } from '#db/orders.ts';
import { listPolicyVersions } from '#db/policy-versions.ts';
import { demoStories, seedDemo } from '#db/seed/demo.ts';
import { products } from '#db/seed/products.ts';
import { loadShop } from '#db/shop.ts';
import { emailKey } from '#machines/email-address.ts';
import { payableStep } from '#machines/money.ts';
import { orderNumberKey } from '#machines/order-number.ts';
import { blockingFindings, lintPolicy } from '#machines/policy/lint.ts';
import { openTestDatabase, type TestDatabase, testOnEachEngine } from '../support/databases.ts';

const now = Temporal.Instant.from('2026-11-21T20:47:11.123Z');

async function allOrders(db: TestDatabase): Promise<Order[]> {
  const ids = await db.select({ id: db.tables.orders.id }).from(db.tables.orders).orderBy(db.tables.orders.number);
  const orders = await Promise.all(ids.map(({ id }) => loadOrder(db, id)));
  return orders.filter((order) => order !== null);
}

const ageInDays = (at: Temporal.Instant) => now.since(at).total({ unit: 'hours' }) / 24;

testOnEachEngine('the demo shop is filled once', async (db) => {
  expect(await seedDemo(db, { now })).toBe(true);
  const before = await allOrders(db);
  expect(await seedDemo(db, { now: now.add({ hours: 100 }) })).toBe(false);
  expect(await allOrders(db)).toEqual(before);
  expect(before).toHaveLength(64);
  expect(await loadShop(db)).toMatchObject({ name: 'Kiosk & Kin', returnAddress: { country: 'DE' } });
  const versions = await listPolicyVersions(db);
  expect(versions.map(({ number, effectiveFrom }) => [number, String(effectiveFrom)])).toEqual([
    [1, '2000-01-01T00:00:00Z'],
    [2, '2025-11-21T20:00:00Z'],
  ]);
});

test('the same instant gives the same shop', async () => {
  await using one = await openTestDatabase();
  await using other = await openTestDatabase();
  await seedDemo(one, { now });
  await seedDemo(other, { now });
  expect(await allOrders(one)).toEqual(await allOrders(other));
});

test('13 countries, 6 currencies, ages from yesterday to two years', async () => {
  await using db = await openTestDatabase();
  await seedDemo(db, { now });
  const orders = await allOrders(db);
  expect(new Set(orders.map((order) => order.country)).size).toBe(13);
  expect([...new Set(orders.map((order) => order.currency))].toSorted()).toEqual([
    'EUR',
    'GBP',
    'JPY',
    'KWD',
    'SEK',
    'USD',
  ]);
  const ages = orders.map((order) => ageInDays(order.placedAt));
  expect(Math.floor(Math.min(...ages))).toBe(1);
  expect(Math.floor(Math.max(...ages))).toBe(730);
  expect(new Set(orders.flatMap((order) => order.lines.map((line) => line.sku))).size).toBe(
    Object.keys(products).length,
  );
});

test('every order adds up, is paid in full and can be paid back', async () => {
  await using db = await openTestDatabase();
  await seedDemo(db, { now });
  for (const order of await allOrders(db)) {
    const goods = order.lines.reduce((sum, line) => sum + line.unitPrice * line.quantity - line.discountTotal, 0);
    const added = order.taxIncluded ? 0 : order.lines.reduce((sum, line) => sum + line.taxTotal, 0);
    expect(goods + added + order.shippingPaid, order.number).toBe(order.total);
    expect(
      order.payments.reduce((sum, payment) => sum + payment.amount, 0),
      order.number,
    ).toBe(order.total);
    expect(order.total % payableStep(order.currency), order.number).toBe(0);
    expect(order.refundedElsewhere, order.number).toBeLessThanOrEqual(order.total);
    expect(order.email, order.number).toMatch(/@example\.(com|org)$/);
    for (const { dispatchedAt, deliveredAt } of order.shipments) {
      const times = [order.placedAt, dispatchedAt, deliveredAt, now].filter((time) => time !== null);
      expect(times.toSorted(Temporal.Instant.compare), order.number).toEqual(times);
    }
    for (const line of order.lines) expect(line.returnedElsewhere, order.number).toBeLessThanOrEqual(line.quantity);
  }
});

test('every story is found by its number and its e-mail address, and shows what it says', async () => {
  await using db = await openTestDatabase();
  await seedDemo(db, { now });
  const told = new Map<string, Order>();
  for (const story of demoStories) {
    const key = orderNumberKey(story.number);
    const found = key.ok ? await findOrderByNumberKey(db, key.key) : null;
    expect(emailKey(story.email), story.number).toEqual({ ok: true, key: found?.emailKey });
    const order = found && (await loadOrder(db, found.id));
    if (order) told.set(story.number, order);
  }
  const order = (number: string) => told.get(number);
  const traits = (number: string) => order(number)?.lines.flatMap((line) => line.traits);
  expect(order('#1003')?.shipments.map((parcel) => parcel.deliveredAt === null)).toEqual([false, false, true]);
  expect(traits('#1004')).toEqual(['final_sale', 'sealed_hygiene_unsealed', 'sealed_hygiene_unsealed', 'custom_made']);
  expect([order('#1005')?.currency, order('#1006')?.currency]).toEqual(['JPY', 'KWD']);
  expect(order('#1007')?.lines.map((line) => line.returnedElsewhere)).toEqual([1, 1, 0]);
  expect(order('#1008')).toMatchObject({ country: 'US', taxIncluded: false });
  expect(traits('#1009')).toEqual(['digital']);
  expect(order('#1010')?.shipments.map((parcel) => parcel.deliveredAt)).toEqual([null]);
  expect(order('#1011')?.cancelledAt).not.toBeNull();
  expect(order('#1014')?.payments).toHaveLength(2);
  expect(order('#1015')?.lines.map((line) => line.tags)).toEqual([['sale'], []]);
  expect(order('#1017')?.country).toBe('AR');
  expect(order('#1018')).toMatchObject({ country: 'PL', customerTier: 'gold' });
});

test('both policies may be published', async () => {
  await using db = await openTestDatabase();
  await seedDemo(db, { now });
  const versions = await listPolicyVersions(db);
  expect(versions.map((version) => version.document.rules.length)).toEqual([0, 7]);
  for (const { document } of versions) expect(blockingFindings(lintPolicy(document))).toEqual([]);
});

test('what the demo shop sends has a weight, and its orders say it', async () => {
  await using db = await openTestDatabase();
  await seedDemo(db, { now });
  const lines = (await allOrders(db)).flatMap((order) => order.lines);
  expect(lines.filter((line) => line.requiresShipping !== (line.weightGrams ?? 0) > 0)).toEqual([]);
  expect(lines.find(({ sku }) => sku === products.lamp.sku)?.weightGrams).toBe(1900);
});

test('every product has a small drawn picture without anything that could run', () => {
  for (const { image } of Object.values(products)) {
    const file = `public${image}`;
    expect(existsSync(file), file).toBe(true);
    expect(statSync(file).size, file).toBeLessThanOrEqual(2048);
    expect(readFileSync(file, 'utf8'), file).toMatch(
      /^<svg [^>]*aria-label="[^"]+">(?:(?!<script|href=| on\w+=)[\s\S])*<\/svg>\n$/,
    );
  }
});
