import { endReleased, mayRelease } from '#app/services/cancel-uncaptured.server.ts';
import { loadPayment } from '#db/payment-facts.ts';
import { loadPayout } from '#db/payouts.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import { answered, atProvider, later, lost } from './at-provider.server.ts';
import { done, type Handler } from './effect-deps.ts';

/** Lets go of a payment that was never captured, and ends the debt with it. One that was captured meanwhile can be refunded instead. */
export const paymentCancel: Handler<'payment-cancel'> = async (deps, effect, run) => {
  const payout = await loadPayout(deps.db, effect.payoutId);
  const payment = payout && (await loadPayment(deps.db, payout.paymentId));
  if (!payout || !payment) return { kind: 'park', why: 'payout.unknown' };
  const { attempt } = payoutWorkflow.context.parse(payout.context);
  if (attempt !== effect.attempt || !mayRelease(payout)) return done;
  return atProvider(deps, run, { lock: payment.reference }, async () => {
    const request = { paymentRef: payment.reference, idempotencyKey: `release:${run.id}` };
    const outcome = await deps.gateways.payments.cancelPayment(request);
    if (outcome.kind === 'unknown') return lost(deps, run, outcome);
    if (outcome.kind === 'retry-later' || outcome.kind === 'misconfigured') return later(deps, run, outcome);
    if (outcome.kind === 'accepted') await endReleased(deps, { payoutId: payout.id, staffId: effect.by });
    else deps.log.warn({ payoutId: payout.id, code: outcome.code }, 'a payment could not be let go');
    return answered(
      outcome.kind === 'accepted' || outcome.code === 'captured' ? done : { kind: 'park', why: outcome.code },
    );
  });
};
