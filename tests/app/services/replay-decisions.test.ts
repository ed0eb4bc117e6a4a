import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIds } from '#app/ids.server.ts';
import type { ServiceDeps } from '#app/services/deps.ts';
import { importOrders } from '#app/services/import-orders.server.ts';
import { replayDecisions } from '#app/services/replay-decisions.server.ts';
import type { Database } from '#db/open.ts';
import { seedDemo } from '#db/seed/demo.ts';
import { openShop, sell } from '#tests/app/services/customer/arrange.ts';
import { returnOf } from '#tests/app/services/staff/arrange.ts';
import { COUNTRIES, policyDocuments } from '#tests/machines/policy/arbitraries.ts';
import { ENGINES, openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { type Driven, driveReturns } from './drive-returns.ts';

const NOW = Temporal.Instant.from('2026-11-21T09:00:00Z');
const fixtures = join(import.meta.dirname, '../../fixtures');

const depsOf = (db: Database): ServiceDeps => ({ db, clock: () => NOW, ids: createIds(), wake: () => {} });
const nothing = (): Driven => ({ sent: 0, decided: 0, byPolicy: 0 });

async function orderIds(db: Database): Promise<string[]> {
  const { orders } = db.tables;
  return (await db.select({ id: orders.id }).from(orders).orderBy(orders.id)).map(({ id }) => id);
}

async function driveAll(db: Database, deps: ServiceDeps, most: number): Promise<Driven> {
  const driven = nothing();
  for (const [turn, id] of (await orderIds(db)).slice(0, most).entries()) await driveReturns(deps, id, turn, driven);
  return driven;
}

testOnEachEngine(
  'every decision on the demo shop replays to itself',
  async (db) => {
    await seedDemo(db, { now: NOW });
    // The stories are the first eighteen; the others are of the same few kinds.
    const orders = db.engine === 'sqlite' ? 26 : 18;
    const driven = await driveAll(db, depsOf(db), orders);
    expect(driven.sent).toBeGreaterThan(orders / 2);
    expect(driven.decided).toBe(driven.sent);
    expect(driven.byPolicy, 'the keep rule of #1016').toBeGreaterThan(0);
    const report = await replayDecisions(db);
    expect(report).toMatchObject({ different: 0, unknown: 0, differences: [] });
    expect(report.decisions).toBeGreaterThan(4 * driven.sent - 1);
  },
  600_000,
);

test('every decision on imported orders replays to itself', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  for (const file of ['orders/online-retail-slice.csv', 'returns/orders.csv']) {
    await importOrders({ db, clock: () => NOW }, createReadStream(join(fixtures, file)));
  }
  const driven = await driveAll(db, { ...shop, clock: () => NOW }, 24);
  expect(driven.sent).toBeGreaterThan(10);
  expect(await replayDecisions(db)).toMatchObject({ different: 0, unknown: 0 });
}, 600_000);

/** Lines that random rules can meet: their names come from the same small pools. */
const wares = ['shoes', 'Sale', 'gift'].map((name, index) => ({
  ...{ id: name, sku: ['SHOE-1', 'BAG-1', 'GIFT'][index] ?? 'GIFT', category: name, vendor: name, tags: [name] },
  ...{ quantity: 2, unitPrice: 1999 + index, discountTotal: 500 * index, couponTotal: 500 * index },
}));

test.each(ENGINES)(
  'every decision under random policies replays to itself (%s)',
  async (engine) => {
    const documents = fc.sample(policyDocuments, { numRuns: engine === 'sqlite' ? 16 : 4, seed: 20_261_121 });
    const driven = nothing();
    for (const [turn, document] of documents.entries()) {
      await using db = await openTestDatabase(engine);
      const shop = await openShop(db, document);
      const country = COUNTRIES[turn % COUNTRIES.length] ?? 'US';
      const lines = wares.map((ware) => ({ ...ware, id: `${turn}-${ware.id}` }));
      const customer = { customerTier: 'gold', customerTags: ['web'], couponCode: 'gift', channel: 'web' };
      await sell(shop, { id: `o${turn}`, number: `#${turn}`, lines, country, timeZone: null, ...customer });
      await driveReturns(shop, `o${turn}`, turn, driven);
      expect(await replayDecisions(db)).toMatchObject({ different: 0, unknown: 0 });
    }
    expect(driven.sent).toBeGreaterThan(documents.length / 3);
  },
  600_000,
);

test('a decision that comes out differently is named, one without its basis is not known', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const sent = await returnOf(shop, { id: 'o1', number: '#1001', lines: [{ id: 'a' }] });
  expect(await replayDecisions(db)).toMatchObject({ decisions: 2, same: 2, different: 0, unknown: 0 });
  const { policyVersions, returns } = db.tables;
  const [version] = await db.select().from(policyVersions);
  const changed = JSON.parse(JSON.stringify(version?.document).replace('"windowDays":30', '"windowDays":99'));
  await db.transaction((tx) => tx.update(policyVersions).set({ document: changed }));
  expect(await replayDecisions(db)).toMatchObject({
    ...{ decisions: 2, same: 1, different: 1, unknown: 0 },
    differences: [{ what: 'verdict', id: sent.line.id }],
  });
  await db.transaction((tx) => tx.update(returns).set({ quoteInput: null }));
  expect(await replayDecisions(db)).toMatchObject({ same: 0, different: 1, unknown: 1 });
});
