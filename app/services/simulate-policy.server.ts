import { setImmediate as nextTurn } from 'node:timers/promises';
import { type HistoryLine, type HistoryOrder, type HistoryPage, readPolicyHistory } from '#db/policy-history.ts';
import { compareVerdicts } from '#machines/policy/compare-verdicts.ts';
import {
  evaluatePrepared,
  type LineVerdict,
  type PolicyDocument,
  type PolicyPair,
  type PolicyVersion,
  prepareLine,
} from '#machines/policy/index.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import type { ServiceDeps } from './deps.ts';
import { type EarlierReturns, lineFacts } from './line-facts.server.ts';
import { requote } from './simulate-policy-return.server.ts';
import {
  type ChangeCounts,
  type ChangeKind,
  type CountryChange,
  createMoneyTally,
  createTally,
  type LineExample,
  type MoneyChange,
  type ReturnExample,
  type SimulatedAnswer,
} from './simulate-policy-tally.server.ts';

export const SIMULATED_ORDERS = 10_000;
export const SIMULATED_DAYS = 90;

export interface SimulationInput {
  readonly document: PolicyDocument;
  /** When the document would begin. */
  readonly begins: Temporal.Instant;
  /** The version it would follow; null: there is none, and it is compared with what the law alone grants. */
  readonly base: PolicyVersion | null;
  readonly now: Temporal.Instant;
  /** Looks at the newest so many orders, */
  readonly orders?: number;
  /** of the last so many days. */
  readonly days?: number;
}

/** What a document would have changed. Lines are judged as they stand now; returns by what they were decided on. */
export interface Simulation {
  readonly orders: number;
  readonly lines: number;
  /** Lines with a change of any kind. */
  readonly changedLines: number;
  readonly changed: ChangeCounts;
  /** By country code. */
  readonly byCountry: readonly CountryChange[];
  readonly examples: Readonly<Record<ChangeKind, readonly LineExample[]>>;
  readonly returns: number;
  /** Returns whose refund would have been another one. */
  readonly changedReturns: number;
  /** Returns from before what they were decided on was kept: not computed again. */
  readonly returnsWithoutBasis: number;
  readonly money: readonly MoneyChange[];
  readonly returnExamples: readonly ReturnExample[];
  readonly readMs: number;
  readonly judgeMs: number;
}

/**
 * What a document would do, tried on past orders: every line and every return is judged twice by the rules that customers meet, as if the version
 * before, and as if this document, had been in force when the order was placed and ever since. That both stand alone shows the change itself;
 * customers of older orders keep what they were promised whatever is published. Reads only, and lets others have their turn between pages.
 */
export async function simulatePolicy(
  deps: Pick<ServiceDeps, 'db' | 'clock'>,
  { document, begins, base, now, orders = SIMULATED_ORDERS, days = SIMULATED_DAYS }: SimulationInput,
): Promise<Simulation> {
  const documents = {
    before: alone(base ?? { id: 'law-only', number: 0, effectiveFrom: begins, document: LAW_ONLY }),
    after: alone({ id: 'simulated', number: (base?.number ?? 0) + 1, effectiveFrom: begins, document }),
  };
  const since = now.subtract({ hours: 24 * days });
  const lookBack = lookBackDays(base?.document ?? LAW_ONLY, document);
  const returnsSince = lookBack === 0 ? null : since.subtract({ hours: 24 * (lookBack + 1) });
  const counts = createCounts(documents, now);
  const took = { read: 0, judge: 0 };
  const pages = readPolicyHistory(deps.db, { since, most: orders, returnsSince });
  for (;;) {
    const started = deps.clock();
    const page = await pages.next();
    const read = deps.clock();
    took.read += milliseconds(started, read);
    if (page.done) break;
    counts.add(page.value);
    took.judge += milliseconds(read, deps.clock());
    await nextTurn();
  }
  return { ...counts.result(), readMs: took.read, judgeMs: took.judge };
}

const alone = (version: PolicyVersion): PolicyPair => ({ atPurchase: version, current: version });

const milliseconds = (from: Temporal.Instant, to: Temporal.Instant) => to.epochMilliseconds - from.epochMilliseconds;

/** How far back the rules of the documents count a customer's returns. */
function lookBackDays(...documents: readonly PolicyDocument[]): number {
  const conditions = documents.flatMap((document) => document.rules.flatMap((rule) => rule.when));
  return conditions.reduce((most, one) => (one.kind === 'earlier-returns' ? Math.max(most, one.withinDays) : most), 0);
}

const WITHOUT_RECEIPTS = { receipts: 'none' } as const;

type Documents = { readonly before: PolicyPair; readonly after: PolicyPair };

function createCounts(documents: Documents, now: Temporal.Instant) {
  const tally = createTally();
  const money = createMoneyTally();
  const seen = { orders: 0, returns: 0, returnsWithoutBasis: 0 };
  const add = ({ orders, earlierReturns }: HistoryPage) => {
    for (const order of orders) {
      const earlier = earlierReturns && order.emailKey !== null ? (earlierReturns.get(order.emailKey) ?? []) : null;
      seen.orders += 1;
      for (const line of order.lines) addLine(order, line, earlier);
      for (const row of order.returns) {
        seen.returns += 1;
        const quoted = requote(row, documents, earlier);
        if (!quoted) seen.returnsWithoutBasis += 1;
        else money.addReturn({ returnId: row.id, rmaCode: row.rmaCode, orderNumber: order.number, ...quoted });
      }
    }
  };
  const addLine = (order: HistoryOrder, line: HistoryLine, earlier: EarlierReturns | null) => {
    const facts = lineFacts(order, line, line.alreadyReturned, earlier);
    const prepared = prepareLine(facts, now);
    const before = evaluatePrepared(prepared, documents.before, WITHOUT_RECEIPTS);
    const after = evaluatePrepared(prepared, documents.after, WITHOUT_RECEIPTS);
    tally.addLine(order.country, compareVerdicts(before, after), () => exampleOf(order, line, before, after));
  };
  const result = () => {
    const sums = money.money();
    const changedReturns = sums.reduce((all, { changed }) => all + changed, 0);
    return { ...seen, ...tally.lines(), changedReturns, money: sums, returnExamples: money.examples() };
  };
  return { add, result };
}

function exampleOf(order: HistoryOrder, line: HistoryLine, before: LineVerdict, after: LineVerdict): LineExample {
  return {
    ...{ orderId: order.id, orderNumber: order.number, lineId: line.id, title: line.title, country: order.country },
    before: answerOf(before),
    after: answerOf(after),
  };
}

function answerOf(verdict: LineVerdict): SimulatedAnswer {
  const { outcome, returnCost, terms } = verdict;
  const open = verdict.outcome === 'returnable' ? verdict : null;
  const refused = verdict.outcome === 'refused' ? verdict : null;
  return {
    outcome,
    basis: open?.basis ?? null,
    lastDay: open ? (open.until?.lastDay ?? null) : (refused?.endedOn ?? null),
    code: refused?.code ?? null,
    payer: returnCost.payer,
    labelFee: returnCost.payer === 'customer' ? returnCost.labelFee : null,
    review: terms.review.value,
  };
}
