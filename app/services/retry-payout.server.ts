import { loadPayout } from '#db/payouts.ts';
import { loadCircuit } from '#db/provider-health.ts';
import { admit } from '#machines/circuit.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { isDisputed } from './disputed-payout.server.ts';
import { PROVIDER } from './provider-health.server.ts';
import { tellPayout } from './report-refund.server.ts';

export type RetryRefusal = 'payout.unknown' | 'payout.not-failed' | 'payout.disputed' | 'provider.closed';

/**
 * Tries a failed refund again, as a new attempt under a new key. Refuses when it has not failed or somebody else was faster, where the bank pays the
 * customer by a dispute (a second refund would pay twice), and while nothing is sent to the provider.
 */
export async function retryPayout(
  deps: ServiceDeps,
  input: { readonly payoutId: string; readonly returnId: string; readonly staffId: string },
): Promise<Result<object, RetryRefusal>> {
  const payout = await loadPayout(deps.db, input.payoutId);
  if (!payout || payout.returnId !== input.returnId) return refuse('payout.unknown');
  if (await isDisputed(deps.db, payout)) return refuse('payout.disputed');
  const admission = admit(await loadCircuit(deps.db, PROVIDER), deps.clock());
  if (!admission.go) return refuse('provider.closed', { retryAt: admission.retryAt.toString() });
  const { attempt } = payoutWorkflow.context.parse(payout.context);
  const told = await tellPayout(deps, {
    payoutId: payout.id,
    attempt,
    event: { type: 'retry' },
    actor: `staff:${input.staffId}`,
  });
  return told.ok ? { ok: true } : refuse('payout.not-failed', { state: payout.state });
}
