import { transferWorkflow } from '#machines/transfer/index.ts';
import { type AccountDeps, openAccount } from './account-vault.server.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { isSamePerson } from './four-eyes/two-people.server.ts';
import { shopZone } from './shop-zone.server.ts';
import { type ActRefusal, actOnTransfer, type TransferAct } from './transfer-act.server.ts';
import { move } from './unit-of-work.server.ts';

export interface TransferRecord extends TransferAct {
  /** What the person saw: payout, amount, currency and account. */
  readonly contentHash: string;
  /** What the bank calls the transfer. */
  readonly reference: string;
  /** The bank's day, ISO. */
  readonly madeOn: string;
}

export type RecordRefusal =
  | ActRefusal
  | 'transfer.not-now'
  | 'transfer.same-person'
  | 'transfer.other-content'
  | 'transfer.day-ahead';

/**
 * Notes that a person has made the transfer at the bank. Nothing is paid by this: a second person has to confirm it. Refuses when amount or account
 * are not those that were shown, for a day in the future, and for the person who typed the account.
 */
export async function recordTransfer(deps: AccountDeps, input: TransferRecord): Promise<Result<object, RecordRefusal>> {
  const timeZone = await shopZone(deps.db);
  return actOnTransfer(deps, input, async ({ unit, row, context }): Promise<Result<object, RecordRefusal>> => {
    const { staffId: by, reference, madeOn, contentHash } = input;
    if (row.state !== 'asked') return refuse('transfer.not-now', { state: row.state });
    const found = openAccount(deps, row);
    if (found?.contentHash !== contentHash || row.contentHash !== contentHash) return refuse('transfer.other-content');
    const today = unit.at.toZonedDateTimeISO(timeZone).toPlainDate();
    if (Temporal.PlainDate.compare(madeOn, today) > 0) return refuse('transfer.day-ahead');
    const part = { staffId: by, permission: 'money.transfer', device: null } as const;
    if (context.givenBy !== null && (await isSamePerson(unit.tx, context.givenBy, part)))
      return refuse('transfer.same-person');
    const moved = await move(unit, transferWorkflow, row, { type: 'record', by, contentHash, reference, madeOn });
    return moved.ok ? { ok: true } : refuse('transfer.other-content');
  });
}

/** Takes a record back: nothing was paid after all. Then the account can be changed again, and somebody makes the transfer. */
export async function voidRecord(
  deps: ServiceDeps,
  input: TransferAct,
): Promise<Result<object, ActRefusal | 'transfer.not-now'>> {
  return actOnTransfer(deps, input, async ({ unit, row }): Promise<Result<object, 'transfer.not-now'>> => {
    const moved = await move(unit, transferWorkflow, row, { type: 'void', by: input.staffId });
    return moved.ok ? { ok: true } : refuse('transfer.not-now', { state: row.state });
  });
}
