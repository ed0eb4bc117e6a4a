import { enqueue } from '#db/effects.ts';
import { loadPayment } from '#db/payment-facts.ts';
import { loadPayout, type PayoutRow } from '#db/payouts.ts';
import { payoutWorkflow, STRANDED } from '#machines/payout/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { PROVIDER } from './provider-health.server.ts';
import { movePayout } from './report-refund.server.ts';
import { commit } from './unit-of-work.server.ts';

/** Why a refund was refused of a payment that is only held. */
const NOT_CAPTURED = 'not-captured';

/** Whether a payout came to nothing because its payment was never captured: then the payment can be let go instead. */
export function mayRelease(payout: PayoutRow): boolean {
  const { failure } = payoutWorkflow.context.parse(payout.context);
  return failure === NOT_CAPTURED && STRANDED.some((state) => state === payout.state);
}

/** Asks the provider to let go of a payment that was never captured. Refuses where a refund was not refused for that very reason. */
export async function cancelUncaptured(
  deps: ServiceDeps,
  input: { readonly payoutId: string; readonly returnId: string; readonly staffId: string },
): Promise<Result<object, 'payout.unknown' | 'payment.captured'>> {
  return commit(deps, `staff:${input.staffId}`, async ({ tx, at, nextId }) => {
    const payout = await loadPayout(tx, input.payoutId);
    if (!payout || payout.returnId !== input.returnId) return refuse('payout.unknown');
    const payment = await loadPayment(tx, payout.paymentId);
    if (!mayRelease(payout) || payment?.provider !== PROVIDER) return refuse('payment.captured');
    const { attempt } = payoutWorkflow.context.parse(payout.context);
    const payload = { kind: 'payment-cancel', payoutId: payout.id, attempt, by: input.staffId } as const;
    const about = { returnId: payout.returnId, runAfter: at, createdAt: at };
    await enqueue(tx, [{ id: nextId(), kind: payload.kind, payload, ...about }]);
    return { ok: true };
  });
}

/** Ends the debt of a payment that was let go: the customer was never charged. Whoever comes second changes nothing. */
export async function endReleased(
  deps: ServiceDeps,
  { payoutId, staffId }: { readonly payoutId: string; readonly staffId: string },
): Promise<Result<object, 'payout.unknown' | 'workflow.not-now'>> {
  return commit(deps, `staff:${staffId}`, async (unit) => {
    const payout = await loadPayout(unit.tx, payoutId);
    if (!payout) return refuse('payout.unknown');
    const moved = await movePayout(unit, payout, { type: 'cancel', reason: 'released' });
    return moved.ok ? { ok: true } : moved;
  });
}
