import * as z from 'zod';
import type { ProviderRefund } from '#app/gateways/payments.ts';
import { recordExternalRefund } from '#app/services/record-external-refund.server.ts';
import { reportRefund } from '#app/services/report-refund.server.ts';
import { holdsMoney, loadExternalRefund } from '#db/external-refunds.ts';
import { loadPayment } from '#db/payment-facts.ts';
import { findPayoutByRefundRef, loadPayout, type PayoutRow } from '#db/payouts.ts';
import { HOLDS_NOTHING, payoutWorkflow } from '#machines/payout/index.ts';
import type { EffectDeps } from './effect-deps.ts';
import { refundReport } from './refund-report.server.ts';

const ours = z.object({ payout: z.string().min(1).max(64), attempt: z.coerce.number().int().min(1) });

/**
 * Tells the shop what a refund is now, however it was heard of: to the payout that it is of, or, made elsewhere, to the refunds that lower what is
 * left of a payment. The payout is known by the refund's id or by our own metadata, which counts only on the payment that the payout is of.
 */
export async function applyRefund(deps: EffectDeps, refund: ProviderRefund): Promise<void> {
  const target = await payoutOf(deps, refund);
  if (target === null) return record(deps, refund);
  const { payout, attempt } = target;
  const told = await reportRefund(deps, {
    payoutId: payout.id,
    attempt,
    report: refundReport(refund),
    actor: 'stripe',
  });
  if (told.ok) return;
  const named = { refundRef: refund.ref, payoutId: payout.id, code: told.refusal.code };
  deps.log.warn(named, 'a refund event changed nothing');
  if (await isStray(deps, payout, refund)) await record(deps, refund);
}

async function payoutOf(
  deps: EffectDeps,
  refund: ProviderRefund,
): Promise<{ payout: PayoutRow; attempt: number } | null> {
  const known = await findPayoutByRefundRef(deps.db, refund.ref);
  if (known) return { payout: known, attempt: payoutWorkflow.context.parse(known.context).attempt };
  const named = ours.safeParse(refund.metadata);
  const payout = named.success ? await loadPayout(deps.db, named.data.payout) : null;
  if (!named.success || payout === null) return null;
  const payment = await loadPayment(deps.db, payout.paymentId);
  const same = payment && [refund.paymentRef, refund.chargeRef].includes(payment.reference);
  return same ? { payout, attempt: named.data.attempt } : null;
}

/** A refund that left although its payout was paid by another one, or in another way: money that is gone all the same. */
async function isStray(deps: EffectDeps, payout: PayoutRow, refund: ProviderRefund): Promise<boolean> {
  if ((await loadExternalRefund(deps.db, refund.ref)) !== null) return true;
  if (!holdsMoney(refund.status)) return false;
  const paidOtherwise = HOLDS_NOTHING.some((state) => state === payout.state);
  return paidOtherwise || (payout.refundRef !== null && payout.refundRef !== refund.ref);
}

async function record(deps: EffectDeps, refund: ProviderRefund): Promise<void> {
  const recorded = await recordExternalRefund(deps, refund);
  const named = { refundRef: refund.ref, code: recorded.ok ? 'recorded' : recorded.refusal.code };
  deps.log.warn(named, 'a refund that was not made here');
}
