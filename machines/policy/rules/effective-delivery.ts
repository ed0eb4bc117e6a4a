import { compareInstants } from '#machines/policy/moments.ts';

/** The delivery a period counts from. One dated before the order is a mistake in the data; it must not shorten the period, so the order's date stands in. */
export function effectiveDelivery(
  deliveredAt: Temporal.Instant | null,
  placedAt: Temporal.Instant,
): Temporal.Instant | null {
  if (!deliveredAt) return null;
  return compareInstants(deliveredAt, placedAt) < 0 ? placedAt : deliveredAt;
}
