import { keepAccount } from '#db/bank-transfers.ts';
import { type AccountRefusal, transferWorkflow } from '#machines/transfer/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { type ActRefusal, actOnTransfer, type TransferAct } from './transfer-act.server.ts';
import { move } from './unit-of-work.server.ts';

/** Sends an account back that the bank does not take: it is forgotten, and the customer is asked for another one. */
export async function refuseAccount(
  deps: ServiceDeps,
  input: TransferAct & { readonly reason: AccountRefusal },
): Promise<Result<object, ActRefusal | 'transfer.not-now'>> {
  return actOnTransfer(deps, input, async ({ unit, row }): Promise<Result<object, 'transfer.not-now'>> => {
    const { staffId: by, reason } = input;
    const moved = await move(unit, transferWorkflow, row, { type: 'refuse', by, reason });
    if (!moved.ok) return refuse('transfer.not-now', { state: row.state });
    // What everybody may see of it stays, so that the customer knows which one is meant.
    await keepAccount(unit.tx, row.id, { accountSealed: null, accountMask: row.accountMask, contentHash: '' });
    return { ok: true };
  });
}
