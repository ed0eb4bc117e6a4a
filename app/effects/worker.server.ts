import { setTimeout as sleep } from 'node:timers/promises';
import { type LeasedEffect, releaseLeases } from '#db/effects.ts';
import type { EffectDeps } from './effect-deps.ts';
import { handle } from './handlers.server.ts';
import { runEffect } from './run-effect.server.ts';
import { fireDeadlines } from './sweeper.server.ts';
import { AT_ONCE, lease, renew, takeTurn } from './turn.server.ts';

const RENEW_MS = 5000;
const IDLE_MS = 1000;
const CHORES_MS = 60_000;
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

/** Something that is to be looked after now and then, whoever does it: begun by each worker once a minute, and made once by itself. */
export type Chore = (deps: EffectDeps) => Promise<unknown>;

/** Leases effects as places become free, runs them, and sweeps deadlines in between. Any number of workers may share a database. */
export function startWorker(deps: EffectDeps, chores: readonly Chore[] = []): Worker {
  const owner = deps.ids.next();
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let nudge = new AbortController();
  let turned = performance.now();
  const wake = () => nudge.abort();

  function start(leased: LeasedEffect): void {
    const run = runEffect(deps, handle, owner, leased).finally(() => {
      running.delete(run);
      wake();
    });
    running.add(run);
  }

  let choresAt = Number.NEGATIVE_INFINITY;
  async function doChores(): Promise<void> {
    if (performance.now() - choresAt < CHORES_MS) return;
    choresAt = performance.now();
    for (const chore of chores) {
      await chore(deps).catch((error) => deps.log.error({ err: error }, 'a chore could not be done'));
    }
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      turned = performance.now();
      nudge = new AbortController();
      await doChores();
      const more = await takeTurn(deps, owner, AT_ONCE - running.size, start).catch((error) => {
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
    renew(deps, owner).catch((error) => deps.log.error({ err: error }, 'the worker could not renew its leases'));
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
    if (effect) await runEffect(deps, handle, owner, effect);
    else if (fired === 0) return ran;
  }
}
