import { setTimeout as sleep } from 'node:timers/promises';
import { type LeasedEffect, leaseEffects, releaseLeases, renewLeases } from '#db/effects.ts';
import type { EffectDeps } from './effect-deps.ts';
import { runEffect } from './run-effect.server.ts';
import { fireDeadlines } from './sweeper.server.ts';

/** Short, and renewed while the worker lives: after a crash another takes over within this time. */
const LEASE = Temporal.Duration.from({ seconds: 20 });
const RENEW_MS = 5000;
const AT_ONCE = 4;
const IDLE_MS = 1000;
/** A loop that has not turned for so long is stuck. */
const STUCK_MS = 60_000;

export interface Worker {
  /** Says that there is something to do. */
  wake(): void;
  /** Whether the loop turned lately. */
  alive(): boolean;
  /** Lets what runs come to its end and gives back what is still leased. */
  stop(): Promise<void>;
}

const lease = (deps: EffectDeps, owner: string, limit: number): Promise<LeasedEffect[]> =>
  leaseEffects(deps.db, { owner, now: deps.clock(), leaseFor: LEASE, limit });

/** Leases effects as places become free, runs them, and sweeps deadlines in between. Any number of workers may share a database. */
export function startWorker(deps: EffectDeps): Worker {
  const owner = deps.ids.next();
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let nudge = new AbortController();
  let turned = performance.now();
  const wake = () => nudge.abort();

  async function turn(): Promise<boolean> {
    const fired = await fireDeadlines(deps);
    const places = AT_ONCE - running.size;
    const leased = places > 0 ? await lease(deps, owner, places) : [];
    for (const effect of leased) {
      const run = runEffect(deps, owner, effect).finally(() => {
        running.delete(run);
        wake();
      });
      running.add(run);
    }
    return fired > 0 || (leased.length > 0 && leased.length === places);
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      turned = performance.now();
      nudge = new AbortController();
      const more = await turn().catch((error) => {
        deps.log.error({ err: error }, 'the worker could not take a turn');
        return false;
      });
      const signal = AbortSignal.any([stopping.signal, nudge.signal]);
      if (!more) await sleep(IDLE_MS, undefined, { signal }).catch(() => {});
    }
    await Promise.all(running);
  }

  const renewing = setInterval(() => {
    if (running.size === 0) return;
    deps.db
      .transaction((tx) => renewLeases(tx, owner, deps.clock().add(LEASE)))
      .catch((error) => deps.log.error({ err: error }, 'the worker could not renew its leases'));
  }, RENEW_MS);
  const looping = loop();
  return {
    wake,
    alive: () => performance.now() - turned < STUCK_MS,
    async stop() {
      stopping.abort();
      await looping;
      clearInterval(renewing);
      await deps.db.transaction((tx) => releaseLeases(tx, owner));
    },
  };
}

/** Does all that is due now, one after the other, and what that causes; says how many effects ran. For tests and tools. */
export async function drain(deps: EffectDeps, owner = 'drain'): Promise<number> {
  for (let ran = 0; ; ran += 1) {
    const fired = await fireDeadlines(deps);
    const [effect] = await lease(deps, owner, 1);
    if (effect) await runEffect(deps, owner, effect);
    else if (fired === 0) return ran;
  }
}
