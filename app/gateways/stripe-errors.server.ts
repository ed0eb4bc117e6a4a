import Stripe from 'stripe';
import { PaymentsFault, type RefundRefusalCode, type Undecided } from './payments.ts';
import type { ProviderPayment } from './provider-objects.ts';

const afterRateLimitMs = 2_000;
const afterLockMs = 1_000;
const afterFailedReadMs = 5_000;
const longestWaitMs = 60_000;

/** For the log: what a person needs to find the request at Stripe. */
export function describeError(error: unknown): string {
  if (!(error instanceof Stripe.errors.StripeError)) return error instanceof Error ? error.message : String(error);
  const facts = [error.type, error.statusCode, error.code, error.param, error.requestId].filter((fact) => fact != null);
  return `${facts.join(' ')}: ${error.message}`;
}

function waitMs(error: Stripe.errors.StripeError, usualMs: number): number {
  const seconds = Number(error.headers?.['retry-after']);
  return seconds > 0 ? Math.min(seconds * 1_000, longestWaitMs) : usualMs;
}

const isReplayed = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && error.headers?.['idempotent-replayed'] === 'true';

/**
 * What an error from asking for a change means; null when it is a definite refusal: the request was read, and nothing was made. What cannot be
 * placed is `unknown`, never refused.
 */
export function undecidedOf(error: unknown): Undecided | null {
  const detail = describeError(error);
  const { errors } = Stripe;
  if (error instanceof errors.StripeRateLimitError) {
    const locked = error.code === 'lock_timeout';
    const afterMs = waitMs(error, locked ? afterLockMs : afterRateLimitMs);
    return { kind: 'retry-later', why: locked ? 'busy' : 'rate', afterMs, detail };
  }
  // A used-up key with another body is a mistake of ours: repeating it, or inventing a new key, could pay twice.
  if (error instanceof errors.StripeIdempotencyError) return { kind: 'misconfigured', why: 'key-reused', detail };
  if (error instanceof errors.StripeAuthenticationError || error instanceof errors.StripePermissionError) {
    return { kind: 'misconfigured', why: 'access', detail };
  }
  if (error instanceof errors.StripeInvalidRequestError || error instanceof errors.StripeCardError) return null;
  if (error instanceof errors.StripeError && error.statusCode === 409) {
    return { kind: 'retry-later', why: 'busy', afterMs: waitMs(error, afterLockMs), detail };
  }
  return { kind: 'unknown', why: isReplayed(error) ? 'replayed' : 'unavailable', detail };
}

/**
 * The code of a definite refusal of a refund. Nothing here looks at a message, and a code alone decides only where Stripe always sends one: a
 * refund above what is left comes without any code and is known by its parameter. `payment` as it was read before asking tells apart the
 * refusals that have neither.
 */
export function refusalCode(error: unknown, payment: Pick<ProviderPayment, 'state' | 'disputed'>): RefundRefusalCode {
  if (!(error instanceof Stripe.errors.StripeError)) return 'invalid';
  switch (error.code) {
    case 'charge_already_refunded':
      return 'already-refunded';
    case 'charge_disputed':
    case 'refund_disputed_payment':
      return 'disputed';
    case 'balance_insufficient':
      return 'insufficient-balance';
    case 'resource_missing':
      return 'unknown-payment';
    case 'parameter_invalid_integer':
    case 'parameter_invalid_empty':
      return 'invalid';
  }
  if (error.statusCode === 404) return 'unknown-payment';
  if (error.param === 'amount') return 'over-refundable';
  if (error.code || error.param) return 'invalid';
  if (payment.state === 'none') return 'not-paid';
  if (payment.state === 'held') return 'not-captured';
  return payment.disputed ? 'disputed' : 'invalid';
}

/** An error from a read, as the fault that the port promises. */
export function readFault(error: unknown): PaymentsFault {
  if (error instanceof PaymentsFault) return error;
  const detail = describeError(error);
  const { errors } = Stripe;
  if (error instanceof errors.StripeRateLimitError) return new PaymentsFault('rate-limited', detail, { cause: error });
  if (error instanceof errors.StripeAuthenticationError || error instanceof errors.StripePermissionError) {
    return new PaymentsFault('misconfigured', detail, { cause: error });
  }
  if (error instanceof errors.StripeError && (error.statusCode === 404 || error.code === 'resource_missing')) {
    return new PaymentsFault('not-found', detail, { cause: error });
  }
  if (error instanceof errors.StripeConnectionError || error instanceof errors.StripeAPIError) {
    return new PaymentsFault('unavailable', detail, { cause: error });
  }
  return new PaymentsFault('unreadable', detail, { cause: error });
}

/** A read that failed before anything was asked for: nothing was decided. Null where the thing that was read does not exist. */
export function undecidedByRead({ code, message: detail }: PaymentsFault): Undecided | null {
  if (code === 'not-found') return null;
  if (code === 'misconfigured') return { kind: 'misconfigured', why: 'access', detail };
  const why = code === 'rate-limited' ? 'rate' : code;
  return { kind: 'retry-later', why, afterMs: afterFailedReadMs, detail };
}
