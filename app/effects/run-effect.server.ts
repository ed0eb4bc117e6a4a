import { finishEffect, type LeasedEffect, parkEffect, retryEffect } from '#db/effects.ts';
import type { EffectDeps, Outcome } from './effect-deps.ts';

/** An effect that fails by a fault each time waits for a person in the end. */
const FAULTS_BEFORE_PARKING = 12;
const LONGEST_PAUSE_SECONDS = 900;

/** What does the work of one effect: the handlers of all kinds, see handlers.server.ts. */
export type Handle = (deps: EffectDeps, leased: LeasedEffect) => Promise<Outcome>;

/** Runs one leased effect and notes its outcome. Never throws: what cannot even be noted is leased again when the lease runs out. */
export async function runEffect(deps: EffectDeps, handle: Handle, owner: string, leased: LeasedEffect): Promise<void> {
  const named = { effectId: leased.id, kind: leased.effect.kind };
  try {
    const outcome = await handle(deps, leased).catch((error): Outcome => {
      deps.log.error({ err: error, ...named }, 'an effect failed by a fault');
      return afterFault(leased, error instanceof Error ? error.name : 'fault');
    });
    await note(deps, { id: leased.id, owner }, leased.attempts, outcome);
    if (outcome.kind === 'park') deps.log.error({ ...named, why: outcome.why }, 'an effect waits for a person');
  } catch (error) {
    deps.log.error({ err: error, ...named }, 'the outcome of an effect could not be noted');
  }
}

function afterFault(leased: LeasedEffect, why: string): Outcome {
  if (leased.attempts >= FAULTS_BEFORE_PARKING) return { kind: 'park', why };
  return { kind: 'later', afterSeconds: Math.min(LONGEST_PAUSE_SECONDS, 2 ** leased.attempts), why };
}

async function note(
  deps: EffectDeps,
  held: { id: string; owner: string },
  attempts: number,
  outcome: Outcome,
): Promise<void> {
  const now = deps.clock();
  await deps.db.transaction(async (tx) => {
    if (outcome.kind === 'done') await finishEffect(tx, { ...held, now });
    else if (outcome.kind === 'park') await parkEffect(tx, { ...held, error: outcome.why });
    else {
      const runAfter = now.add({ seconds: outcome.afterSeconds });
      const counted = outcome.waited ? { attempts: attempts - 1 } : {};
      await retryEffect(tx, { ...held, runAfter, error: outcome.why, ...counted });
    }
  });
}
