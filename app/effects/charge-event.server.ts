import { findPayment } from '#db/payment-facts.ts';
import { applyRefund } from './apply-refund.server.ts';
import { answered, atProvider } from './at-provider.server.ts';
import { done, type Handler } from './effect-deps.ts';

/** Something was refunded of a payment: which refund it was the event does not say, so all of them are read. */
export const chargeEvent: Handler<'charge-event'> = async (deps, { paymentRef }, run) => {
  if ((await findPayment(deps.db, 'stripe', [paymentRef])) === null) return done;
  return atProvider(deps, run, {}, async () => {
    for (const refund of await deps.gateways.payments.refundsOf(paymentRef)) await applyRefund(deps, refund);
    return answered(done);
  });
};
