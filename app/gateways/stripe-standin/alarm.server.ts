export interface AlarmOptions {
  clock: () => Temporal.Instant;
  nextDueMs: () => number | null;
  runDue: () => Promise<void>;
  onError: (error: unknown) => void;
  /** No timer at all: work is done by `runNow` only. */
  byHand?: boolean;
}

const longestSleepMs = 60_000;
const pauseAfterErrorMs = 1_000;

/** Runs work when it is due, one run at a time. It looks again after each run and whenever somebody calls `arm`. */
export function createAlarm({ clock, nextDueMs, runDue, onError, byHand = false }: AlarmOptions) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let stopped = false;

  function arm(): void {
    clearTimeout(timer);
    if (stopped || running || byHand) return;
    const dueMs = nextDueMs();
    if (dueMs === null) return;
    wake(Math.min(Math.max(0, dueMs - clock().epochMilliseconds), longestSleepMs));
  }

  function wake(afterMs: number): void {
    timer = setTimeout(() => void run(), afterMs);
    timer.unref();
  }

  async function once(): Promise<void> {
    try {
      await runDue();
    } finally {
      running = null;
    }
  }

  async function run(): Promise<void> {
    running ??= once();
    try {
      await running;
      arm();
    } catch (error) {
      onError(error);
      if (!stopped && !byHand) wake(pauseAfterErrorMs);
    }
  }

  return {
    arm,
    /** Runs what is due now, after a run that is under way. */
    async runNow(): Promise<void> {
      await running;
      await run();
    },
    /** Stops for good, after the run that is under way. */
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await running?.catch(() => undefined);
    },
  };
}
