import type { ProviderPayment } from '#app/gateways/payments.ts';
import { recordDispute } from '#app/services/record-dispute.server.ts';
import type { Tx } from '#db/open.ts';
import { type KnownPayment, notePaymentFacts } from '#db/payment-facts.ts';
import { refundWindow } from '#machines/refund-window.ts';
import type { EffectDeps } from './effect-deps.ts';

/**
 * Keeps what was just read of a payment, for the desk: never to decide by. Its disputes are recorded at once, as if their own events had come; the
 * rest is written with the end of the call.
 */
export async function notePayment(deps: EffectDeps, { id: paymentId }: KnownPayment, read: ProviderPayment) {
  for (const dispute of read.disputes) await recordDispute(deps, dispute);
  const { method, currency, captured, refundable, disputed, paidAt } = read;
  const { until: refundUntil } = refundWindow(method, paidAt);
  const facts = { paymentId, method, currency, captured, refundable, disputed, paidAt, refundUntil };
  const readAt = deps.clock();
  return (tx: Tx): Promise<void> => notePaymentFacts(tx, { ...facts, readAt });
}
