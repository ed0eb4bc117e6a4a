import * as z from 'zod';
import { type PayoutState, REFUND_STATUSES, type RefundStatus } from '../payout/index.ts';

/** A refund as the provider lists it. Amount in minor units of the currency, an ISO code in capitals. */
export interface TheirRefund {
  readonly ref: string;
  readonly status: RefundStatus;
  readonly amount: number;
  readonly currency: string;
  /** The payment that it gives back and its charge, as the provider knows them; none for a refund that belongs to no payment. */
  readonly paymentRefs: readonly string[];
  /** What we wrote on it when we asked for it; null for a refund that was not made here. */
  readonly madeFor: { readonly payoutId: string; readonly attempt: number } | null;
  readonly created: Temporal.Instant;
}

/** A payment of this shop. */
export interface OurPayment {
  readonly id: string;
  /** When its order came here. What had been refunded before that the shop has counted in what it told us. */
  readonly since: Temporal.Instant;
}

/** What we believe of a refund: nothing was asked for, it was and we have not heard, or the provider's own word as we last heard it. */
export type Standing = 'none' | 'in-flight' | RefundStatus;

/** A refund as we know it: a payout's present attempt, or one that was made outside and recorded. */
export interface OurRefund {
  /** Null for one that was made outside. */
  readonly payoutId: string | null;
  /** The present attempt of the payout; 0 for one that was made outside. */
  readonly attempt: number;
  readonly refundRef: string | null;
  readonly paymentId: string;
  readonly amount: number;
  readonly currency: string;
  readonly standing: Standing;
  /** When it was last moved, so that what is under way is not taken for a difference. */
  readonly changedAt: Temporal.Instant;
  /** It left within the span that is compared, so the provider's list of that span must have it. */
  readonly expected: boolean;
}

/** What we believe by a payout's state. One that was given up or taken over had failed before. */
export const STANDINGS: Readonly<Record<PayoutState, Standing>> = {
  owed: 'none',
  sending: 'in-flight',
  unknown: 'in-flight',
  pending: 'pending',
  'action-needed': 'action-needed',
  settled: 'succeeded',
  failed: 'failed',
  reopened: 'failed',
  replaced: 'failed',
  cancelled: 'failed',
};

export const DIFFERENCE_KINDS = ['missing', 'extra', 'amount', 'currency', 'status', 'duplicate'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

const standing = z.enum(['none', 'in-flight', ...REFUND_STATUSES]);
const size = { amount: z.int(), currency: z.string().length(3) };

/** Our side of a difference, as it is kept. */
export const oursSchema = z.strictObject({
  ...size,
  standing,
  payoutId: z.string().nullable(),
  attempt: z.int(),
  refundRef: z.string().nullable(),
});
/** The provider's side. `beside` is our payout's own refund where this one is a second. */
export const theirsSchema = z.strictObject({
  ...size,
  status: z.enum(REFUND_STATUSES),
  ref: z.string(),
  attempt: z.int().nullable(),
  created: z.string(),
  beside: z.string().nullable(),
});

/** One way in which the two lists say different things. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** The same difference has the same subject in every run. */
  readonly subject: string;
  readonly refundRef: string | null;
  readonly payoutId: string | null;
  readonly paymentId: string | null;
  readonly ours: z.infer<typeof oursSchema> | null;
  readonly theirs: z.infer<typeof theirsSchema> | null;
}
