/** How much a process may ask of a provider. */
export interface RateLimit {
  readonly perSecond: number;
  /** How many at once after a pause; one second's worth unless said. */
  readonly burst?: number;
}

/** Where the bucket gets its time from, and how it waits; milliseconds. */
export interface Waiting {
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** `work` waits in the order of asking. `background` leaves half of the bucket to it. */
export type Priority = 'work' | 'background';

/**
 * Keeps a process inside a provider's limits: each call takes a token, and waits when there is none. What runs in the background takes none
 * while less than half are left, so that reading long lists never makes a refund wait.
 */
export function createTokenBucket({ perSecond, burst = perSecond }: RateLimit, { nowMs, sleep }: Waiting) {
  let tokens = burst;
  let filledMs = nowMs();

  function fill(): void {
    const now = nowMs();
    tokens = Math.min(burst, tokens + (Math.max(0, now - filledMs) * perSecond) / 1000);
    filledMs = now;
  }

  const msUntil = (wanted: number): number => Math.max(0, Math.ceil(((wanted - tokens) * 1000) / perSecond));

  return async function take(priority: Priority): Promise<void> {
    fill();
    const reserve = burst / 2;
    while (priority === 'background' && tokens < reserve + 1 && tokens < burst) {
      await sleep(Math.max(1, msUntil(Math.min(burst, reserve + 1))));
      fill();
    }
    // Taken before the wait, below zero where need be: the next one waits behind this one.
    tokens -= 1;
    if (tokens < 0) await sleep(msUntil(0));
  };
}

export type TokenBucket = ReturnType<typeof createTokenBucket>;
