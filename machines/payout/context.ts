import * as z from 'zod';

/** The provider's word for a refund, in ours. An unknown new word parks the payout, it never passes for money sent. */
export const REFUND_STATUSES = ['pending', 'action-needed', 'succeeded', 'failed', 'unknown'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** Context of one intention to give money back. */
export const payoutContext = z.strictObject({
  id: z.string().min(1),
  returnId: z.string().min(1),
  /** Grows only after a definite failure: part of the idempotency key. */
  attempt: z.int().min(1),
  refundRef: z.string().max(255).nullable(),
  /** The provider's code of the last refusal or failure. */
  failure: z.string().max(255).nullable(),
  /** The bank's reference number by which the customer finds the refund. */
  reference: z.string().max(255).nullable(),
});
export type PayoutContext = z.infer<typeof payoutContext>;
