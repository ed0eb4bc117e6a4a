import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { TransferState } from '#machines/transfer/index.ts';
import { countRows } from './capped.ts';
import type { Reader, Tx } from './database.ts';
import { first, type NewRow, type Row } from './row.ts';

/** One bank transfer that people make; `amount` in minor units. `context` is untrusted until the kernel has restored it. */
export type BankTransferRow = Row<'bankTransfers'>;

/** Throws `conflict` when the payout has a transfer already. */
export async function insertBankTransfer(tx: Tx, row: NewRow<'bankTransfers'>): Promise<void> {
  await tx.insert(tx.tables.bankTransfers).values(row);
}

export async function loadBankTransfer(db: Reader, id: string): Promise<BankTransferRow | null> {
  const { bankTransfers } = db.tables;
  return first(await db.select().from(bankTransfers).where(eq(bankTransfers.id, id)));
}

export async function findTransferOfPayout(db: Reader, payoutId: string): Promise<BankTransferRow | null> {
  const { bankTransfers } = db.tables;
  return first(await db.select().from(bankTransfers).where(eq(bankTransfers.payoutId, payoutId)));
}

export async function listTransfersOfReturn(db: Reader, returnId: string): Promise<BankTransferRow[]> {
  const { bankTransfers } = db.tables;
  return db
    .select()
    .from(bankTransfers)
    .where(eq(bankTransfers.returnId, returnId))
    .orderBy(asc(bankTransfers.createdAt), asc(bankTransfers.id));
}

/** An account as it is kept: what of it was sealed, what everybody may see, and the hash by which two people mean the same. */
export type KeptAccount = Pick<BankTransferRow, 'accountSealed' | 'accountMask' | 'contentHash'>;

/** Puts an account beside a transfer, or takes it away. Called in the transaction of a step, which has taken the row. */
export async function keepAccount(tx: Tx, transferId: string, account: KeptAccount): Promise<void> {
  const { bankTransfers } = tx.tables;
  await tx.update(bankTransfers).set(account).where(eq(bankTransfers.id, transferId));
}

/** Forgets the account for good; what everybody may see of it stays. */
export async function eraseAccount(tx: Tx, transferId: string, erasedAt: Temporal.Instant): Promise<void> {
  const { bankTransfers } = tx.tables;
  await tx.update(bankTransfers).set({ accountSealed: null, erasedAt }).where(eq(bankTransfers.id, transferId));
}

/** Transfers in some states, the longest waiting first; with `newestFirst` the latest. */
export async function listTransfersIn(
  db: Reader,
  page: { states: readonly TransferState[]; newestFirst?: boolean; limit: number },
): Promise<BankTransferRow[]> {
  const { bankTransfers } = db.tables;
  const { createdAt, id } = bankTransfers;
  const direction = page.newestFirst ? desc : asc;
  return db
    .select()
    .from(bankTransfers)
    .where(inArray(bankTransfers.state, [...page.states]))
    .orderBy(direction(createdAt), direction(id))
    .limit(page.limit);
}

/** How many transfers are in a state, counted up to `most`; one more than that means that there are further ones. */
export async function countTransfersIn(db: Reader, state: TransferState, most: number): Promise<number> {
  const { bankTransfers } = db.tables;
  const rows = db.select({ id: bankTransfers.id }).from(bankTransfers).where(eq(bankTransfers.state, state));
  return countRows(db, rows, most + 1);
}
