import Stripe from 'stripe';
import { PaymentsFault, type RefundOutcome, type RefundRefusalCode } from './payments.ts';
import type { StripeCharge } from './stripe-objects.server.ts';

const afterRateLimitMs = 2_000;
const afterLockMs = 1_000;
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

// Nothing here looks at a message, and a code alone decides only where Stripe always sends one: a refund above what is left
// comes without any code and is known by its parameter.
function refusalCode(error: Stripe.errors.StripeError, charge: StripeCharge | null): RefundRefusalCode {
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
  if (!charge?.paid) return 'not-paid';
  if (!charge.captured) return 'not-captured';
  return charge.disputed ? 'disputed' : 'invalid';
}

/**
 * Decides what an error from asking for a refund means. `charge` is the charge as read before asking: it tells apart the
 * refusals to which Stripe gives neither code nor parameter. What cannot be placed is `unknown`, never `refused`.
 */
export function refundOutcomeOf(error: unknown, charge: StripeCharge | null): RefundOutcome {
  const detail = describeError(error);
  const { errors } = Stripe;
  if (error instanceof errors.StripeRateLimitError) {
    const usual = error.code === 'lock_timeout' ? afterLockMs : afterRateLimitMs;
    return { kind: 'retry-later', afterMs: waitMs(error, usual), detail };
  }
  // A used-up key with another body is a mistake of ours: repeating it, or inventing a new key, could pay twice.
  if (error instanceof errors.StripeIdempotencyError) return { kind: 'misconfigured', detail };
  if (error instanceof errors.StripeAuthenticationError || error instanceof errors.StripePermissionError) {
    return { kind: 'misconfigured', detail };
  }
  if (error instanceof errors.StripeInvalidRequestError || error instanceof errors.StripeCardError) {
    return { kind: 'refused', code: refusalCode(error, charge), detail };
  }
  if (error instanceof errors.StripeError && error.statusCode === 409) {
    return { kind: 'retry-later', afterMs: waitMs(error, afterLockMs), detail };
  }
  return { kind: 'unknown', detail };
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
