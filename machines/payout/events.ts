import * as z from 'zod';
import { PAYOUT_WAYS, REFUND_STATUSES } from './context.ts';

const code = z.string().max(255).nullable();

/** Why a debt ends without our paying it; `released`: the payment was never collected, and was let go. */
export const CANCEL_REASONS = ['dispute', 'paid-outside', 'waived', 'withdrawn', 'released'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

export const payoutEvent = z.discriminatedUnion('type', [
  /** About to call the provider: written before the call, so that a crash is known to have an open end. */
  z.strictObject({ type: z.literal('send') }),
  /** What the provider says of the refund, by its answer, a webhook or a look-up: always its present state, never a difference. */
  z.strictObject({
    type: z.literal('report'),
    refundRef: z.string().max(255),
    status: z.enum(REFUND_STATUSES),
    failure: code,
    reference: code,
    /** Only where the provider waits for the customer. */
    expiresAt: z.iso.datetime().nullish(),
    askedAt: z.string().max(255).nullish(),
    referenceKind: z.string().max(64).nullish(),
    reversal: z.boolean().nullish(),
  }),
  /** The provider refused, and nothing was made. */
  z.strictObject({ type: z.literal('refuse'), failure: z.string().max(255) }),
  /** No answer: the refund may exist. */
  z.strictObject({ type: z.literal('lose') }),
  /** A look-up read the provider's list to its end and found nothing. */
  z.strictObject({ type: z.literal('miss') }),
  /** Deadline: nothing was heard for a while. */
  z.strictObject({ type: z.literal('check') }),
  /** A person tries again after a failure. */
  z.strictObject({ type: z.literal('retry') }),
  /** A person ends the wait for the customer's bank details. */
  z.strictObject({ type: z.literal('stop') }),
  /** Paid otherwise than by the provider: the credit is issued, the transfer was made and confirmed. */
  z.strictObject({ type: z.literal('pay'), reference: z.string().max(255) }),
  /** The bank sent a transfer back. */
  z.strictObject({ type: z.literal('bounce'), failure: z.string().max(255) }),
  /** Another payout takes the debt over. */
  z.strictObject({ type: z.literal('replace'), payoutId: z.string().min(1).max(64), way: z.enum(PAYOUT_WAYS) }),
  /** The debt is no longer ours: a dispute pays the customer, or somebody paid outside. */
  z.strictObject({
    type: z.literal('cancel'),
    reason: z.enum(CANCEL_REASONS),
    /** What the person says of it; never an account. */
    note: z.string().max(500).nullish(),
  }),
]);
export type PayoutEvent = z.infer<typeof payoutEvent>;
