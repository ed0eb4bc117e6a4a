import { takeLock } from '#db/payment-locks.ts';
import { loadPayout } from '#db/payouts.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import type { ServiceDeps } from './deps.ts';
import { movePayout } from './report-refund.server.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

/** Longer than the longest call with all its repetitions: whoever died at it blocks nobody for good. */
const LOCK_SECONDS = 180;

/** States in which a refund may be asked for, again with the same key. */
export const SENDABLE: readonly string[] = ['owed', 'sending', 'unknown'];

/**
 * Takes the one place at a payment for work that changes something at the provider, and notes in the same transaction what is about to be done:
 * `busy` when another has the place, `gone` when `begin` says that there is nothing to do any more.
 */
export async function takePayment(
  deps: ServiceDeps,
  place: { readonly paymentRef: string; readonly owner: string },
  begin: (unit: Unit) => Promise<boolean> = async () => true,
): Promise<'taken' | 'busy' | 'gone'> {
  return commit(deps, 'system', async (unit) => {
    const until = unit.at.add({ seconds: LOCK_SECONDS });
    if (!(await takeLock(unit.tx, { ...place, now: unit.at, until }))) return 'busy';
    return (await begin(unit)) ? 'taken' : 'gone';
  });
}

/** That a refund is about to be asked for; false when the payout has moved on. */
export async function noteSending(unit: Unit, payoutId: string, attempt: number): Promise<boolean> {
  const payout = await loadPayout(unit.tx, payoutId);
  if (payout === null || !SENDABLE.includes(payout.state)) return false;
  if (payoutWorkflow.context.parse(payout.context).attempt !== attempt) return false;
  return (await movePayout(unit, payout, { type: 'send' })).ok;
}
