import { refusals, type StripeRefusal } from './errors.server.ts';
import type { EventTravel } from './world.server.ts';

/**
 * What can be made to go wrong, once, at a route. `…-after`: Stripe acted and the caller does not learn it. `hang`: no answer
 * at all, the caller's own time-out has to end it. `status500-stored`: acted, and the idempotency key replays the 500.
 */
export const faultKinds = [
  'refuse429',
  'lock-timeout',
  'key-in-use',
  'status401',
  'status403',
  'status500',
  'status500-after',
  'status500-stored',
  'timeout-before',
  'timeout-after',
  'hang',
  'hang-after',
  'cut-body',
  'drop-webhook',
  'duplicate-webhook',
  'twin-webhook',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  /** A route as `POST /v1/refunds` or `GET /v1/refunds/:id`. */
  on: string;
  do: FaultKind;
  /** How many requests it hits; 1 unless said. The SDK repeats by itself what it takes for a passing fault. */
  times?: number;
}

export interface Faults {
  next(fault: Fault): void;
  /** Forgets what has not happened yet. */
  clear(): void;
}

/** A queue of scripted faults: each request takes the first one meant for its route. */
export function createFaults() {
  let queue: { on: string; kind: FaultKind; left: number }[] = [];
  const faults: Faults = {
    next(fault) {
      queue.push({ on: fault.on, kind: fault.do, left: fault.times ?? 1 });
    },
    clear() {
      queue = [];
    },
  };
  function take(on: string): FaultKind | null {
    const fault = queue.find((waiting) => waiting.on === on);
    if (!fault) return null;
    fault.left -= 1;
    queue = queue.filter((waiting) => waiting.left > 0);
    return fault.kind;
  }
  return { faults, take };
}

export function travelOf(fault: FaultKind | null): EventTravel {
  if (fault === 'drop-webhook') return 'never';
  if (fault === 'duplicate-webhook') return 'twice';
  return fault === 'twin-webhook' ? 'twin' : 'once';
}

/** The refusal that a fault gives in place of doing anything. */
export function refusalOf(fault: FaultKind, key: string | null): StripeRefusal | null {
  switch (fault) {
    case 'refuse429':
      return refusals.rateLimit();
    case 'lock-timeout':
      return refusals.lockTimeout();
    case 'key-in-use':
      return refusals.keyInUse(key ?? '');
    case 'status401':
      return refusals.noKey();
    case 'status403':
      return refusals.forbidden();
    case 'status500':
      return refusals.broken();
    default:
      return null;
  }
}

/** What the idempotency key and the caller get instead of the true answer, although Stripe acted. */
export function insteadOf(fault: FaultKind | null): StripeRefusal | null {
  const headers = { 'Stripe-Should-Retry': 'false' };
  if (fault === 'status500-stored') return refusals.broken({ stored: true, headers });
  return fault === 'status500-after' ? refusals.broken({ headers }) : null;
}
