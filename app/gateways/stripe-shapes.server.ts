import { z } from 'zod';

// Stripe adds fields, values and nulls within one version of its API, so only what we use is read, and an enum is a string.
const id = z.string().min(1).max(255);
const expandable = z.union([id, z.object({ id }).transform((object) => object.id)]);
const word = z.string().max(200);
const seconds = z
  .int()
  .nonnegative()
  .max(253_402_300_799)
  .transform((created) => Temporal.Instant.fromEpochMilliseconds(created * 1_000));
const metadata = z
  .record(z.string().max(40), z.string().max(500))
  .nullish()
  .transform((entries) => entries ?? {});

const currency = z
  .string()
  .regex(/^[a-z]{3}$/i)
  .transform((code) => code.toUpperCase());

// What waits for the customer is told for people only, so that a change of its shape must not lose the refund with it.
const nextAction = z
  .object({
    display_details: z.object({
      email_sent: z.object({ email_sent_to: z.string().max(500).nullish() }).nullish(),
      expires_at: seconds.nullish(),
    }),
  })
  .nullish()
  .catch(null);

/** The fields of a Stripe refund that we read. */
export const stripeRefund = z.object({
  id,
  amount: z.int().nonnegative(),
  currency,
  status: z.string().nullish(),
  charge: expandable.nullish(),
  payment_intent: expandable.nullish(),
  failure_reason: word.nullish(),
  destination_details: z.looseObject({ type: z.string().nullish() }).nullish(),
  metadata,
  created: seconds.nullish(),
  next_action: nextAction,
});

export const stripeCharge = z.object({
  id,
  amount_captured: z.int().nonnegative(),
  amount_refunded: z.int().nonnegative(),
  captured: z.boolean(),
  currency,
  disputed: z.boolean(),
  paid: z.boolean(),
  status: word.nullish(),
  created: seconds.nullish(),
  payment_method_details: z.looseObject({ type: word.nullish() }).nullish(),
});

/** A payment intent read with `expand: ['latest_charge']`; before the first try to pay there is no charge. */
export const stripePaymentIntent = z.object({
  id,
  currency,
  status: word.nullish(),
  amount_received: z.int().nonnegative().nullish(),
  latest_charge: stripeCharge.nullish(),
});

const movement = z.object({ amount: z.int(), currency });

export const stripeDispute = z.object({
  id,
  amount: z.int().nonnegative(),
  currency,
  status: word,
  reason: word.nullish(),
  charge: expandable.nullish(),
  payment_intent: expandable.nullish(),
  is_charge_refundable: z.boolean(),
  balance_transactions: z
    .array(movement)
    .max(100)
    .nullish()
    .transform((movements) => movements ?? []),
  created: seconds,
});

export const stripeWarning = z.object({
  id,
  actionable: z.boolean(),
  charge: expandable.nullish(),
  payment_intent: expandable.nullish(),
  fraud_type: word.nullish(),
  created: seconds,
});

export const stripeEvent = z.object({
  id,
  object: z.literal('event'),
  type: z.string().min(1).max(200),
  livemode: z.boolean(),
  account: id.nullish(),
  created: seconds,
  data: z.object({
    object: z.object({
      id: id.nullish(),
      object: z.string().min(1).max(200),
      payment_intent: expandable.nullish().catch(null),
      charge: expandable.nullish().catch(null),
    }),
  }),
});

export type StripeCharge = z.infer<typeof stripeCharge>;
