import type { Clock, Health } from '#app/context.server.ts';

export interface HealthSources {
  clock: Clock;
  /** Throws, or never comes back, when the database cannot be reached. */
  ping: () => Promise<void>;
  /** False when the worker has stopped, or is no longer looking for work. */
  workerAlive: () => boolean;
  /** Since when the oldest effect that is due has been due; null when none is. */
  oldestDue: () => Promise<Temporal.Instant | null>;
}

const patienceMs = 2_000;

/** An effect that has waited this long says that the worker does not keep up, or hangs. */
const lateAfterSeconds = 300;

/** Looks at the database and at the worker, and gives up on either after two seconds. */
export async function checkHealth(sources: HealthSources): Promise<Health> {
  const database = await within(sources.ping()).then(
    () => 'ok' as const,
    () => 'unreachable' as const,
  );
  const outboxLagSeconds = database === 'ok' ? await lag(sources) : null;
  const alive = sources.workerAlive();
  const worker = !alive ? 'stopped' : (outboxLagSeconds ?? 0) > lateAfterSeconds ? 'late' : 'ok';
  // Late is worth an alarm, but a process that is taken away for it would only make it later.
  return { ok: database === 'ok' && alive, database, worker, outboxLagSeconds };
}

async function lag({ clock, oldestDue }: HealthSources): Promise<number | null> {
  const since = await within(oldestDue()).catch(() => undefined);
  if (since === undefined) return null;
  return since === null ? 0 : Math.max(0, Math.round(clock().since(since).total('seconds')));
}

async function within<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('no answer in time')), patienceMs);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
