import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** A dispute, or the early warning of one, as it was last read. Amounts in minor units of `currency`. */
export type DisputeRow = Row<'disputes'>;

export async function loadDispute(db: Reader, ref: string): Promise<DisputeRow | null> {
  const { disputes } = db.tables;
  return first(await db.select().from(disputes).where(eq(disputes.id, ref)));
}

/** Throws `conflict` when it is there. */
export async function insertDispute(tx: Tx, row: DisputeRow): Promise<void> {
  await tx.insert(tx.tables.disputes).values(row);
}

/** Replaces what is known; false, and nothing changed, when the row has moved on since `version`. */
export async function replaceDispute(tx: Tx, row: DisputeRow, version: number): Promise<boolean> {
  const { disputes } = tx.tables;
  const { id, ...changes } = row;
  const replaced = await tx
    .update(disputes)
    .set(changes)
    .where(and(eq(disputes.id, id), eq(disputes.version, version)))
    .returning({ id: disputes.id });
  return replaced.length === 1;
}

/** The disputes of a payment, the oldest first. */
export async function listDisputesOfPayment(db: Reader, paymentId: string): Promise<DisputeRow[]> {
  const { disputes } = db.tables;
  return db
    .select()
    .from(disputes)
    .where(eq(disputes.paymentId, paymentId))
    .orderBy(asc(disputes.openedAt), asc(disputes.id));
}

/** The disputes of several payments, the oldest first. */
export async function listDisputesOfPayments(db: Reader, paymentIds: readonly string[]): Promise<DisputeRow[]> {
  const { disputes } = db.tables;
  if (paymentIds.length === 0) return [];
  return db
    .select()
    .from(disputes)
    .where(inArray(disputes.paymentId, [...paymentIds]))
    .orderBy(asc(disputes.openedAt), asc(disputes.id));
}
