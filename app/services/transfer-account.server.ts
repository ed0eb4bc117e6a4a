import {
  eraseAccount,
  findTransferOfPayout,
  insertBankTransfer,
  keepAccount,
  loadBankTransfer,
} from '#db/bank-transfers.ts';
import type { PayoutRow } from '#db/payouts.ts';
import { type BankAccount, startTransfer, type TransferEvent, transferWorkflow } from '#machines/transfer/index.ts';
import { type AccountDeps, closeAccount } from './account-vault.server.ts';
import { type Result, refuse } from './deps.ts';
import { staffMay } from './transfer-staff.server.ts';
import { begin, commit, move, type Unit } from './unit-of-work.server.ts';

/** Who acts for a debt: the customer, or a person of the desk for them. */
export type Chooser = { readonly kind: 'customer' } | { readonly kind: 'staff'; readonly staffId: string };

export const actorOf = (by: Chooser): string => (by.kind === 'customer' ? 'customer' : `staff:${by.staffId}`);
const giverOf = (by: Chooser): string | null => (by.kind === 'customer' ? null : by.staffId);

/** Whether the chooser may still act: a customer has proved the order, a person of the desk may have lost the role. */
export const mayChoose = async (unit: Unit, by: Chooser): Promise<boolean> =>
  by.kind === 'customer' || staffMay(unit.tx, by.staffId, 'desk.decide');

type PaidOut = Pick<PayoutRow, 'id' | 'returnId' | 'amount' | 'currency'>;

/** Begins the transfer of a payout: with an account it waits for the person who makes it, without one the customer is asked by mail. */
export async function beginTransfer(
  unit: Unit,
  { id: payoutId, returnId, amount, currency }: PaidOut,
  given: { readonly account: BankAccount; readonly by: Chooser; readonly deps: AccountDeps } | null,
): Promise<void> {
  const id = unit.nextId();
  const own = { returnId, payoutId, amount, currency, accountSealed: null, accountMask: '', contentHash: '' };
  await begin(unit, transferWorkflow, { id, returnId, input: startTransfer(id, payoutId, returnId) }, (columns) =>
    insertBankTransfer(unit.tx, { ...columns, ...own, erasedAt: null }),
  );
  if (given) await keepGiven(unit, given.deps, id, given);
  else await step(unit, id, { type: 'ask' });
}

/**
 * Names the account of a transfer, or another one as long as nobody has paid. Refuses for another return's payout, and when somebody has recorded
 * the transfer or it is no longer wanted.
 */
export async function giveAccount(
  deps: AccountDeps,
  input: {
    readonly payoutId: string;
    readonly returnId: string;
    readonly account: BankAccount;
    readonly by: Chooser;
  },
): Promise<Result<object, 'transfer.unknown' | 'transfer.not-now' | 'payout.not-allowed'>> {
  return commit(deps, actorOf(input.by), async (unit) => {
    if (!(await mayChoose(unit, input.by))) return refuse('payout.not-allowed');
    const row = await findTransferOfPayout(unit.tx, input.payoutId);
    if (row?.returnId !== input.returnId) return refuse('transfer.unknown');
    return (await keepGiven(unit, deps, row.id, input)) ? { ok: true } : refuse('transfer.not-now');
  });
}

async function keepGiven(
  unit: Unit,
  deps: AccountDeps,
  transferId: string,
  { account, by }: { readonly account: BankAccount; readonly by: Chooser },
): Promise<boolean> {
  const row = await loadBankTransfer(unit.tx, transferId);
  if (!row) throw new Error(`transfer ${transferId} is gone`);
  const kept = closeAccount(deps, row, account);
  const moved = await step(unit, transferId, { type: 'give', contentHash: kept.contentHash, by: giverOf(by) });
  if (moved) await keepAccount(unit.tx, transferId, kept);
  return moved;
}

/** Ends the transfer of a payout that is paid otherwise, and forgets its account. False when it was made already: then nothing is changed. */
export async function withdrawTransfer(unit: Unit, payoutId: string): Promise<boolean> {
  const row = await findTransferOfPayout(unit.tx, payoutId);
  // Asked for a moment ago: the effect that begins it finds the payout gone.
  if (!row) return true;
  if (!(await step(unit, row.id, { type: 'withdraw' }))) return false;
  await eraseAccount(unit.tx, row.id, unit.at);
  return true;
}

async function step(unit: Unit, transferId: string, event: TransferEvent): Promise<boolean> {
  const row = await loadBankTransfer(unit.tx, transferId);
  return row !== null && (await move(unit, transferWorkflow, row, event)).ok;
}
