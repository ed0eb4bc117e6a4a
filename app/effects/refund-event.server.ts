import { PaymentsFault } from '#app/gateways/payments.ts';
import { applyRefund } from './apply-refund.server.ts';
import { answered, atProvider } from './at-provider.server.ts';
import { done, type Handler } from './effect-deps.ts';

/** A provider's event is a hint: the refund is read again at the source, and its present state is what counts. */
export const refundEvent: Handler<'refund-event'> = (deps, effect, run) =>
  atProvider(deps, run, {}, async () => {
    const refund = await deps.gateways.payments.readRefund(effect.refundRef).catch((error) => {
      // An event may name what this account does not have, such as another's refund.
      if (error instanceof PaymentsFault && error.code === 'not-found') return null;
      throw error;
    });
    if (refund) await applyRefund(deps, refund);
    return answered(done);
  });
