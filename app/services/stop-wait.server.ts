import { loadPayout } from '#db/payouts.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { tellPayout } from './report-refund.server.ts';
import { actorOf, type Chooser } from './transfer-account.server.ts';

/** Ends the provider's wait for the customer's bank details. What became of it the provider says: only then another way can be chosen. */
export async function stopWait(
  deps: ServiceDeps,
  input: { readonly payoutId: string; readonly returnId: string; readonly by: Chooser },
): Promise<Result<object, 'payout.unknown' | 'payout.not-open'>> {
  const payout = await loadPayout(deps.db, input.payoutId);
  if (payout?.returnId !== input.returnId) return refuse('payout.unknown');
  const { attempt } = payoutWorkflow.context.parse(payout.context);
  const event = { type: 'stop' } as const;
  const told = await tellPayout(deps, { payoutId: payout.id, attempt, event, actor: actorOf(input.by) });
  return told.ok ? { ok: true } : refuse('payout.not-open');
}
