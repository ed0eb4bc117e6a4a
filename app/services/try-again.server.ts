import { loadPayout } from '#db/payouts.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { tellPayout } from './report-refund.server.ts';
import { waysOpen } from './ways-left.server.ts';

/** The customer has a refund tried again at the same place: only where the reason of its failure says that it can work now. */
export async function tryAgain(
  deps: ServiceDeps,
  input: { readonly payoutId: string; readonly returnId: string },
): Promise<Result<object, 'payout.unknown' | 'payout.not-open'>> {
  const payout = await loadPayout(deps.db, input.payoutId);
  if (payout?.returnId !== input.returnId) return refuse('payout.unknown');
  const left = await waysOpen(deps.db, payout, { credit: false, who: 'customer' });
  if (!left.includes('retry')) return refuse('payout.not-open');
  const { attempt } = payoutWorkflow.context.parse(payout.context);
  // The attempt that was looked at: two clicks are one retry.
  const told = await tellPayout(deps, { payoutId: payout.id, attempt, event: { type: 'retry' }, actor: 'customer' });
  return told.ok ? { ok: true } : refuse('payout.not-open');
}
