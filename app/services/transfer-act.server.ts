import { type BankTransferRow, loadBankTransfer } from '#db/bank-transfers.ts';
import { restore } from '#machines/kernel.ts';
import { type TransferContext, transferWorkflow } from '#machines/transfer/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { mayMoveMoney } from './transfer-staff.server.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

/** An act of a person on one transfer; `version` is that of the row they saw. */
export interface TransferAct {
  readonly transferId: string;
  readonly staffId: string;
}

export type ActRefusal = 'transfer.unknown' | 'transfer.not-allowed';

/** A transfer in the hands of a person who may act on it. */
export interface InHand {
  readonly unit: Unit;
  readonly row: BankTransferRow;
  readonly context: TransferContext;
}

/** One act on a transfer, in one transaction: only by a person whose role allows it at this moment. */
export async function actOnTransfer<Value, Code extends string>(
  deps: ServiceDeps,
  { transferId, staffId }: TransferAct,
  act: (inHand: InHand) => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code | ActRefusal>> {
  return commit(deps, `staff:${staffId}`, async (unit): Promise<Result<Value, Code | ActRefusal>> => {
    if (!(await mayMoveMoney(unit.tx, staffId))) return refuse('transfer.not-allowed');
    const row = await loadBankTransfer(unit.tx, transferId);
    if (!row) return refuse('transfer.unknown');
    const { context } = restore(transferWorkflow, row);
    return act({ unit, row, context: transferWorkflow.context.parse(context) });
  });
}
