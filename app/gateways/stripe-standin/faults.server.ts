import { type ErrorBody, refusals, StripeRefusal } from './errors.server.ts';
import { type Travel, usualTravel } from './world.server.ts';

/**
 * What can be made to go wrong, once, at a route. `…-after`: Stripe acted and the caller does not learn it. `hang`: no answer
 * at all, the caller's own time-out has to end it. `status500-stored`: acted, and the idempotency key replays the 500.
 * `refuse`: a refusal of one's own. `not-json`: a page of some proxy in place of an answer, nothing done.
 *
 * Of webhooks: `drop` never sends, `duplicate` sends twice, `twin` makes two events of one change, `delay` sends later
 * (`afterMs`), `hold` keeps them back until `webhooks.release`, `reorder` sends the last event first, and `webhook-first`
 * sends them before the request is answered.
 */
export const faultKinds = [
  'refuse',
  'refuse429',
  'lock-timeout',
  'key-in-use',
  'status401',
  'status403',
  'status500',
  'status500-after',
  'status500-stored',
  'not-json',
  'timeout-before',
  'timeout-after',
  'hang',
  'hang-after',
  'cut-body',
  'drop-webhook',
  'duplicate-webhook',
  'twin-webhook',
  'delay-webhook',
  'hold-webhook',
  'reorder-webhook',
  'webhook-first',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface ScriptedRefusal {
  status: number;
  error: ErrorBody;
  /** Whether the idempotency key keeps it, as it does what the execution refuses. */
  stored?: boolean;
}

export interface Fault {
  /** A route as `POST /v1/refunds` or `GET /v1/refunds/:id`; `*` is any. */
  on: string;
  do: FaultKind;
  /** How many requests it hits; 1 unless said. The SDK repeats by itself what it takes for a passing fault. */
  times?: number;
  /** How many matching requests go by unharmed first; 0 unless said. */
  skip?: number;
  /** Only requests that name this id, in their address or their parameters. */
  about?: string;
  /** Of `delay-webhook`; 1,000 unless said. */
  afterMs?: number;
  /** Of `refuse`. */
  refusal?: ScriptedRefusal;
}

export interface Faults {
  next(fault: Fault): void;
  /** Forgets what has not happened yet. */
  clear(): void;
}

const mentions = (text: string, id: string): boolean => text.split(/\W+/).includes(id);

/** A queue of scripted faults: each request takes the first one meant for its route. */
export function createFaults() {
  let queue: { fault: Fault; skip: number; left: number }[] = [];
  const faults: Faults = {
    next(fault) {
      queue.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 });
    },
    clear() {
      queue = [];
    },
  };
  /** The fault for a request; `text` is its address and its parameters as sent. */
  function take(on: string, text: string): Fault | null {
    const found = queue.find(
      ({ fault }) =>
        (fault.on === on || fault.on === '*') && (fault.about === undefined || mentions(text, fault.about)),
    );
    if (!found) return null;
    if (found.skip > 0) {
      found.skip -= 1;
      return null;
    }
    found.left -= 1;
    queue = queue.filter((waiting) => waiting.left > 0);
    return found.fault;
  }
  return { faults, take };
}

export function travelOf(fault: Fault | null): Travel {
  switch (fault?.do) {
    case 'drop-webhook':
      return { ...usualTravel, copies: 0 };
    case 'duplicate-webhook':
      return { ...usualTravel, copies: 2 };
    case 'twin-webhook':
      return { ...usualTravel, events: 2 };
    case 'delay-webhook':
      return { ...usualTravel, afterMs: fault.afterMs ?? 1_000 };
    case 'hold-webhook':
      return { ...usualTravel, held: true };
    case 'reorder-webhook':
      return { ...usualTravel, reversed: true };
    default:
      return usualTravel;
  }
}

function scripted({ refusal }: Fault): StripeRefusal {
  if (!refusal) throw new RangeError('a fault `refuse` says how');
  return new StripeRefusal(refusal.status, refusal.error, { stored: refusal.stored ?? false });
}

/** The refusal that a fault gives in place of doing anything. */
export function refusalOf(fault: Fault, key: string | null): StripeRefusal | null {
  switch (fault.do) {
    case 'refuse':
      return scripted(fault);
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
export function insteadOf(fault: Fault | null): StripeRefusal | null {
  const headers = { 'Stripe-Should-Retry': 'false' };
  if (fault?.do === 'status500-stored') return refusals.broken({ stored: true, headers });
  return fault?.do === 'status500-after' ? refusals.broken({ headers }) : null;
}
