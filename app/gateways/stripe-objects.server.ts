import { z } from 'zod';
import { EARLY_WARNING } from '#machines/dispute.ts';
import type { ProviderDispute, ProviderEvent, ProviderRefund, ProviderRefundStatus } from './provider-objects.ts';
import type { stripeDispute, stripeEvent, stripeRefund, stripeWarning } from './stripe-shapes.server.ts';

const statuses: ReadonlyMap<string, ProviderRefundStatus> = new Map([
  ['pending', 'pending'],
  ['requires_action', 'requires-action'],
  ['succeeded', 'succeeded'],
  ['failed', 'failed'],
  ['canceled', 'canceled'],
]);

const traceable = z.object({
  reference: z.string().max(200).nullish(),
  reference_type: z.string().max(64).nullish().catch(null),
  type: z.string().nullish().catch(null),
});

// The number sits under the name of the way of payment: `destination_details.card.reference`.
function traceOf(details: z.infer<typeof stripeRefund>['destination_details']) {
  const parsed = details?.type ? traceable.safeParse(details[details.type]) : null;
  const trace = parsed?.success ? parsed.data : null;
  return {
    reference: trace?.reference ?? null,
    referenceKind: trace?.reference_type ?? null,
    reversal: trace?.type === 'reversal',
  };
}

/** Enough to recognise an address by, and too little to write to it: `a***@e***.com`. */
export function maskAddress(address: string): string {
  const parts = /^(.)[^@]*@(.)[^@]*?(\.[a-z]{2,})?$/iu.exec(address);
  return parts ? `${parts[1]}***@${parts[2]}***${parts[3] ?? ''}` : '***';
}

/** Says a Stripe refund in our words. */
export function toProviderRefund(refund: z.infer<typeof stripeRefund>): ProviderRefund {
  const asked = refund.next_action?.display_details;
  const address = asked?.email_sent?.email_sent_to;
  return {
    ref: refund.id,
    status: statuses.get(refund.status ?? '') ?? 'unknown',
    amount: refund.amount,
    currency: refund.currency,
    paymentRef: refund.payment_intent ?? refund.charge ?? null,
    chargeRef: refund.charge ?? null,
    failureReason: refund.failure_reason ?? null,
    ...traceOf(refund.destination_details),
    metadata: refund.metadata,
    created: refund.created ?? null,
    expiresAt: asked?.expires_at?.toString() ?? null,
    askedAt: address ? maskAddress(address) : null,
  };
}

/** Failed and canceled refunds have given the money back to the merchant; all others hold it or have sent it. */
export function holdsMoney(refund: Pick<ProviderRefund, 'status'>): boolean {
  return refund.status !== 'failed' && refund.status !== 'canceled';
}

/** Says a Stripe dispute in our words. */
export function toProviderDispute(dispute: z.infer<typeof stripeDispute>): ProviderDispute {
  return {
    ref: dispute.id,
    paymentRef: dispute.payment_intent ?? dispute.charge ?? null,
    chargeRef: dispute.charge ?? null,
    amount: dispute.amount,
    currency: dispute.currency,
    status: dispute.status,
    reason: dispute.reason ?? null,
    refundable: dispute.is_charge_refundable,
    withdrawn: withdrawnOf(dispute),
    created: dispute.created,
  };
}

// The movements are in the currency of the merchant's balance, which need not be the payment's: then only whether it was taken is known.
function withdrawnOf({ amount, currency, balance_transactions: moved }: z.infer<typeof stripeDispute>): number {
  const balance = moved.reduce((sum, one) => sum + one.amount, 0);
  if (balance >= 0) return 0;
  return moved.every((one) => one.currency === currency) ? -balance : amount;
}

/** An issuer's early warning in the words of a dispute; once it asks for nothing any more it is over. */
export function warningAsDispute(warning: z.infer<typeof stripeWarning>): ProviderDispute {
  return {
    ref: warning.id,
    paymentRef: warning.payment_intent ?? warning.charge ?? null,
    chargeRef: warning.charge ?? null,
    ...{ amount: null, currency: null, withdrawn: 0, refundable: true },
    status: warning.actionable ? EARLY_WARNING : 'warning_closed',
    reason: warning.fraud_type ?? null,
    created: warning.created,
  };
}

/** Says the envelope of a Stripe event in our words. */
export function toProviderEvent(event: z.infer<typeof stripeEvent>): ProviderEvent {
  const { object } = event.data;
  const ofItself = /^(ch|py|pi)_/.test(object.id ?? '') ? object.id : null;
  return {
    id: event.id,
    type: event.type,
    livemode: event.livemode,
    account: event.account ?? null,
    objectId: object.id ?? null,
    objectKind: object.object,
    paymentRef: object.payment_intent ?? object.charge ?? ofItself ?? null,
    created: event.created,
  };
}
