/**
 * What a dispute does to refunds of its payment: `block` none may be made, `warn` one may be made by somebody who knows of it, `free` it is over
 * and was the merchant's.
 */
export type DisputeStanding = 'free' | 'warn' | 'block';

/** The issuer's word that a dispute may follow. Kept among the disputes under a status of our own, for the provider has none for it. */
export const EARLY_WARNING = 'early-warning';

/** Why a pending refund fails when its payment is disputed: the dispute pays the customer, a second refund would pay twice. */
export const LOST_TO_DISPUTE = 'charge_for_pending_refund_disputed';

const FREE: readonly string[] = ['won', 'warning_closed'];
const OVER: readonly string[] = [...FREE, 'lost', 'prevented'];

/** Whether nothing more is expected of it; it may be taken up again by an appeal all the same. */
export const disputeIsOver = (status: string): boolean => OVER.includes(status);

/**
 * Reads the provider's word about a dispute, of which new ones come: only `won` and `warning_closed` free the payment, an inquiry (`warning_…`)
 * warns as long as the provider says that the payment can be refunded, everything else blocks. A dispute that is lost blocks too: it has paid
 * the customer.
 */
export function disputeStanding({ status, refundable }: { status: string; refundable: boolean }): DisputeStanding {
  if (FREE.includes(status)) return 'free';
  if (status === EARLY_WARNING) return 'warn';
  return status.startsWith('warning_') && refundable ? 'warn' : 'block';
}

/** What all disputes of a payment together do to its refunds. */
export function standingOfAll(disputes: readonly { status: string; refundable: boolean }[]): DisputeStanding {
  const standings = disputes.map(disputeStanding);
  if (standings.includes('block')) return 'block';
  return standings.includes('warn') ? 'warn' : 'free';
}
