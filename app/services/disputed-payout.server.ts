import { listDisputesOfPayment } from '#db/disputes.ts';
import type { Reader } from '#db/open.ts';
import type { PayoutRow } from '#db/payouts.ts';
import { LOST_TO_DISPUTE, standingOfAll } from '#machines/dispute.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';

/**
 * Whether the bank pays, or may pay, what this payout owes: a dispute of its payment blocks, or it failed because of one that is not known to have
 * been won.
 */
export async function isDisputed(db: Reader, payout: PayoutRow): Promise<boolean> {
  const disputes = await listDisputesOfPayment(db, payout.paymentId);
  const standing = standingOfAll(disputes);
  if (standing !== 'free') return standing === 'block' || failedByDispute(payout);
  return disputes.length === 0 && failedByDispute(payout);
}

const failedByDispute = (payout: PayoutRow): boolean =>
  payoutWorkflow.context.parse(payout.context).failure === LOST_TO_DISPUTE;
