import { loadPayout } from '#db/payouts.ts';
import type { BankAccount } from '#machines/transfer/index.ts';
import { transferWorkflow } from '#machines/transfer/index.ts';
import { type AccountDeps, openAccount } from './account-vault.server.ts';
import { type Result, refuse } from './deps.ts';
import { isDisputed } from './disputed-payout.server.ts';
import { type ActRefusal, actOnTransfer, type TransferAct } from './transfer-act.server.ts';
import { move } from './unit-of-work.server.ts';

export type RevealRefusal = ActRefusal | 'transfer.not-now' | 'transfer.account-gone' | 'transfer.disputed';

/**
 * Shows the account to the person who makes the transfer. Each look stands in the story of the return, with who and when. Refuses while a dispute pays
 * the customer, or may: nobody can make a transfer then whose account they have not seen.
 */
export async function revealAccount(
  deps: AccountDeps,
  input: TransferAct,
): Promise<Result<{ account: BankAccount }, RevealRefusal>> {
  return actOnTransfer(deps, input, async ({ unit, row }): Promise<Result<{ account: BankAccount }, RevealRefusal>> => {
    const found = openAccount(deps, row);
    if (!found) return refuse('transfer.account-gone');
    const payout = row.state === 'asked' ? await loadPayout(unit.tx, row.payoutId) : null;
    if (payout && (await isDisputed(unit.tx, payout))) return refuse('transfer.disputed');
    const event = { type: 'reveal', by: input.staffId } as const;
    const moved = await move(unit, transferWorkflow, row, event, { always: true });
    return moved.ok ? { ok: true, account: found.account } : refuse('transfer.not-now', { state: row.state });
  });
}
