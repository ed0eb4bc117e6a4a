import { expect } from 'vitest';
import { lineFacts } from '#app/services/line-facts.server.ts';
import { type Simulation, type SimulationInput, simulatePolicy } from '#app/services/simulate-policy.server.ts';
import { CHANGE_KINDS, kindsOf } from '#app/services/simulate-policy-tally.server.ts';
import type { Database } from '#db/open.ts';
import { insertOrders, loadOrder } from '#db/orders.ts';
import { insertReturnLine, listReturnLines, returnedQuantities } from '#db/return-lines.ts';
import { insertReturn, listEarlierReturns, listReturnsOfOrder } from '#db/returns.ts';
import { compareVerdicts } from '#machines/policy/compare-verdicts.ts';
import {
  admits,
  evaluateLine,
  type PolicyDocument,
  QuoteInputSchema,
  quoteReturn,
  REASON_CODES,
  termsFor,
} from '#machines/policy/index.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import { decodeFacts } from '#machines/policy/stored-facts.ts';
import { BASE, DRAFT } from '#tests/bench/policy-documents.ts';
import { fillShop } from '#tests/bench/policy-shop.ts';
import { anOrder, anOrderLine, aReturn, aReturnLine } from '#tests/db/rows.ts';
import { testOnEachEngine } from '#tests/support/databases.ts';

const NOW = Temporal.Instant.from('2026-11-20T12:00:00Z');
const ORDERS = 130;
const before = (hours: number) => NOW.subtract({ hours });

const simulate = (db: Database, changes: Partial<SimulationInput> = {}) =>
  simulatePolicy({ db, clock: () => NOW }, { document: DRAFT, base: BASE, begins: NOW, now: NOW, ...changes });

const counted = ({ readMs: _read, judgeMs: _judge, ...simulation }: Simulation) => simulation;

/** Every order, loaded and judged by itself, as its page would do it. */
async function oneByOne(db: Database, document: PolicyDocument) {
  const pairs = [BASE, { ...BASE, id: 'simulated', number: 2, document }].map((version) => ({
    atPurchase: version,
    current: version,
  }));
  const [old, tried] = [pairs[0], pairs[1]];
  if (!old || !tried) throw new Error('two pairs');
  const changed = Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, 0]));
  const money = new Map<string, { before: number; after: number }>();
  const seen = { orders: 0, lines: 0, changedLines: 0, returns: 0 };
  for (const { id } of await db.select({ id: db.tables.orders.id }).from(db.tables.orders)) {
    const order = await loadOrder(db, id);
    if (!order) throw new Error('an order that is not there');
    seen.orders += 1;
    const since = NOW.subtract({ hours: 24 * 200 });
    const earlier = order.emailKey ? await listEarlierReturns(db, { emailKey: order.emailKey, since }) : null;
    const returned = await returnedQuantities(db, id);
    for (const line of order.lines) {
      const facts = lineFacts(order, line, line.returnedElsewhere + (returned.get(line.id) ?? 0), earlier);
      const change = compareVerdicts(evaluateLine(facts, old, NOW), evaluateLine(facts, tried, NOW));
      seen.lines += 1;
      if (!change) continue;
      seen.changedLines += 1;
      for (const kind of kindsOf(change)) changed[kind] = (changed[kind] ?? 0) + 1;
    }
    for (const row of await listReturnsOfOrder(db, id)) {
      seen.returns += 1;
      const sum = money.get(row.currency) ?? { before: 0, after: 0 };
      money.set(row.currency, sum);
      const input = QuoteInputSchema.parse(row.quoteInput);
      for (const [side, policies] of [['before', old] as const, ['after', tried] as const]) {
        const returning = [];
        for (const line of await listReturnLines(db, row.id)) {
          const stored = decodeFacts((line.verdictBasis as { facts: unknown }).facts);
          const past = (earlier ?? []).filter((one) => Temporal.Instant.compare(one.at, row.requestedAt) < 0);
          const facts = { ...stored, order: { ...stored.order, earlierReturns: past } };
          const verdict = evaluateLine(facts, policies, row.requestedAt);
          const reason = REASON_CODES.find((code) => code === line.reason);
          if (!reason) throw new Error('a reason that is none');
          const quantity = admits(verdict, reason, row.requestedAt).ok ? line.quantity : 0;
          returning.push({ orderLineId: line.orderLineId, quantity, reason, terms: termsFor(verdict, reason) });
        }
        const result = quoteReturn({ ...input, returning });
        sum[side] += result.ok ? result.quote.total : Number.NaN;
      }
    }
  }
  return { ...seen, changed, money: Object.fromEntries(money) };
}

async function everything(db: Database) {
  const { orders, orderLines, shipments, payments, returns, returnLines, policyVersions } = db.tables;
  const tables = [orders, orderLines, shipments, payments, returns, returnLines, policyVersions];
  return Promise.all(tables.map((table) => db.select().from(table)));
}

testOnEachEngine(
  'a simulation is what judging every line and return one by one gives, and writes nothing',
  async (db) => {
    await fillShop(db, ORDERS, NOW, BASE);
    const rows = await everything(db);
    const readOnly: Database = {
      ...db,
      transaction: () => {
        throw new Error('a simulation writes nothing');
      },
    };
    const simulation = await simulate(readOnly);
    expect(await everything(db)).toEqual(rows);
    const expected = await oneByOne(db, DRAFT);
    const { orders, lines, changedLines, returns, changed } = simulation;
    const money = Object.fromEntries(
      simulation.money.map((one) => [one.currency, { before: one.before, after: one.after }]),
    );
    expect({ orders, lines, changedLines, returns, changed, money }).toEqual(expected);
    expect(orders).toBe(ORDERS);
    expect(simulation.returnsWithoutBasis).toBe(0);
    for (const kind of ['newlyAllowed', 'newlyRefused', 'longer', 'shorter', 'cheaper', 'dearer'] as const)
      expect(changed[kind], kind).toBeGreaterThan(0);
    expect(simulation.changedReturns).toBeGreaterThan(0);
    for (const kind of CHANGE_KINDS) {
      expect(simulation.byCountry.reduce((sum, one) => sum + one[kind], 0)).toBe(changed[kind]);
      expect(simulation.examples[kind].length).toBe(Math.min(10, changed[kind]));
    }
    expect(counted(await simulate(db))).toEqual(counted(simulation));
  },
  120_000,
);

testOnEachEngine('the version in force against itself changes nothing', async (db) => {
  await fillShop(db, 60, NOW, BASE);
  const simulation = await simulate(db, { document: structuredClone(BASE.document) });
  expect(simulation).toMatchObject({ orders: 60, changedLines: 0, changedReturns: 0 });
  expect(simulation.money.every(({ delta }) => delta === 0)).toBe(true);
  expect(simulation.byCountry.map(({ country }) => country)).toEqual(
    simulation.byCountry.map(({ country }) => country).toSorted(),
  );
  expect(Object.values(simulation.examples).flat()).toEqual([]);
  expect(simulation.returnExamples).toEqual([]);
});

testOnEachEngine('a shop without orders has nothing to tell', async (db) => {
  const simulation = await simulate(db);
  expect(simulation).toMatchObject({ orders: 0, lines: 0, returns: 0, changedLines: 0, byCountry: [], money: [] });
});

/** One line for EUR 40.00 that came eight days before now, in a country without a right to change one's mind. */
const order = (key: string, placedAt: Temporal.Instant, changes: Parameters<typeof anOrder>[1] = {}) =>
  anOrder(key, {
    ...{ placedAt, country: 'US', subdivision: null, timeZone: 'America/New_York', currency: 'EUR' },
    lines: [anOrderLine(`line-${key}`, 1, { traits: [], quantity: 2, unitPrice: 2000, discountTotal: 0 })],
    shipments: [{ id: `s-${key}`, position: 1, dispatchedAt: placedAt, deliveredAt: before(8 * 24) }],
    ...changes,
  });

const days = (windowDays: number | null): PolicyDocument => ({
  ...LAW_ONLY,
  default: { ...LAW_ONLY.default, windowDays },
});

testOnEachEngine('it looks at the newest orders of the last days, the first instant of them included', async (db) => {
  const times = [1, 90 * 24, 90 * 24 + 1, 24];
  await db.transaction((tx) =>
    insertOrders(
      tx,
      times.map((hours, index) => order(`o${index}`, before(hours))),
    ),
  );
  const longer = { base: null, document: days(30) };
  const all = await simulate(db, longer);
  expect(all.orders).toBe(3);
  expect(all.examples.newlyAllowed.map(({ orderNumber }) => orderNumber)).toEqual(['#o0', '#o3', '#o1']);
  const newest = await simulate(db, { ...longer, orders: 2 });
  expect(newest.examples.newlyAllowed.map(({ orderId }) => orderId)).toEqual(['order-o0', 'order-o3']);
  expect((await simulate(db, { ...longer, days: 91 })).orders).toBe(4);
});

testOnEachEngine('without a version before it is compared with what the law grants', async (db) => {
  await db.transaction((tx) => insertOrders(tx, [order('one', before(240))]));
  const simulation = await simulate(db, { base: null, document: days(8) });
  expect(simulation.examples.newlyAllowed).toEqual([
    {
      ...{ orderId: 'order-one', orderNumber: '#one', lineId: 'line-one', title: 'A cup', country: 'US' },
      before: expect.objectContaining({ outcome: 'refused', basis: null, lastDay: null, code: 'policy.no-window' }),
      after: expect.objectContaining({ outcome: 'returnable', basis: 'policy', lastDay: '2026-11-20', code: null }),
    },
  ]);
  expect(await simulate(db, { base: null, document: days(7) })).toMatchObject({
    changed: { newlyAllowed: 0, longer: 1 },
    examples: { longer: [{ after: { outcome: 'refused', lastDay: '2026-11-19', code: 'window.closed' } }] },
  });
});

testOnEachEngine('pieces that came back are not there to be judged; those of a cancelled return are', async (db) => {
  const line = { orderLineId: 'line-one', position: 1, quantity: 2 };
  await db.transaction(async (tx) => {
    await insertOrders(tx, [order('one', before(240)), order('two', before(240))]);
    await insertReturn(tx, aReturn('one'));
    await insertReturnLine(tx, aReturnLine('rl-1', { ...line, returnId: 'return-one', state: 'requested' }));
    await insertReturn(tx, { ...aReturn('two'), state: 'cancelled' });
    await insertReturnLine(
      tx,
      aReturnLine('rl-2', { ...line, returnId: 'return-two', orderLineId: 'line-two', state: 'cancelled' }),
    );
  });
  const simulation = await simulate(db, { base: null, document: days(30) });
  expect(simulation.examples.newlyAllowed.map(({ orderNumber }) => orderNumber)).toEqual(['#two']);
  // The one that stands was stored before its ground was kept.
  expect(simulation).toMatchObject({ lines: 2, returns: 1, returnsWithoutBasis: 1, changedReturns: 0, money: [] });
});

testOnEachEngine(
  'a rule that counts earlier returns sees those of the same address, on other orders too',
  async (db) => {
    await db.transaction(async (tx) => {
      await insertOrders(tx, [
        order('one', before(240)),
        order('two', before(24 * 100), { emailKey: 'ada@example.org' }),
        order('three', before(240), { emailKey: 'bob@example.org' }),
        order('four', before(240), { emailKey: null }),
      ]);
      await insertReturn(tx, { ...aReturn('two'), requestedAt: before(24 * 20) });
    });
    const rule = (withinDays: number): PolicyDocument => ({
      ...days(30),
      rules: [
        {
          ...{ id: 'often', name: 'Often', when: [{ kind: 'earlier-returns', withinDays, minCount: 1 }] },
          outcome: { admission: 'review' },
        },
      ],
    });
    const base = { ...BASE, document: days(30) };
    const seen = await simulate(db, { base, document: rule(21) });
    expect(seen.examples.newlyReviewed.map(({ orderNumber }) => orderNumber)).toEqual(['#one']);
    expect((await simulate(db, { base, document: rule(19) })).changedLines).toBe(0);
  },
);
