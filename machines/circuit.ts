/** What went wrong at the provider, as far as it says something about the next call. */
export type CircuitCause = 'unavailable' | 'rate' | 'misconfigured';
export const CIRCUIT_CAUSES = ['unavailable', 'rate', 'misconfigured'] as const satisfies readonly CircuitCause[];

export const CIRCUIT_STATES = ['closed', 'open', 'half-open'] as const;

/** Whether the provider is called at all. `closed` is the good state, as of a switch through which current flows. */
export interface Circuit {
  readonly state: (typeof CIRCUIT_STATES)[number];
  /** How many calls have failed in a row. */
  readonly failures: number;
  readonly cause: CircuitCause | null;
  readonly openedAt: Temporal.Instant | null;
  /** While open: when one call may be tried. Half open: when the call that is being tried is given up. */
  readonly retryAt: Temporal.Instant | null;
}

export const CLOSED: Circuit = { state: 'closed', failures: 0, cause: null, openedAt: null, retryAt: null };

/** So many failures in a row open it. */
export const FAILURES_TO_OPEN = 5;
const FIRST_PAUSE_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 600;
/** A wrong key does not heal by itself: somebody must put it right. */
const MISCONFIGURED_PAUSE_SECONDS = 900;
/** Longer than any call lasts. */
const PROBE_SECONDS = 120;

export type Admission =
  | { readonly go: true; readonly circuit: Circuit }
  | { readonly go: false; readonly retryAt: Temporal.Instant; readonly cause: CircuitCause | null };

/** Whether a call may be made now. When the pause is over, one call goes and the others wait for what becomes of it. */
export function admit(circuit: Circuit, now: Temporal.Instant): Admission {
  const { state, retryAt, cause } = circuit;
  if (state === 'closed' || retryAt === null) return { go: true, circuit };
  if (Temporal.Instant.compare(now, retryAt) < 0) return { go: false, retryAt, cause };
  return { go: true, circuit: { ...circuit, state: 'half-open', retryAt: now.add({ seconds: PROBE_SECONDS }) } };
}

/** A call was answered. While it is open that was a call from before, and says nothing about now. */
export const succeeded = (circuit: Circuit): Circuit => (circuit.state === 'open' ? circuit : CLOSED);

/** A call came to nothing by the provider's fault, or was not let in. The pauses grow with the failures, up to ten minutes. */
export function failed(circuit: Circuit, cause: CircuitCause, now: Temporal.Instant): Circuit {
  const failures = circuit.failures + 1;
  if (circuit.state === 'open') return circuit;
  const opens = circuit.state === 'half-open' || cause === 'misconfigured' || failures >= FAILURES_TO_OPEN;
  if (!opens) return { ...circuit, failures, cause };
  const retryAt = now.add({ seconds: pause(failures, cause) });
  return { state: 'open', failures, cause, openedAt: circuit.openedAt ?? now, retryAt };
}

function pause(failures: number, cause: CircuitCause): number {
  if (cause === 'misconfigured') return MISCONFIGURED_PAUSE_SECONDS;
  const doubled = 2 ** Math.max(0, failures - FAILURES_TO_OPEN);
  return Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * doubled);
}
