import { PaymentsFault, type ProviderRefund } from '#app/gateways/payments.ts';
import { reportRefund, tellPayout } from '#app/services/report-refund.server.ts';
import { loadPayment } from '#db/payment-facts.ts';
import { loadPayout } from '#db/payouts.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import { answered, atProvider } from './at-provider.server.ts';
import { done, type Handler } from './effect-deps.ts';
import { refundReport } from './refund-report.server.ts';

/** Asks what became of a refund of which nothing was heard: by its id where we have it, else by our metadata through the whole list. */
export const refundLookup: Handler<'refund-lookup'> = async (deps, effect, run) => {
  const payout = await loadPayout(deps.db, effect.payoutId);
  const payment = payout && (await loadPayment(deps.db, payout.paymentId));
  if (!payout || !payment) return { kind: 'park', why: 'payout.unknown' };
  const { attempt, refundRef } = payoutWorkflow.context.parse(payout.context);
  if (attempt !== effect.attempt || payment.provider !== 'stripe') return done;
  const metadata = { payout: payout.id, attempt: String(attempt) };
  const look = (): Promise<ProviderRefund | null> =>
    refundRef === null
      ? deps.gateways.payments.findRefund({ paymentRef: payment.reference, metadata }).catch(noneOfUnknown)
      : deps.gateways.payments.readRefund(refundRef);
  return atProvider(deps, run, {}, async () => {
    const found = await look();
    const named = { payoutId: payout.id, attempt };
    if (found) await reportRefund(deps, { ...named, report: refundReport(found), actor: 'stripe' });
    else await tellPayout(deps, { ...named, event: { type: 'miss' }, actor: 'system' });
    return answered(done);
  });
};

/** A payment that the provider does not know has no refunds. */
function noneOfUnknown(error: unknown): null {
  if (error instanceof PaymentsFault && error.code === 'not-found') return null;
  throw error;
}
