import { PaymentsFault, type Undecided } from '#app/gateways/payments.ts';
import { admitToProvider, noteProviderAnswer } from '#app/services/provider-health.server.ts';
import { takePayment } from '#app/services/take-payment.server.ts';
import type { Unit } from '#app/services/unit-of-work.server.ts';
import type { Tx } from '#db/open.ts';
import { releaseLock } from '#db/payment-locks.ts';
import type { Circuit, CircuitCause } from '#machines/circuit.ts';
import { done, type EffectDeps, type Outcome, type Run } from './effect-deps.ts';
import { backOff, moment, until } from './pause.server.ts';

/** The longest pause after a call that the provider did not take or did not answer. */
const LONGEST_SECONDS = 120;
/** As long as a wrong key is given to be put right. */
const MISCONFIGURED_SECONDS = 900;
/** An answer that cannot be read does not get better by asking for ever. */
const TRIES_OF_UNREADABLE = 12;

/** What came of a call: what becomes of the effect, and what it says about the provider; null: nothing. */
export interface Answer {
  readonly outcome: Outcome;
  readonly answer: 'answered' | CircuitCause | null;
  /** Written with the end of the call. */
  readonly note?: (tx: Tx) => Promise<void>;
}

export const answered = (outcome: Outcome): Answer => ({ outcome, answer: 'answered' });

interface Place {
  /** Only one at a time does something about this at the provider. */
  readonly lock?: string;
  /** Notes, in the transaction that takes the place, what is about to be done; false: there is nothing to do any more. */
  readonly begin?: (unit: Unit) => Promise<boolean>;
}

/**
 * Runs a call to the provider inside the rules that all workers share: none while the circuit is open, one at a time for a payment, and what came of
 * it counts for all. A read that failed is tried later.
 */
export async function atProvider(
  deps: EffectDeps,
  run: Run,
  { lock, begin }: Place,
  work: () => Promise<Answer>,
): Promise<Outcome> {
  const admission = await admitToProvider(deps);
  if (!admission.go)
    return { kind: 'later', afterSeconds: until(deps, admission.retryAt), why: 'provider-closed', waited: true };
  if (lock === undefined) return (await judged(deps, run, admission.circuit, work)).outcome;
  const place = { paymentRef: lock, owner: run.id };
  const taken = await takePayment(deps, place, begin);
  if (taken === 'busy') return { kind: 'later', afterSeconds: moment(deps), why: 'busy', waited: true };
  let note: Answer['note'];
  try {
    if (taken === 'gone') return done;
    const answer = await judged(deps, run, admission.circuit, work);
    note = answer.note;
    return answer.outcome;
  } finally {
    await deps.db.transaction(async (tx) => {
      await note?.(tx);
      await releaseLock(tx, place);
    });
  }
}

async function judged(deps: EffectDeps, run: Run, admitted: Circuit, work: () => Promise<Answer>): Promise<Answer> {
  const said = await work().catch((error) => {
    if (error instanceof PaymentsFault) return ofFault(deps, run, error);
    throw error;
  });
  if (said.answer !== null) await noteProviderAnswer(deps, admitted, said.answer);
  return said;
}

function ofFault(deps: EffectDeps, run: Run, { code, message }: PaymentsFault): Answer {
  const again = { kind: 'later', afterSeconds: backOff(deps, run.attempts, LONGEST_SECONDS), why: code } as const;
  switch (code) {
    case 'unavailable':
      return { outcome: again, answer: 'unavailable' };
    case 'rate-limited':
      return { outcome: again, answer: 'rate' };
    case 'misconfigured':
      return misconfigured(deps, message);
    case 'not-found':
      return answered({ kind: 'park', why: code });
    case 'unreadable':
      return answered(run.attempts >= TRIES_OF_UNREADABLE ? { kind: 'park', why: code } : again);
  }
}

/** The key is wrong or may not do this: nothing is asked any more until somebody has put it right. */
function misconfigured(deps: EffectDeps, detail: string): Answer {
  deps.log.error({ detail }, 'the payment provider refuses our access');
  const retryAt = deps.clock().add({ seconds: MISCONFIGURED_SECONDS });
  return {
    outcome: { kind: 'later', afterSeconds: until(deps, retryAt), why: 'misconfigured' },
    answer: 'misconfigured',
  };
}

/** What a call that decided nothing means for its effect, but for those whose outcome is open. */
export function later(deps: EffectDeps, run: Run, undecided: Exclude<Undecided, { kind: 'unknown' }>): Answer {
  if (undecided.kind === 'misconfigured') {
    if (undecided.why === 'access') return misconfigured(deps, undecided.detail);
    return answered({ kind: 'park', why: undecided.why });
  }
  const { why, afterMs } = undecided;
  if (why === 'unreadable' && run.attempts >= TRIES_OF_UNREADABLE) return answered({ kind: 'park', why });
  const wait = Math.max(Math.ceil(afterMs / 1000), backOff(deps, run.attempts, LONGEST_SECONDS));
  const outcome = { kind: 'later', afterSeconds: wait, why } as const;
  return { outcome, answer: why === 'rate' || why === 'unavailable' ? why : 'answered' };
}

/** What a call with an open end means for an effect that may simply be run again with the same key. */
export function lost(deps: EffectDeps, run: Run, { why }: Extract<Undecided, { kind: 'unknown' }>): Answer {
  if (run.attempts >= TRIES_OF_UNREADABLE && why !== 'unavailable') return answered({ kind: 'park', why });
  const outcome = { kind: 'later', afterSeconds: backOff(deps, run.attempts, LONGEST_SECONDS), why } as const;
  return { outcome, answer: why === 'unavailable' ? why : 'answered' };
}
