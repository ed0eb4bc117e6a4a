import { type LeasedEffect, leaseEffects, renewLeases } from '#db/effects.ts';
import type { EffectDeps } from './effect-deps.ts';
import { fireDeadlines } from './sweeper.server.ts';

/** Short, and renewed while the worker lives: after a crash another takes over within this time. */
const LEASE = Temporal.Duration.from({ seconds: 20 });

/** How many effects one worker runs side by side. */
export const AT_ONCE = 4;

/** Takes effects that are due, for one owner. */
export const lease = (deps: EffectDeps, owner: string, limit: number): Promise<LeasedEffect[]> =>
  leaseEffects(deps.db, { owner, now: deps.clock(), leaseFor: LEASE, limit });

/** Holds on to what a living worker still runs. */
export const renew = (deps: EffectDeps, owner: string): Promise<void> =>
  deps.db.transaction((tx) => renewLeases(tx, owner, deps.clock().add(LEASE)));

/**
 * One turn of a worker: deadlines that have come become their events, and as many effects are leased and started as there are places. True
 * when there may be more to do at once.
 */
export async function takeTurn(
  deps: EffectDeps,
  owner: string,
  places: number,
  start: (leased: LeasedEffect) => void,
): Promise<boolean> {
  const fired = await fireDeadlines(deps);
  const leased = places > 0 ? await lease(deps, owner, places) : [];
  for (const effect of leased) start(effect);
  return fired > 0 || (leased.length > 0 && leased.length === places);
}
