import type { DisputeReason, DisputeStatus, FraudType } from './dispute-records.server.ts';
import type { Faults } from './faults.server.ts';
import type { PaymentMethod, PendingReason, RefundStatus } from './payment-records.server.ts';

/** Named by its id: `pi_…`, `ch_…` or `py_…`. A payment that only the shop knows is met first, as by a request. */
export type PaymentRef = string;

/** What happens to a refund after it was made. Absent fields stay as they are. */
export interface RefundMove {
  to?: RefundStatus;
  failureReason?: string;
  /** The bank's number of a refund (ARN and the like): `reference_status` becomes `available`. */
  reference?: string;
  /** That no number will come: `reference_status: unavailable`. */
  noReference?: boolean;
  /** How a card refund goes out: a reversal just makes the charge disappear and has no number. */
  cardType?: 'refund' | 'reversal' | 'pending';
  pendingReason?: PendingReason;
  /** Where Stripe's mail with the question for bank details goes; for `requires_action`. */
  emailSentTo?: string;
  /** When a refund that waits for the customer ends, in seconds from now. */
  expiresInSeconds?: number;
}

/** How refunds come out that are asked for from now on. */
export interface RefundScript {
  /** Only refunds of this payment; absent: of any. */
  payment?: PaymentRef;
  status: RefundStatus;
  failureReason?: string;
  pendingReason?: PendingReason;
  /** What it becomes by itself, and after how long by the clock; absent: it stays until it is moved. */
  later?: { to: RefundStatus; afterMs: number; failureReason?: string };
  /** How many refunds; 1 unless said. */
  times?: number;
}

/** A payment as a checkout would have made it, without a request and without events. */
export interface PaymentSpec {
  /** The intent's id; a new one unless said. */
  id?: string;
  /** In the smallest unit, as Stripe counts. */
  amount: number;
  currency: string;
  /** A test card or another test way of paying; a plain card unless said. */
  method?: PaymentMethod;
  /** The type of another way of paying (`ideal`, `sepa_debit`, `konbini`); goes before `method`. */
  methodType?: string;
  /** Held and not captured yet. */
  manual?: boolean;
  /** Of a manual one: what is captured at once; the rest is released unless `final` is false. */
  captured?: { amount: number; final?: boolean };
  /** Declined tries before, each leaving a failed charge. */
  failedTries?: number;
  /** Paid, and the money is not there yet: refunds wait with `charge_pending`. */
  chargePending?: boolean;
  /** Where Stripe can ask for bank details; null for none. */
  email?: string | null;
  metadata?: Record<string, string>;
}

/** A refund that somebody makes in the Dashboard: no key, no metadata of the shop, the same events. */
export interface DashboardRefund {
  /** All that is left unless said. */
  amount?: number;
  reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer';
  metadata?: Record<string, string>;
}

export interface DisputeSpec {
  /** The whole captured amount unless said, also after a partial refund. */
  amount?: number;
  /** An inquiry: no money is withdrawn, and the charge can still be refunded. */
  inquiry?: boolean;
  reason?: DisputeReason;
  /** What `is_charge_refundable` says; by itself true for inquiries only. */
  isChargeRefundable?: boolean;
  dueInSeconds?: number;
}

export interface DisputeMove {
  /** An end (`won`, `lost`, `warning_closed`, `prevented`) closes the dispute: `charge.dispute.closed`. */
  status?: DisputeStatus;
  isChargeRefundable?: boolean;
  /** Moves the money with the event of its own; `won` reinstates by itself what was withdrawn. */
  funds?: 'withdrawn' | 'reinstated';
  amount?: number;
}

export interface WarningSpec {
  fraudType?: FraudType;
  actionable?: boolean;
}

/**
 * Something a later version of Stripe might send. It is laid over matching objects, wherever in a body they stand, after the
 * body was made: what the stand-in knows stays as it was, and observers see the body without it.
 */
export interface Oddity {
  /** The `object` of what is changed: `refund`, `charge`, `payment_intent`, `dispute`, `event`, `list`. */
  object: string;
  /** Only this one. */
  id?: string;
  /** Fields laid over it, unknown ones too: `{ status: 'in_review', charge: null, surprise: { a: 1 } }`. */
  set: Record<string, unknown>;
  /** Fields taken away. */
  drop?: readonly string[];
  /** Bodies of answers, of webhooks, or (unless said) both. */
  in?: 'answers' | 'webhooks';
  /** How many bodies; absent: until `oddities.clear()`. */
  times?: number;
}

export interface HeldWebhook {
  /** Of this sending: an event sent twice has two. */
  delivery: string;
  event: string;
  type: string;
  /** The id of the object that the event is about. */
  objectId: string | null;
}

export interface WebhookControls {
  /** From now on events are kept back, until `release`. */
  hold(): void;
  /** What is kept back, oldest first. */
  held(): HeldWebhook[];
  /**
   * Lets go what is kept back, in the order given (event or delivery ids); absent: everything, oldest first, and nothing is
   * held any more. It goes out at once, or at `runDue` when the stand-in does nothing by itself.
   */
  release(order?: readonly string[]): void;
  /** Sends an event once more, as the button in the Dashboard does. */
  resend(event: string): void;
  /** Forgets what has not been sent: webhooks that were lost for good. */
  drop(): void;
}

export interface RateLimit {
  /** Requests a second for the whole account: 100 live, 25 in a sandbox. */
  perSecond: number;
  /** The size of the bucket; one second's worth unless said. */
  burst?: number;
  /** Requests a second for one route, each in a bucket of its own. */
  perRoute?: number;
}

export interface TaxLineSpec {
  reference: string;
  amount: number;
  tax: number;
  quantity?: number;
}

export interface TaxSpec {
  currency: string;
  lines: readonly TaxLineSpec[];
  shipping?: { amount: number; tax: number };
  /** Amounts contain their tax. */
  inclusive?: boolean;
}

/** What tests, simulations and other processes can do to the stand-in from outside, as banks, people and time would. */
export interface Controls {
  faults: Faults;
  webhooks: WebhookControls;
  oddities: { add(oddity: Oddity): void; clear(): void };

  /** Makes a payment; answers the id of its intent. */
  pay(payment: PaymentSpec): string;
  /** Ends a payment whose money was not there yet. Its waiting refunds go on, or fail with it. */
  settlePayment(payment: PaymentRef, to: 'succeeded' | 'failed'): Promise<void>;

  /**
   * Does to a refund what a bank or time would do. Throws for a move that Stripe does not make: a script that asks for one
   * tests nothing real.
   */
  moveRefund(refund: string, move: RefundMove): RefundStatus;
  /** How the next refunds come out; several scripts are used up in the order given. */
  scriptRefund(script: RefundScript): void;
  /** A refund made by hand; answers its id. Refused as the API would refuse it: throws. */
  refundInDashboard(payment: PaymentRef, refund?: DashboardRefund): Promise<string>;
  /** Only there can a card refund be canceled, within 30 minutes, and no reversal: throws otherwise. */
  cancelInDashboard(refund: string): void;

  /** A customer disputes a charge: the pending refunds of it fail, and chargebacks take the money. Answers its id. */
  dispute(payment: PaymentRef, dispute?: DisputeSpec): Promise<string>;
  moveDispute(dispute: string, move: DisputeMove): DisputeStatus;
  /** An early fraud warning; answers its id. */
  warn(payment: PaymentRef, warning?: WarningSpec): Promise<string>;

  /** What the merchant has in a currency; null (at first) is without limit. Enough of it again: waiting refunds go on. */
  setBalance(currency: string, amount: number | null): void;
  balance(currency: string): number | null;

  /** A customer pays a checkout session; answers the intent's id. */
  completeCheckout(session: string, method?: PaymentMethod): string;
  /** A calculation that `create_from_calculation` takes. */
  taxCalculation(spec: TaxSpec): string;
  /** A calculation and its transaction at once, as a shop makes at the sale; answers the transaction's id. */
  taxTransaction(spec: TaxSpec, reference?: string): string;

  /** Null (at first): none. */
  limitRate(limit: RateLimit | null): void;
  /** Forgets every idempotency key, as Stripe may after 24 hours. */
  forgetKeys(): void;
}

/** A request without a network under it. */
export interface StandInRequest {
  method: string;
  /** Path and query: `/v1/refunds?limit=3`. */
  url: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

/**
 * What a caller would see. `cut`: the body ends in the middle. `lost`: the connection breaks without a byte. `silent`: nothing
 * comes, ever.
 */
export type StandInAnswer =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string; cut: boolean }
  | { kind: 'lost' }
  | { kind: 'silent' };
