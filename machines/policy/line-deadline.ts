import { type LegalDeadline, legalDeadline } from '#machines/policy/deadline.ts';
import type { LineFacts } from '#machines/policy/facts.ts';
import { effectiveDelivery } from '#machines/policy/rules/effective-delivery.ts';

/**
 * The end of the statutory right for an order line, from what is known of its order: every parcel of the order counts. A delivery dated before the
 * order counts as of the order. Without a word about the information given, the customer was told.
 */
export function lineDeadline({ order, line }: LineFacts): LegalDeadline {
  const parcels = line.allDeliveredAt.length > 0 ? line.allDeliveredAt : [line.deliveredAt];
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
