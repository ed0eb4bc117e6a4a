import { reportRefund } from '#app/services/report-refund.server.ts';
import { loadPayment } from '#db/payment-facts.ts';
import { loadPayout } from '#db/payouts.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import { answered, atProvider, later, lost } from './at-provider.server.ts';
import { done, type Handler } from './effect-deps.ts';
import { refundReport } from './refund-report.server.ts';

/** Ends a refund that waits for the customer's bank details. Where that is no longer possible, what it has become is reported instead. */
export const refundCancel: Handler<'refund-cancel'> = async (deps, effect, run) => {
  const payout = await loadPayout(deps.db, effect.payoutId);
  const payment = payout && (await loadPayment(deps.db, payout.paymentId));
  if (!payout || !payment) return { kind: 'park', why: 'payout.unknown' };
  const { attempt, refundRef } = payoutWorkflow.context.parse(payout.context);
  if (attempt !== effect.attempt || payout.state !== 'action-needed' || refundRef === null) return done;
  const { payments } = deps.gateways;
  return atProvider(deps, run, { lock: payment.reference }, async () => {
    // A key of this very wish: an earlier one that was refused is kept by the provider, and would be refused again for ever.
    const outcome = await payments.cancelRefund({ refundRef, idempotencyKey: `cancel:${run.id}` });
    if (outcome.kind === 'unknown') return lost(deps, run, outcome);
    if (outcome.kind === 'retry-later' || outcome.kind === 'misconfigured') return later(deps, run, outcome);
    const refund = outcome.kind === 'accepted' ? outcome.refund : await payments.readRefund(refundRef);
    await reportRefund(deps, { payoutId: payout.id, attempt, report: refundReport(refund), actor: 'stripe' });
    return answered(done);
  });
};
