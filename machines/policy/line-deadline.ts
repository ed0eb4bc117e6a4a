import { type LegalDeadline, legalDeadline } from '#machines/policy/deadline.ts';
import type { LineFacts } from '#machines/policy/facts.ts';
import { effectiveDelivery } from '#machines/policy/rules/effective-delivery.ts';

/**
 * The end of the statutory right for an order line, from what is known of its order: every parcel of the order counts. A delivery dated before the
 * order counts as of the order. Without a word about the information given, the customer was told.
 */
export function lineDeadline({ order, line }: LineFacts): LegalDeadline {
  const parcels = line.allDeliveredAt.length > 0 ? line.allDeliveredAt : [line.deliveredAt];
  if (last && alike(last.order, order) && sameParcels(last.parcels, parcels)) return last.deadline;
  const deadline = deadlineOf(order, parcels);
  last = { order, parcels, deadline };
  return deadline;
}

type OrderFacts = LineFacts['order'];
type Parcels = LineFacts['line']['allDeliveredAt'];

/** The lines of one order ask one after the other, and have the same deadline. */
let last: { order: OrderFacts; parcels: Parcels; deadline: LegalDeadline } | null = null;

/** The very same instants and information, and not only equal ones: that costs nothing to see. */
function alike(a: OrderFacts, b: OrderFacts): boolean {
  const samePlace = a.country === b.country && a.subdivision === b.subdivision && a.timeZone === b.timeZone;
  return samePlace && a.shape === b.shape && a.placedAt === b.placedAt && a.information === b.information;
}

function sameParcels(a: Parcels, b: Parcels): boolean {
  return a.length === b.length && a.every((at, index) => at === b[index]);
}

function deadlineOf(order: OrderFacts, parcels: Parcels): LegalDeadline {
  const known = parcels.map((at) => effectiveDelivery(at, order.placedAt)).filter((at) => at !== null);
  return legalDeadline({
    country: order.country,
    subdivision: order.subdivision,
    timeZone: order.timeZone,
    orderShape: order.shape,
    deliveredAt: known,
    undeliveredRemain: known.length < parcels.length,
    informed: order.information?.informed ?? true,
    informedAt: order.information?.informedAt ?? null,
  });
}
