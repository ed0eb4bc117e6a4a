import { account } from './accounts.ts';
import type { Leg } from './transfer.ts';

/** A refund that somebody made elsewhere, or that came to nothing after all. */
export function legsOfExternalRefund(refund: {
  readonly orderId: string;
  readonly paymentId: string;
  /** Minor units. */
  readonly amount: number;
  readonly failed: boolean;
}): Leg[] {
  const sales = account.sales(refund.orderId);
  const payment = account.payment(refund.paymentId);
  const { amount } = refund;
  return refund.failed
    ? [{ kind: 'external-failed', debit: payment, credit: sales, amount }]
    : [{ kind: 'external-refund', debit: sales, credit: payment, amount }];
}

/**
 * What a customer's bank has taken of a payment, or given back to it: `before` and `after` are what it held and holds, in minor units. Written from
 * what the bank holds and never from what an event says it moved, so that it is right whatever came before.
 */
export function legsOfDispute(dispute: {
  readonly paymentId: string;
  readonly before: number;
  readonly after: number;
}): Leg[] {
  const payment = account.payment(dispute.paymentId);
  const taken = account.dispute(dispute.paymentId);
  const more = dispute.after - dispute.before;
  if (more > 0) return [{ kind: 'dispute-withdrawn', debit: taken, credit: payment, amount: more }];
  if (more < 0) return [{ kind: 'dispute-reinstated', debit: payment, credit: taken, amount: -more }];
  return [];
}
