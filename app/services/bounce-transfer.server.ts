import { eraseAccount } from '#db/bank-transfers.ts';
import { loadPayout } from '#db/payouts.ts';
import { transferWorkflow } from '#machines/transfer/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { movePayout } from './report-refund.server.ts';
import { type ActRefusal, actOnTransfer, type TransferAct } from './transfer-act.server.ts';
import { move } from './unit-of-work.server.ts';

const FAILURE = 'transfer-bounced';

/** The bank sent a transfer back: the debt is open again, the account was wrong and is forgotten, and the customer chooses again. */
export async function bounceTransfer(
  deps: ServiceDeps,
  input: TransferAct,
): Promise<Result<object, ActRefusal | 'transfer.not-now'>> {
  return actOnTransfer(deps, input, async ({ unit, row }): Promise<Result<object, 'transfer.not-now'>> => {
    const moved = await move(unit, transferWorkflow, row, { type: 'bounce', by: input.staffId, failure: FAILURE });
    if (!moved.ok) return refuse('transfer.not-now', { state: row.state });
    await eraseAccount(unit.tx, row.id, unit.at);
    const payout = await loadPayout(unit.tx, row.payoutId);
    const reopened = payout && (await movePayout(unit, payout, { type: 'bounce', failure: FAILURE }));
    if (!reopened?.ok) throw new Error(`transfer ${row.id} came back for a payout that was not paid`);
    return { ok: true };
  });
}
