import { unparkEffect } from '#db/effects.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';

/** Lets the worker try a task again that waited for a person. Refuses one that does not wait: somebody else was faster. */
export async function retryEffect(
  deps: ServiceDeps,
  input: { readonly effectId: string },
): Promise<Result<object, 'effect.not-parked'>> {
  const unparked = await deps.db.transaction((tx) => unparkEffect(tx, input.effectId, deps.clock()));
  if (!unparked) return refuse('effect.not-parked');
  deps.wake();
  return { ok: true };
}
