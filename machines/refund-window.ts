/** How long a way of payment takes refunds, in days of 24 hours since it was paid; what is not named has no documented end. */
const DAYS: ReadonlyMap<string, number> = new Map([
  ['afterpay_clearpay', 120],
  ['au_becs_debit', 90],
  ['bancontact', 180],
  ['customer_balance', 180],
  ['eps', 180],
  ['giropay', 180],
  ['ideal', 180],
  ['p24', 180],
  ['paynow', 90],
  ['paypal', 180],
  ['sepa_debit', 180],
  ['sofort', 180],
  ['upi', 60],
]);

/** When the table was last compared with the provider's documentation. */
export const REFUND_WINDOWS_AS_OF = '2026-11-01';

/** So long before the end a person is warned. */
export const WARN_DAYS = 14;

export interface RefundWindow {
  /** The first instant at which no refund is taken any more; null: no end is known. */
  readonly until: Temporal.Instant | null;
  /** From when on a person is warned. */
  readonly warnFrom: Temporal.Instant | null;
}

/**
 * Until when a payment takes refunds. Source: the provider's pages on each way of payment, see `REFUND_WINDOWS_AS_OF`. Cards have no documented
 * end, and where the way or the time of the payment is not known nothing is claimed: the provider refuses by itself.
 */
export function refundWindow(method: string | null, paidAt: Temporal.Instant | null): RefundWindow {
  const days = method === null ? undefined : DAYS.get(method);
  if (days === undefined || paidAt === null) return { until: null, warnFrom: null };
  return { until: paidAt.add({ hours: 24 * days }), warnFrom: paidAt.add({ hours: 24 * (days - WARN_DAYS) }) };
}

/** Where a moment stands in a window. The end itself is outside. */
export function inRefundWindow(window: RefundWindow, now: Temporal.Instant): 'open' | 'ending' | 'over' {
  if (window.until === null || window.warnFrom === null) return 'open';
  if (Temporal.Instant.compare(now, window.until) >= 0) return 'over';
  return Temporal.Instant.compare(now, window.warnFrom) >= 0 ? 'ending' : 'open';
}
