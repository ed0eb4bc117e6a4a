import type { CheckedPayment } from '#machines/refund-check.ts';

/** `unknown` stands for a status that the provider introduced after this was written: it parks the refund for a person. */
export type ProviderRefundStatus = 'pending' | 'requires-action' | 'succeeded' | 'failed' | 'canceled' | 'unknown';

export interface ProviderRefund {
  ref: string;
  status: ProviderRefundStatus;
  amount: number;
  currency: string;
  /** Null for a refund that belongs to no payment, such as one from a customer's cash balance. */
  paymentRef: string | null;
  /** The single charge of it, where the provider says so. */
  chargeRef: string | null;
  failureReason: string | null;
  /** The number by which the customer's bank can trace the money (ARN, STAN or RRN), once there is one. */
  reference: string | null;
  /** What kind of number it is, in the provider's word. */
  referenceKind: string | null;
  /** The charge just disappears from the statement: no number will come. */
  reversal: boolean;
  metadata: Record<string, string>;
  /** When it was made, to the second; null where the provider does not say. */
  created: Temporal.Instant | null;
  /** Until when the customer may say where the money shall go, where the provider asks; ISO instant. */
  expiresAt: string | null;
  /** Where the provider asked, with all but a few letters hidden: `a***@e***.com`. */
  askedAt: string | null;
}

/** A customer's bank asks about a payment or has taken it back. An issuer's early warning of one is told in the same words. */
export interface ProviderDispute {
  ref: string;
  paymentRef: string | null;
  chargeRef: string | null;
  /** Null for a warning: it names no sum. */
  amount: number | null;
  currency: string | null;
  /** The provider's own word: new ones come, see machines/dispute.ts. */
  status: string;
  reason: string | null;
  /** Whether the provider would still take a refund of the payment. */
  refundable: boolean;
  /** What the bank holds of the payment at present, in minor units of `currency`. */
  withdrawn: number;
  created: Temporal.Instant;
}

/** What the provider says of a payment at one moment. */
export interface ProviderPayment extends CheckedPayment {
  readonly ref: string;
  readonly disputes: readonly ProviderDispute[];
}

export interface ProviderEvent {
  id: string;
  type: string;
  livemode: boolean;
  /** The connected account it happened in; null: our own. */
  account: string | null;
  /** Null for an event about something without an id, such as a balance. */
  objectId: string | null;
  objectKind: string;
  /** The payment that the object belongs to, where it names one. */
  paymentRef: string | null;
  created: Temporal.Instant;
}
