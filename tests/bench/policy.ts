import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { lineFacts } from '#app/services/line-facts.server.ts';
import { simulatePolicy } from '#app/services/simulate-policy.server.ts';
import { type Database, openDatabase } from '#db/open.ts';
import { readPolicyHistory } from '#db/policy-history.ts';
import { type EvaluateOptions, evaluateLine } from '#machines/policy/evaluate.ts';
import type { LineFacts } from '#machines/policy/facts.ts';
import { startPostgres } from '#tests/support/postgres-server.ts';
import { BASE, DRAFT } from './policy-documents.ts';
import { fillShop, pastOrders } from './policy-shop.ts';
import type { BenchResult } from './result.ts';

const NOW = Temporal.Instant.from('2026-11-20T12:00:00Z');
const DAYS = 90;
const FEW = 10_000;
const MANY = 100_000;
/** What was promised: simulating takes at most so many times as long as reading, so many seconds, and with ten times the orders so many times as long. */
const MOST_AGAINST_READING = 3;
const MOST_SECONDS = 5;
const MOST_AGAINST_FEW = 12;
const ROUNDS = 3;

/** Decisions a second, with all receipts and without, on the lines of a shop under a policy of twenty rules; against one that only counts pieces. */
export async function benchDecisions(): Promise<BenchResult[]> {
  const facts = [...pastOrders(2000, NOW, BASE)].flatMap(({ order }) =>
    order.lines.map((line) => lineFacts(order, line, line.returnedElsewhere, [])),
  );
  const policies = { atPurchase: BASE, current: { ...BASE, id: 'draft', number: 2, document: DRAFT } };
  const decide = (options: EvaluateOptions) => perSecond(facts, (one) => evaluateLine(one, policies, NOW, options));
  const counting = perSecond(facts, countedOnly);
  const [all, none] = [decide({ receipts: 'all' }), decide({ receipts: 'none' })];
  const detail = (rate: number) =>
    `${Math.round(rate).toLocaleString('en')} decisions/s (${(1e6 / rate).toFixed(0)} µs each)`;
  return [
    {
      name: 'decisions a second with receipts, against days counted alone',
      ratio: all / counting,
      detail: detail(all),
    },
    { name: 'decisions a second without receipts, the same', ratio: none / counting, detail: detail(none) },
  ];
}

/** The least that any answer takes: thirty days after the local day of the delivery, held against now. */
function countedOnly({ order, line }: LineFacts): boolean {
  if (!line.deliveredAt) return true;
  const day = line.deliveredAt.toZonedDateTimeISO(order.timeZone ?? 'UTC').toPlainDate();
  const end = day
    .add({ days: 31 })
    .toZonedDateTime(order.timeZone ?? 'UTC')
    .toInstant();
  return Temporal.Instant.compare(NOW, end) < 0;
}

function perSecond(facts: readonly LineFacts[], decide: (facts: LineFacts) => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    for (const one of facts) decide(one);
    return (facts.length * 1000) / (performance.now() - started);
  });
  return Math.max(...rounds);
}

/** Simulations on both engines: against reading the same orders alone, and ten times as many against as many. */
export async function benchSimulations(): Promise<BenchResult[]> {
  await using shops = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'retour-bench-'));
  shops.defer(() => rm(folder, { recursive: true }));
  const server = shops.use(await startPostgres());
  const results: BenchResult[] = [];
  for (const [engine, url] of [
    ['SQLite', join(folder, 'policy.sqlite')],
    ['PostgreSQL', server.url],
  ] as const) {
    const db = await openDatabase(url);
    shops.defer(() => db.close());
    results.push(...(await benchEngine(engine, db)));
  }
  return results;
}

async function benchEngine(engine: string, db: Database): Promise<BenchResult[]> {
  await fillShop(db, FEW, NOW, BASE);
  const few = await measure(db, FEW);
  await fillShop(db, MANY - FEW, NOW, BASE, FEW);
  const many = await measure(db, MANY);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  const name = `simulation of ${FEW.toLocaleString('en')} orders on ${engine}`;
  const rate = Math.round((2 * few.lines * 1000) / few.simulating).toLocaleString('en');
  return [
    {
      ...{ name: `${name}, against reading them`, ratio: few.simulating / few.reading, most: MOST_AGAINST_READING },
      detail: `${seconds(few.simulating)} for ${few.lines.toLocaleString('en')} lines judged twice (${rate} verdicts/s), reading ${seconds(few.reading)}`,
    },
    {
      ...{ name: `${name}, in seconds`, ratio: few.simulating / 1000, most: MOST_SECONDS },
      detail: `the quickest of ${ROUNDS} rounds`,
    },
    {
      ...{
        name: `the same of ${MANY.toLocaleString('en')}, against ${FEW.toLocaleString('en')}`,
        most: MOST_AGAINST_FEW,
      },
      ratio: many.simulating / few.simulating,
      detail: `${seconds(many.simulating)}, reading ${seconds(many.reading)}`,
    },
  ];
}

/** Both in turn, and the quickest round of each: what else the machine does can only add to it. */
async function measure(db: Database, orders: number) {
  const [reading, simulating]: [number[], number[]] = [[], []];
  let lines = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    reading.push(await timed(() => readAll(db, orders)));
    simulating.push(
      await timed(async () => {
        const simulation = await simulatePolicy(
          { db, clock: () => Temporal.Now.instant() },
          { document: DRAFT, base: BASE, begins: NOW, now: NOW, orders, days: DAYS },
        );
        if (simulation.orders !== orders) throw new Error(`${simulation.orders} orders were simulated`);
        lines = simulation.lines;
      }),
    );
  }
  return { reading: Math.min(...reading), simulating: Math.min(...simulating), lines };
}

async function readAll(db: Database, most: number): Promise<void> {
  const since = NOW.subtract({ hours: 24 * DAYS });
  let read = 0;
  for await (const page of readPolicyHistory(db, { since, most, returnsSince: since })) read += page.orders.length;
  if (read !== most) throw new Error(`${read} orders were read`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  await wait(20);
  const started = performance.now();
  await work();
  return performance.now() - started;
}
