import * as z from 'zod';

/** The provider's word for a refund, in ours. An unknown new word parks the payout, it never passes for money sent. */
export const REFUND_STATUSES = ['pending', 'action-needed', 'succeeded', 'failed', 'unknown'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** How a debt is paid: back to the payment it came from, as store credit, or by a bank transfer that people make. */
export const PAYOUT_WAYS = ['payment', 'credit', 'transfer'] as const;
export type PayoutWay = (typeof PAYOUT_WAYS)[number];

/** Context of one intention to give money back. */
export const payoutContext = z.strictObject({
  id: z.string().min(1),
  returnId: z.string().min(1),
  way: z.enum(PAYOUT_WAYS),
  /** Grows only after a definite failure: part of the idempotency key. */
  attempt: z.int().min(1),
  refundRef: z.string().max(255).nullable(),
  /** The provider's code of the last refusal or failure. */
  failure: z.string().max(255).nullable(),
  /** The number by which the customer finds the money: the bank's, the transfer's, or the credit's. */
  reference: z.string().max(255).nullable(),
  /** What kind of number it is, as the provider calls it, such as `acquirer_reference_number`. */
  referenceKind: z.string().max(64).nullable(),
  /** The charge just disappears from the statement: there is no number then. */
  reversal: z.boolean(),
  /** We ended the wait for the customer ourselves: what comes of it is no failure of theirs or the bank's. */
  stopped: z.boolean(),
  /** Until when the customer may tell the provider where the money shall go; ISO instant, null where it does not ask. */
  expiresAt: z.iso.datetime().nullable(),
  /** Where the provider asked them, masked: for people at the desk. */
  askedAt: z.string().max(255).nullable(),
  /** The payout that took this one's debt over. */
  replacedBy: z.string().max(64).nullable(),
});
export type PayoutContext = z.infer<typeof payoutContext>;
