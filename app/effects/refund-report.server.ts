import type { ProviderRefund } from '#app/gateways/payments.ts';
import type { RefundReport } from '#app/services/report-refund.server.ts';
import type { RefundStatus } from '#machines/payout/index.ts';

/** A canceled refund is a kind of failure: the money is back with the merchant and the customer is still owed. */
const STATUS: Record<ProviderRefund['status'], RefundStatus> = {
  pending: 'pending',
  'requires-action': 'action-needed',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
  unknown: 'unknown',
};

/** The provider's refund in the words of our workflow. */
export function refundReport(refund: ProviderRefund): RefundReport {
  return {
    refundRef: refund.ref,
    status: STATUS[refund.status],
    amount: refund.amount,
    currency: refund.currency,
    failure: refund.failureReason ?? (refund.status === 'canceled' ? 'canceled' : null),
    reference: refund.reference,
    expiresAt: refund.expiresAt,
    askedAt: refund.askedAt,
    referenceKind: refund.referenceKind,
    reversal: refund.reversal,
  };
}
