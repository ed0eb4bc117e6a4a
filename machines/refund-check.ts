import { standingOfAll } from './dispute.ts';
import { inRefundWindow, refundWindow } from './refund-window.ts';

/** What is known of a payment just before a refund of it is asked for. Amounts in minor units of `currency`. */
export interface CheckedPayment {
  readonly currency: string;
  /** `held`: authorised and not captured. `none`: nothing was ever paid by it, or it was let go. */
  readonly state: 'captured' | 'held' | 'none';
  readonly captured: number;
  /** Captured, less every refund that has neither failed nor been cancelled. */
  readonly refundable: number;
  /** The provider's mark on the payment; it stays when a dispute is over. */
  readonly disputed: boolean;
  readonly disputes: readonly { readonly status: string; readonly refundable: boolean }[];
  readonly method: string | null;
  readonly paidAt: Temporal.Instant | null;
}

export type CheckRefusal =
  | 'invalid'
  | 'wrong-currency'
  | 'not-paid'
  | 'not-captured'
  | 'disputed'
  | 'window-over'
  | 'already-refunded'
  | 'over-refundable';

export type CheckWarning = 'inquiry' | 'window-ending';

export type RefundCheck =
  | { readonly ok: true; readonly warnings: readonly CheckWarning[] }
  | { readonly ok: false; readonly code: CheckRefusal };

const refused = (code: CheckRefusal): RefundCheck => ({ ok: false, code });

/**
 * Whether a refund of `amount` minor units may be asked for at all. A refund is made in the currency of its payment and names none, so another
 * currency is refused here or nowhere. A payment marked as disputed of which no dispute can be seen counts as charged back.
 */
export function checkRefund(
  payment: CheckedPayment,
  asked: { readonly amount: number; readonly currency: string },
  now: Temporal.Instant,
): RefundCheck {
  if (!Number.isSafeInteger(asked.amount) || asked.amount < 1) return refused('invalid');
  if (payment.currency !== asked.currency) return refused('wrong-currency');
  if (payment.state === 'none') return refused('not-paid');
  if (payment.state === 'held') return refused('not-captured');
  const standing = payment.disputed && payment.disputes.length === 0 ? 'block' : standingOfAll(payment.disputes);
  if (standing === 'block') return refused('disputed');
  const place = inRefundWindow(refundWindow(payment.method, payment.paidAt), now);
  if (place === 'over') return refused('window-over');
  if (payment.refundable === 0) return refused('already-refunded');
  if (asked.amount > payment.refundable) return refused('over-refundable');
  return {
    ok: true,
    warnings: [
      ...(standing === 'warn' ? ['inquiry' as const] : []),
      ...(place === 'ending' ? ['window-ending' as const] : []),
    ],
  };
}
