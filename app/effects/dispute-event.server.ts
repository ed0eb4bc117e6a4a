import { recordDispute } from '#app/services/record-dispute.server.ts';
import { answered, atProvider } from './at-provider.server.ts';
import { done, type Handler } from './effect-deps.ts';

/** A dispute, or the early warning of one, is read again at the source and recorded as it is now. One reading at a time, so that the last one stays. */
export const disputeEvent: Handler<'dispute-event'> = (deps, { disputeRef }, run) =>
  atProvider(deps, run, { lock: disputeRef }, async () => {
    const dispute = await deps.gateways.payments.readDispute(disputeRef);
    const recorded = await recordDispute(deps, dispute);
    if (!recorded.ok) deps.log.info({ disputeRef, code: recorded.refusal.code }, 'a dispute of no order of ours');
    else if (recorded.changed) deps.log.warn({ disputeRef, status: dispute.status }, 'a payment is disputed');
    return answered(done);
  });
