import type { Reader } from '#db/open.ts';
import { loadPayout } from '#db/payouts.ts';
import { transferWorkflow } from '#machines/transfer/index.ts';
import { type AccountDeps, openAccount } from './account-vault.server.ts';
import { type Result, refuse } from './deps.ts';
import { isSamePerson, refusedAsTwo } from './four-eyes/two-people.server.ts';
import { movePayout } from './report-refund.server.ts';
import { type ActRefusal, actOnTransfer, type InHand, type TransferAct } from './transfer-act.server.ts';
import { move } from './unit-of-work.server.ts';

export type ConfirmRefusal =
  | ActRefusal
  | 'transfer.not-now'
  | 'transfer.same-person'
  | 'transfer.first-not-allowed'
  | 'transfer.other-content';

/**
 * The second person has found the transfer at the bank: the debt is paid from now on, and the customer is told. Refuses the person who made it and
 * the one who typed the account, by whatever account of theirs, a record of somebody who may no longer make transfers, and whenever payout, amount, currency or account are not what was recorded and what this person saw. The machine
 * asks the same once more.
 */
export async function confirmTransfer(
  deps: AccountDeps,
  input: TransferAct & { readonly contentHash: string },
): Promise<Result<object, ConfirmRefusal>> {
  return actOnTransfer(deps, input, async (inHand): Promise<Result<object, ConfirmRefusal>> => {
    const { unit, row, context } = inHand;
    const { staffId: by, contentHash } = input;
    const { record } = context;
    if (row.state !== 'recorded' || record === null) return refuse('transfer.not-now', { state: row.state });
    const notTwo = await refusedAsConfirmer(unit.tx, by, { recordedBy: record.by, givenBy: context.givenBy });
    if (notTwo) return refuse(notTwo);
    if (!(await isUnchanged(deps, inHand, contentHash))) return refuse('transfer.other-content');
    const moved = await move(unit, transferWorkflow, row, { type: 'confirm', by, contentHash });
    if (!moved.ok) return refuse('transfer.other-content');
    const payout = await loadPayout(unit.tx, row.payoutId);
    const paid = payout && (await movePayout(unit, payout, { type: 'pay', reference: record.reference }));
    if (!paid?.ok) throw new Error(`transfer ${row.id} is confirmed for a payout that is not owed`);
    return { ok: true };
  });
}

/** Why this person is no second one beside who made the transfer and who typed the account; null when they are. */
async function refusedAsConfirmer(
  db: Reader,
  staffId: string,
  { recordedBy, givenBy }: { readonly recordedBy: string; readonly givenBy: string | null },
) {
  const second = { staffId, permission: 'money.transfer', device: null } as const;
  const refused = await refusedAsTwo(db, { ...second, staffId: recordedBy }, second);
  if (refused === 'four-eyes.not-allowed') return 'transfer.not-allowed' as const;
  if (refused === 'four-eyes.first-not-allowed') return 'transfer.first-not-allowed' as const;
  const typed = givenBy !== null && (await isSamePerson(db, givenBy, second));
  return refused || typed ? ('transfer.same-person' as const) : null;
}

/** Whether what stands in the rows now is what this person saw: the payout's sum too, which is what the ledger moves. */
async function isUnchanged(deps: AccountDeps, { unit, row }: InHand, contentHash: string): Promise<boolean> {
  const payout = await loadPayout(unit.tx, row.payoutId);
  if (payout?.amount !== row.amount || payout.currency !== row.currency) return false;
  return row.contentHash === contentHash && openAccount(deps, row)?.contentHash === contentHash;
}
