import { loadPayout } from '#db/payouts.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { tellPayout } from './report-refund.server.ts';

/** Tries a failed refund again, as a new attempt under a new key. Refuses when it has not failed, or somebody else was faster. */
export async function retryPayout(
  deps: ServiceDeps,
  input: { readonly payoutId: string; readonly returnId: string; readonly staffId: string },
): Promise<Result<object, 'payout.unknown' | 'payout.not-failed'>> {
  const payout = await loadPayout(deps.db, input.payoutId);
  if (!payout || payout.returnId !== input.returnId) return refuse('payout.unknown');
  const { attempt } = payoutWorkflow.context.parse(payout.context);
  const told = await tellPayout(deps, {
    payoutId: payout.id,
    attempt,
    event: { type: 'retry' },
    actor: `staff:${input.staffId}`,
  });
  return told.ok ? { ok: true } : refuse('payout.not-failed', { state: payout.state });
}
