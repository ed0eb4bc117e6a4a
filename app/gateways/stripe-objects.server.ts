import { z } from 'zod';
import type { ProviderRefund, ProviderRefundStatus } from './payments.ts';

// Stripe adds fields, values and nulls within one version of its API, so only what we use is read, and an enum is a string.
const id = z.string().min(1).max(255);
const expandable = z.union([id, z.object({ id }).transform((object) => object.id)]);
const metadata = z
  .record(z.string().max(40), z.string().max(500))
  .nullish()
  .transform((entries) => entries ?? {});

const currency = z
  .string()
  .regex(/^[a-z]{3}$/i)
  .transform((code) => code.toUpperCase());

/** The fields of a Stripe refund that we read. */
export const stripeRefund = z.object({
  id,
  amount: z.int().nonnegative(),
  currency,
  status: z.string().nullish(),
  charge: expandable.nullish(),
  payment_intent: expandable.nullish(),
  failure_reason: z.string().max(200).nullish(),
  destination_details: z.looseObject({ type: z.string().nullish() }).nullish(),
  metadata,
});

export const stripeCharge = z.object({
  id,
  amount_captured: z.int().nonnegative(),
  amount_refunded: z.int().nonnegative(),
  captured: z.boolean(),
  currency,
  disputed: z.boolean(),
  paid: z.boolean(),
});

/** A payment intent read with `expand: ['latest_charge']`; before the first try to pay there is no charge. */
export const stripePaymentIntent = z.object({ id, currency, latest_charge: stripeCharge.nullish() });

export const stripeRefundPage = z.object({ data: z.array(stripeRefund).max(100), has_more: z.boolean() });

export type StripeCharge = z.infer<typeof stripeCharge>;

const statuses: ReadonlyMap<string, ProviderRefundStatus> = new Map([
  ['pending', 'pending'],
  ['requires_action', 'requires-action'],
  ['succeeded', 'succeeded'],
  ['failed', 'failed'],
  ['canceled', 'canceled'],
]);

const traceable = z.object({ reference: z.string().max(200).nullish() });

// The number sits under the name of the way of payment: `destination_details.card.reference`.
function referenceOf(details: z.infer<typeof stripeRefund>['destination_details']): string | null {
  if (!details?.type) return null;
  const destination = traceable.safeParse(details[details.type]);
  return destination.success ? (destination.data.reference ?? null) : null;
}

/** Says a Stripe refund in our words. */
export function toProviderRefund(refund: z.infer<typeof stripeRefund>): ProviderRefund {
  return {
    ref: refund.id,
    status: statuses.get(refund.status ?? '') ?? 'unknown',
    amount: refund.amount,
    currency: refund.currency,
    paymentRef: refund.payment_intent ?? refund.charge ?? null,
    failureReason: refund.failure_reason ?? null,
    reference: referenceOf(refund.destination_details),
    metadata: refund.metadata,
  };
}

/** Failed and canceled refunds have given the money back to the merchant; all others hold it or have sent it. */
export function holdsMoney(refund: ProviderRefund): boolean {
  return refund.status !== 'failed' && refund.status !== 'canceled';
}
