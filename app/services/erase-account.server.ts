import { eraseAccount, loadBankTransfer } from '#db/bank-transfers.ts';
import { transferWorkflow } from '#machines/transfer/index.ts';
import { move, type Unit } from './unit-of-work.server.ts';

/** Forgets the account of a transfer whose time is over. One that has moved on since has no account any more. */
export async function eraseTransferAccount(unit: Unit, transferId: string): Promise<void> {
  const row = await loadBankTransfer(unit.tx, transferId);
  if (row && (await move(unit, transferWorkflow, row, { type: 'erase' })).ok) {
    await eraseAccount(unit.tx, row.id, unit.at);
  }
}
