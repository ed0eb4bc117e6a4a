import { PaymentsFault, type ProviderRefund } from '#app/gateways/payments.ts';
import { reportRefund, tellPayout } from '#app/services/report-refund.server.ts';
import { loadPaymentOfPayout, loadPayout } from '#db/payouts.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import { done, type Handler } from './effect-deps.ts';
import { refundReport } from './refund-report.server.ts';

/** Asks what became of a refund of which nothing was heard: by its id where we have it, else by our metadata through the whole list. */
export const refundLookup: Handler<'refund-lookup'> = async (deps, effect) => {
  const payout = await loadPayout(deps.db, effect.payoutId);
  const payment = await loadPaymentOfPayout(deps.db, effect.payoutId);
  if (payout === null || payment === null) return { kind: 'park', why: 'payout.unknown' };
  const context = payoutWorkflow.context.parse(payout.context);
  if (context.attempt !== effect.attempt) return done;
  const attempt = String(effect.attempt);
  let found: ProviderRefund | null;
  try {
    found = context.refundRef
      ? await deps.gateways.payments.readRefund(context.refundRef)
      : await deps.gateways.payments.findRefund({
          paymentRef: payment.reference,
          metadata: { payout: payout.id, attempt },
        });
  } catch (error) {
    // The payout's deadline asks again.
    if (error instanceof PaymentsFault) return { kind: 'later', afterSeconds: 60, why: error.code };
    throw error;
  }
  const named = { payoutId: payout.id, attempt: effect.attempt };
  if (found) await reportRefund(deps, { ...named, report: refundReport(found), actor: 'stripe' });
  else await tellPayout(deps, { ...named, event: { type: 'miss' }, actor: 'system' });
  return done;
};
