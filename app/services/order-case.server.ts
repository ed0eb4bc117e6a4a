import { sumExternalByPayment } from '#db/external-refunds.ts';
import type { Reader } from '#db/open.ts';
import { loadOrder, type Order, type OrderLine } from '#db/orders.ts';
import { sumPayoutsByPayment } from '#db/payouts.ts';
import { listPolicyVersions, type PublishedPolicy } from '#db/policy-versions.ts';
import { returnedQuantities } from '#db/return-lines.ts';
import { listEarlierReturns, listReturnsOfOrder, type ReturnRow } from '#db/returns.ts';
import type { CustomerResolution } from '#machines/answers.ts';
import { type DecisionBasis, decideLine } from '#machines/policy/decision.ts';
import {
  evaluateLine,
  type LineRequest,
  type LineVerdict,
  type PolicyPair,
  policiesFor,
  type ReasonCode,
} from '#machines/policy/index.ts';
import { type EarlierReturns, lineFacts } from './line-facts.server.ts';

/** A verdict with what it was made from, as both are stored. */
export interface Judged {
  readonly verdict: LineVerdict;
  /** null: from before bases were kept. */
  readonly basis: DecisionBasis | null;
}

/** An order with all that a decision about it rests on, read at one moment. */
export interface OrderCase {
  readonly order: Order;
  readonly now: Temporal.Instant;
  readonly policies: PolicyPair;
  /** Every version ever published, by number. */
  readonly versions: readonly PublishedPolicy[];
  /** All returns of the order, the newest first. */
  readonly returns: readonly ReturnRow[];
  /** What the policy says about each line while nothing is known of what is asked for, by line id; without receipts. */
  readonly verdicts: ReadonlyMap<string, LineVerdict>;
  /** What it says, and why, of a line of this order for what is asked, or for nothing in particular; null for a line of another order. */
  readonly judge: (lineId: string, request: LineRequest | null) => Judged | null;
  /** Pieces of each line that came back or are about to, those from before the order came here included. */
  readonly returned: ReadonlyMap<string, number>;
  /** What was paid out or is on its way, by payment id; what somebody refunded elsewhere since the order came here is in it. */
  readonly paidOut: ReadonlyMap<string, number>;
}

/** What the ordinary flow asks for a line: its money back, or store credit, for a reason. The grade is the dock's, later. */
export const askFor = (reason: ReasonCode, resolution: CustomerResolution): LineRequest => ({
  track: 'return',
  reason,
  resolution,
  grade: null,
});

/** The money. */
export const refundFor = (reason: ReasonCode): LineRequest => askFor(reason, 'refund');

/** Reads an order and judges its lines; null when there is no such order. Throws when no policy is in force: the shop is not set up. */
export async function loadOrderCase(db: Reader, orderId: string, now: Temporal.Instant): Promise<OrderCase | null> {
  const order = await loadOrder(db, orderId);
  if (!order) return null;
  const versions = await listPolicyVersions(db);
  const policies = policiesFor(versions, order.placedAt, now);
  if (!policies) throw new Error('no policy version is in force');
  const under = await returnedQuantities(db, orderId);
  const returned = new Map(order.lines.map((line) => [line.id, line.returnedElsewhere + (under.get(line.id) ?? 0)]));
  const earlier = await earlierReturns(db, order, policies, now);
  const ground = { order, policies, returned, earlier, now };
  return {
    ...{ order, now, policies, versions, returned, judge: judgeOf(ground) },
    verdicts: new Map(
      order.lines.map((line) => [line.id, evaluateLine(factsOf(ground, line), policies, now, { receipts: 'none' })]),
    ),
    returns: await listReturnsOfOrder(db, orderId),
    paidOut: added(await sumPayoutsByPayment(db, orderId), await sumExternalByPayment(db, order)),
  };
}

function added(some: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): Map<string, number> {
  const sums = new Map(some);
  for (const [key, amount] of others) sums.set(key, (sums.get(key) ?? 0) + amount);
  return sums;
}

type Ground = Pick<OrderCase, 'order' | 'policies' | 'returned' | 'now'> & { earlier: EarlierReturns | null };

/** Judges on facts that do not change any more; what was asked once is remembered. */
function judgeOf(ground: Ground) {
  const { order, policies, now } = ground;
  const lines = new Map(order.lines.map((line) => [line.id, line]));
  const told = new Map<string, Judged>();
  return (lineId: string, request: LineRequest | null): Judged | null => {
    const line = lines.get(lineId);
    if (!line) return null;
    const key = request === null ? lineId : [lineId, ...Object.values(request)].join(' ');
    const known = told.get(key);
    if (known) return known;
    const facts = factsOf(ground, line);
    const judged = decideLine(request ? { ...facts, request } : facts, policies, now);
    told.set(key, judged);
    return judged;
  };
}

const factsOf = ({ order, returned, earlier }: Ground, line: OrderLine) =>
  lineFacts(order, line, returned.get(line.id) ?? 0, earlier);

/** Earlier returns of the same e-mail address, read only as far back as a rule of the two versions looks, and a day for the zones. */
async function earlierReturns(db: Reader, { emailKey }: Order, policies: PolicyPair, now: Temporal.Instant) {
  if (emailKey === null) return null;
  const days = lookBackDays(policies);
  return days === 0 ? null : listEarlierReturns(db, { emailKey, since: now.subtract({ hours: 24 * (days + 1) }) });
}

function lookBackDays({ atPurchase, current }: PolicyPair): number {
  const conditions = [atPurchase, current].flatMap(({ document }) => document.rules.flatMap((rule) => rule.when));
  return conditions.reduce((most, one) => (one.kind === 'earlier-returns' ? Math.max(most, one.withinDays) : most), 0);
}
