import type { Reader } from '#db/open.ts';
import { findOrderByNumberKey, loadOrder } from '#db/orders.ts';
import { loadPolicyDraft } from '#db/policy-drafts.ts';
import { returnedQuantities } from '#db/return-lines.ts';
import { listEarlierReturns } from '#db/returns.ts';
import { orderNumberKey } from '#machines/order-number.ts';
import type { LegalDeadline } from '#machines/policy/deadline.ts';
import { evaluateLine } from '#machines/policy/evaluate.ts';
import type { LineFacts, LineRequest } from '#machines/policy/facts.ts';
import { lineDeadline } from '#machines/policy/line-deadline.ts';
import { type PolicyPair, type PolicyVersion, policiesFor } from '#machines/policy/policy.ts';
import type { LineVerdict } from '#machines/policy/verdict.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { lineFacts } from './line-facts.server.ts';
import { allVersions } from './policy-ground.server.ts';

/** Which policy judges: as it would be for a customer (the version of the order's day and the present one), one version alone, or a draft alone. */
export type BenchPolicy =
  | { readonly kind: 'as-customers' }
  | { readonly kind: 'version'; readonly number: number }
  | { readonly kind: 'draft'; readonly draftId: string };

/** One line on the bench: what is known of it, what every rule said, and how the law's end was counted. */
export interface BenchLine {
  readonly title: string | null;
  readonly facts: LineFacts;
  readonly verdict: LineVerdict;
  readonly deadline: LegalDeadline;
}

export interface BenchAnswer {
  readonly orderNumber: string | null;
  readonly lines: readonly BenchLine[];
  /** The number of the version with this id; null for a draft. */
  readonly numberOf: (versionId: string) => number | null;
}

export type BenchRefusal = 'bench.order-unknown' | 'bench.policy-unknown' | 'bench.no-policy';
type Reading = Pick<ServiceDeps, 'db' | 'clock'>;

const TEN_YEARS_HOURS = 24 * 3653;

/** What would apply to each line of an order of the shop. Reads only. */
export async function benchOrder(
  { db, clock }: Reading,
  input: {
    readonly number: string;
    readonly policy: BenchPolicy;
    readonly request: LineRequest;
    readonly now: Temporal.Instant | null;
  },
): Promise<Result<BenchAnswer, BenchRefusal>> {
  const key = orderNumberKey(input.number);
  const found = key.ok ? await findOrderByNumberKey(db, key.key) : null;
  const order = found && (await loadOrder(db, found.id));
  if (!order) return refuse('bench.order-unknown');
  const now = input.now ?? clock();
  const [under, earlier] = await Promise.all([
    returnedQuantities(db, order.id),
    order.emailKey === null
      ? null
      : listEarlierReturns(db, { emailKey: order.emailKey, since: now.subtract({ hours: TEN_YEARS_HOURS }) }),
  ]);
  const judge = await judgeWith(db, input.policy, order.placedAt, now);
  if (!judge.ok) return judge;
  const lines = order.lines.map((line) => {
    const facts = lineFacts(order, line, line.returnedElsewhere + (under.get(line.id) ?? 0), earlier);
    return judge.line(line.title, { ...facts, request: input.request });
  });
  return { ok: true, orderNumber: order.number, lines, numberOf: judge.numberOf };
}

/** The same for a line that somebody typed. */
export async function benchFacts(
  { db, clock }: Reading,
  input: { readonly facts: LineFacts; readonly policy: BenchPolicy; readonly now: Temporal.Instant | null },
): Promise<Result<BenchAnswer, BenchRefusal>> {
  const judge = await judgeWith(db, input.policy, input.facts.order.placedAt, input.now ?? clock());
  if (!judge.ok) return judge;
  return { ok: true, orderNumber: null, lines: [judge.line(null, input.facts)], numberOf: judge.numberOf };
}

async function judgeWith(db: Reader, policy: BenchPolicy, placedAt: Temporal.Instant, now: Temporal.Instant) {
  const versions = await allVersions(db);
  const pair = await pairOf(db, versions, policy, placedAt, now);
  if (!pair) return refuse(policy.kind === 'as-customers' ? 'bench.no-policy' : 'bench.policy-unknown');
  const line = (title: string | null, facts: LineFacts): BenchLine => ({
    ...{ title, facts },
    verdict: evaluateLine(facts, pair, now),
    deadline: lineDeadline(facts),
  });
  const numberOf = (id: string) => versions.find((version) => version.id === id)?.number ?? null;
  return { ok: true as const, line, numberOf };
}

async function pairOf(
  db: Reader,
  versions: readonly PolicyVersion[],
  policy: BenchPolicy,
  placedAt: Temporal.Instant,
  now: Temporal.Instant,
): Promise<PolicyPair | null> {
  if (policy.kind === 'as-customers') return policiesFor(versions, placedAt, now);
  const alone =
    policy.kind === 'version'
      ? versions.find(({ number }) => number === policy.number)
      : await draftVersion(db, policy.draftId);
  return alone ? { atPurchase: alone, current: alone } : null;
}

async function draftVersion(db: Reader, draftId: string): Promise<PolicyVersion | null> {
  const draft = await loadPolicyDraft(db, draftId);
  return draft && { id: `draft-${draft.id}`, number: 0, effectiveFrom: draft.createdAt, document: draft.document };
}
