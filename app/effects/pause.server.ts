import type { EffectDeps } from './effect-deps.ts';

/** From 0 up to 1. */
function fraction({ ids }: Pick<EffectDeps, 'ids'>): number {
  const [high = 0, low = 0] = ids.random(2);
  return (high * 256 + low) / 65_536;
}

/**
 * Seconds until the next try: 2, 4, 8 … up to `most`, of each of which a random half is taken off, so that many that failed at once do not all come
 * back at once.
 */
export function backOff(deps: Pick<EffectDeps, 'ids'>, attempts: number, most: number): number {
  const whole = Math.min(most, 2 ** Math.min(attempts, 30));
  return Math.max(1, Math.ceil(whole * (1 - fraction(deps) / 2)));
}

/** One or two seconds: another is at it, and will not be long. */
export const moment = (deps: Pick<EffectDeps, 'ids'>): number => 1 + Math.floor(fraction(deps) * 2);

/** Seconds until an instant, at least one, and a few at random on top. */
export function until(deps: Pick<EffectDeps, 'ids' | 'clock'>, instant: Temporal.Instant): number {
  const left = Math.ceil(instant.since(deps.clock()).total('seconds'));
  return Math.max(1, left) + Math.floor(fraction(deps) * 5);
}
