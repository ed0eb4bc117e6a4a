/**
 * What the product needs of a payment provider, in its own words. Amounts are integers in the smallest unit in which the
 * provider takes the currency; currencies are ISO 4217 codes in capitals; `paymentRef` and `refundRef` are the provider's.
 */
export interface Payments {
  /**
   * Asks for one refund. `idempotencyKey` belongs to one attempt at one payout: asking again with the same key can never
   * pay twice. Never throws for what the provider says or for a broken connection: that is the outcome.
   */
  refund(input: RefundRequest): Promise<RefundOutcome>;
  /**
   * Looks through all refunds of a payment, to the end of the list, for those that carry all of `metadata`. Of several, one
   * that holds or has sent money comes before one that failed, then the newest. Null is proof of absence only when no
   * earlier request can still be running. Throws `PaymentsFault`.
   */
  findRefund(input: {
    paymentRef: string;
    metadata: { payout: string; [key: string]: string };
  }): Promise<ProviderRefund | null>;
  /** The refund as it is now. Throws `PaymentsFault`. */
  readRefund(refundRef: string): Promise<ProviderRefund>;
  /**
   * What can still be refunded: captured, less all refunds that did not fail, pending ones too. `disputed` says that the
   * customer's bank took the payment back or asked about it. Throws `PaymentsFault`.
   */
  readRefundable(paymentRef: string): Promise<Refundable>;
  /**
   * Decides whether a request to the webhook address comes from the provider: signature over the raw body, not older than
   * five minutes and not that far in the future. Says nothing about whether the event is new or still true.
   */
  parseWebhook(rawBody: string, signatureHeader: string | null, now: Temporal.Instant): WebhookVerdict;
}

export interface RefundRequest {
  paymentRef: string;
  amount: number;
  currency: string;
  idempotencyKey: string;
  metadata: Record<string, string>;
}

/** `unknown` stands for a status that the provider introduced after this was written: it parks the refund for a person. */
export type ProviderRefundStatus = 'pending' | 'requires-action' | 'succeeded' | 'failed' | 'canceled' | 'unknown';

export interface ProviderRefund {
  ref: string;
  status: ProviderRefundStatus;
  amount: number;
  currency: string;
  /** Null for a refund that belongs to no payment, such as one from a customer's cash balance. */
  paymentRef: string | null;
  failureReason: string | null;
  /** The number by which the customer's bank can trace the money (ARN, STAN or RRN), once there is one. */
  reference: string | null;
  metadata: Record<string, string>;
}

export interface Refundable {
  currency: string;
  refundable: number;
  disputed: boolean;
}

/**
 * `refused`: certainly not made, and the same request will be refused again. `unknown`: it may have been made; ask again with
 * the same key or look for it. `retry-later`: nothing was decided; ask again with the same key. `misconfigured`: asking
 * again is useless until a person has put something right.
 */
export type RefundOutcome =
  | { kind: 'accepted'; refund: ProviderRefund }
  | { kind: 'refused'; code: RefundRefusalCode; detail: string }
  | { kind: 'unknown'; detail: string }
  | { kind: 'retry-later'; afterMs: number; detail: string }
  | { kind: 'misconfigured'; detail: string };

/** `already-refunded` is no success: the money may have gone out for another return or by hand. Look before believing. */
export type RefundRefusalCode =
  | 'over-refundable'
  | 'already-refunded'
  | 'disputed'
  | 'unknown-payment'
  | 'not-captured'
  | 'not-paid'
  | 'wrong-currency'
  | 'insufficient-balance'
  | 'invalid';

export interface WebhookEvent {
  id: string;
  type: string;
  livemode: boolean;
  /** Null for an event about something without an id, such as a balance. */
  objectId: string | null;
  objectKind: string;
  created: Temporal.Instant;
}

export type WebhookVerdict =
  | { ok: true; event: WebhookEvent }
  | { ok: false; code: 'bad-signature' | 'stale' | 'from-the-future' | 'malformed' | 'no-secret' };

export type PaymentsFaultCode = 'unavailable' | 'rate-limited' | 'misconfigured' | 'not-found' | 'unreadable';

/** A read that could not be answered. Reads may always be repeated; `detail` is for the log, not for a customer. */
export class PaymentsFault extends Error {
  readonly code: PaymentsFaultCode;

  constructor(code: PaymentsFaultCode, detail: string, options?: ErrorOptions) {
    super(`payments: ${code}: ${detail}`, options);
    this.name = 'PaymentsFault';
    this.code = code;
  }
}
