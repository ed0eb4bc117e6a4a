import * as z from 'zod';
import { PaymentsFault } from '#app/gateways/payments.ts';
import { reportRefund } from '#app/services/report-refund.server.ts';
import { findPayoutByRefundRef } from '#db/payouts.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import { done, type Handler } from './effect-deps.ts';
import { refundReport } from './refund-report.server.ts';

const ours = z.object({ payout: z.string().min(1).max(64), attempt: z.coerce.number().int().min(1) });

/** A provider's event is a hint: the refund is read again at the source, and its present state is what counts. */
export const refundEvent: Handler<'refund-event'> = async (deps, effect) => {
  let refund: Awaited<ReturnType<typeof deps.gateways.payments.readRefund>>;
  try {
    refund = await deps.gateways.payments.readRefund(effect.refundRef);
  } catch (error) {
    if (!(error instanceof PaymentsFault)) throw error;
    return error.code === 'not-found' ? done : { kind: 'later', afterSeconds: 30, why: error.code };
  }
  const named = ours.safeParse(refund.metadata);
  const known = await findPayoutByRefundRef(deps.db, refund.ref);
  const attempt = known === null ? null : payoutWorkflow.context.parse(known.context).attempt;
  const target = known !== null && attempt !== null ? { payoutId: known.id, attempt } : fromMetadata(named);
  if (target === null) {
    deps.log.warn({ refundRef: refund.ref }, 'a refund that was not made here');
    return done;
  }
  const told = await reportRefund(deps, { ...target, report: refundReport(refund), actor: 'stripe' });
  if (!told.ok)
    deps.log.warn(
      { refundRef: refund.ref, payoutId: target.payoutId, code: told.refusal.code },
      'a refund event changed nothing',
    );
  return done;
};

function fromMetadata(parsed: ReturnType<typeof ours.safeParse>) {
  return parsed.success ? { payoutId: parsed.data.payout, attempt: parsed.data.attempt } : null;
}
