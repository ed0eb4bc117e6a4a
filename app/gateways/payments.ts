import type { CheckRefusal, CheckWarning } from '#machines/refund-check.ts';
import type { ProviderDispute, ProviderEvent, ProviderPayment, ProviderRefund } from './provider-objects.ts';

export type {
  ProviderDispute,
  ProviderEvent,
  ProviderPayment,
  ProviderRefund,
  ProviderRefundStatus,
} from './provider-objects.ts';

/**
 * What the product needs of a payment provider, in its own words. Amounts are integers in the smallest unit in which the
 * provider takes the currency; currencies are ISO 4217 codes in capitals; `…Ref` are the provider's own ids. What changes
 * something never throws for what the provider says or for a broken connection: that is the outcome. What only reads
 * throws `PaymentsFault`.
 */
export interface Payments {
  /**
   * Asks for one refund, after reading the payment and all its refunds. What machines/refund-check.ts refuses is refused
   * without asking; a refund of the same payout that is there already is taken for the answer. `idempotencyKey` belongs to
   * one attempt at one payout: asking again with the same key can never pay twice.
   */
  refund(input: RefundRequest): Promise<RefundOutcome>;
  /** Ends a refund that waits for the customer; what became of it is in the outcome. */
  cancelRefund(input: { refundRef: string; idempotencyKey: string }): Promise<CancelOutcome>;
  /** Lets go of a payment that was authorised and never captured: nothing was paid, so there is nothing to refund. */
  cancelPayment(input: { paymentRef: string; idempotencyKey: string }): Promise<ActOutcome>;
  /** Takes back the tax of what was refunded, once for each `reference`. */
  reverseTax(input: TaxReversal): Promise<TaxOutcome>;
  /** Puts the tax back that `reverseTax` took, by a transaction that reverses the reversal in full. */
  undoTaxReversal(input: { reversalRef: string; reference: string }): Promise<TaxOutcome>;
  /** The payment as it is now, with its refunds summed and its disputes. */
  readPayment(paymentRef: string): Promise<ProviderPayment>;
  /**
   * Looks through all refunds of a payment, to the end of the list, for those that carry all of `metadata`. Of several, one
   * that holds or has sent money comes before one that failed, then the newest. Null is proof of absence only when no
   * earlier request can still be running.
   */
  findRefund(input: {
    paymentRef: string;
    metadata: { payout: string; [key: string]: string };
  }): Promise<ProviderRefund | null>;
  /** All refunds of a payment, to the end of the list, the newest first. */
  refundsOf(paymentRef: string): Promise<ProviderRefund[]>;
  /** The refund as it is now. */
  readRefund(refundRef: string): Promise<ProviderRefund>;
  /** The dispute, or the early warning of one, as it is now. */
  readDispute(disputeRef: string): Promise<ProviderDispute>;
  /** All refunds of the account made in a span, page by page, the newest first; behind everything else in the queue. */
  listRefunds(span: Span): AsyncIterable<ProviderRefund>;
  /** The events of a span that are about money going back, page by page, the newest first; the provider keeps 30 days. */
  listEvents(span: Span): AsyncIterable<ProviderEvent>;
  /**
   * Decides whether a request to the webhook address comes from the provider: signature over the raw body, not older than
   * five minutes and not that far in the future. Says nothing about whether the event is new or still true.
   */
  parseWebhook(rawBody: string, signatureHeader: string | null, now: Temporal.Instant): WebhookVerdict;
}

/** From an instant until before another, by when things were made; the provider counts in seconds. */
export interface Span {
  createdSince: Temporal.Instant;
  until: Temporal.Instant;
}

export interface RefundRequest {
  paymentRef: string;
  amount: number;
  currency: string;
  idempotencyKey: string;
  /** `payout` finds the refund again when an answer is lost. */
  metadata: { payout: string; [key: string]: string };
  /** By which the payment's refund window is judged. */
  now: Temporal.Instant;
}

/** `amount` as it is refunded, more than none. */
export interface TaxReversal {
  transactionRef: string;
  reference: string;
  amount: number;
}

/**
 * `refused`: certainly not made, and the same request will be refused again. `unknown`: it may have been made; ask again with
 * the same key or look for it. `retry-later`: nothing was decided; ask again with the same key. `misconfigured`: asking
 * again is useless until a person has put something right.
 */
export type Undecided =
  /** `replayed`: the provider keeps this very answer under the key and will give it again. */
  | { kind: 'unknown'; why: 'unavailable' | 'unreadable' | 'replayed'; detail: string }
  /** `busy`: somebody else is at the same object, which says nothing about the provider. */
  | { kind: 'retry-later'; why: 'busy' | 'rate' | 'unavailable' | 'unreadable'; afterMs: number; detail: string }
  /** `key-reused`: our mistake, and not the provider's: the key was used for something else. */
  | { kind: 'misconfigured'; why: 'access' | 'key-reused'; detail: string };

export type RefundOutcome = (
  | { kind: 'accepted'; refund: ProviderRefund; warnings: readonly CheckWarning[] }
  | { kind: 'refused'; code: RefundRefusalCode; detail: string }
  | Undecided
) & {
  /** What was read before asking, where it could be. */
  payment?: ProviderPayment;
};

/** `unsupported`: it can no longer be cancelled; read it again. */
export type CancelOutcome =
  | { kind: 'accepted'; refund: ProviderRefund }
  | { kind: 'refused'; code: 'unsupported'; detail: string }
  | Undecided;

export type ActOutcome = { kind: 'accepted' } | { kind: 'refused'; code: string; detail: string } | Undecided;

export type TaxOutcome =
  | { kind: 'accepted'; ref: string }
  | { kind: 'refused'; code: string; detail: string }
  | Undecided;

/** `already-refunded` is no success: the money may have gone out for another return or by hand. Look before believing. */
export type RefundRefusalCode = CheckRefusal | 'unknown-payment' | 'insufficient-balance';

export type WebhookEvent = ProviderEvent;

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
