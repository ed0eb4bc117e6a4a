import type { Reader } from '#db/open.ts';
import { loadOrder, type Order, type OrderLine } from '#db/orders.ts';
import { sumPayoutsByPayment } from '#db/payouts.ts';
import { listPolicyVersions } from '#db/policy-versions.ts';
import { returnedQuantities } from '#db/return-lines.ts';
import { listReturnsOfOrder, type ReturnRow } from '#db/returns.ts';
import {
  evaluateLine,
  type LineFacts,
  type LineVerdict,
  type PolicyPair,
  policiesFor,
} from '#machines/policy/index.ts';

/** An order with all that a decision about it rests on, read at one moment. */
export interface OrderCase {
  readonly order: Order;
  readonly now: Temporal.Instant;
  readonly policies: PolicyPair;
  /** All returns of the order, the newest first. */
  readonly returns: readonly ReturnRow[];
  /** What the policy says about each line, by line id. */
  readonly verdicts: ReadonlyMap<string, LineVerdict>;
  /** Pieces of each line that came back or are about to, those from before the order came here included. */
  readonly returned: ReadonlyMap<string, number>;
  /** What was paid out or is on its way, by payment id. */
  readonly paidOut: ReadonlyMap<string, number>;
}

/** Reads an order and judges its lines; null when there is no such order. Throws when no policy is in force: the shop is not set up. */
export async function loadOrderCase(db: Reader, orderId: string, now: Temporal.Instant): Promise<OrderCase | null> {
  const order = await loadOrder(db, orderId);
  if (!order) return null;
  const policies = policiesFor(await listPolicyVersions(db), order.placedAt, now);
  if (!policies) throw new Error('no policy version is in force');
  const under = await returnedQuantities(db, orderId);
  const returned = new Map(order.lines.map((line) => [line.id, line.returnedElsewhere + (under.get(line.id) ?? 0)]));
  const verdicts = new Map(
    order.lines.map((line) => [
      line.id,
      evaluateLine(lineFacts(order, line, returned.get(line.id) ?? 0), policies, now),
    ]),
  );
  const returns = await listReturnsOfOrder(db, orderId);
  return { order, now, policies, returns, verdicts, returned, paidOut: await sumPayoutsByPayment(db, orderId) };
}

/** What the rules may know of one line. */
export function lineFacts(order: Order, line: OrderLine, alreadyReturned: number): LineFacts {
  const { placedAt, country, subdivision, currency, timeZone, cancelledAt } = order;
  const shipped = order.lines.filter((one) => one.requiresShipping);
  const shape = shipped.length > 1 || order.shipments.length > 1 ? 'multiItem' : 'single';
  return {
    order: { placedAt, country, subdivision, currency, timeZone, cancelledAt, shape },
    line: {
      id: line.id,
      quantity: line.quantity,
      alreadyReturned,
      traits: line.traits,
      requiresShipping: line.requiresShipping,
      deliveredAt: deliveryOf(order, line),
      allDeliveredAt: order.shipments.map((shipment) => shipment.deliveredAt),
    },
  };
}

/** A line that names no parcel came with the order's only one; with several, it is not known with which, and the last counts. */
function deliveryOf(order: Order, line: OrderLine): Temporal.Instant | null {
  const own = order.shipments.filter((shipment) => line.shipmentId === null || shipment.id === line.shipmentId);
  if (own.length === 0 || own.some((shipment) => shipment.deliveredAt === null)) return null;
  return (
    own
      .map((shipment) => shipment.deliveredAt)
      .filter((at) => at !== null)
      .toSorted(Temporal.Instant.compare)
      .at(-1) ?? null
  );
}
