import { and, asc, desc, eq } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { insertRows } from './insert-rows.ts';
import { first, type Row } from './row.ts';

/** An act upon many returns. */
export type BulkAct = Row<'bulkActs'>;
/** What it means for one of them. `decisions` is untrusted until it was parsed. */
export type BulkRow = Row<'bulkRows'>;

/** False, and nothing written, when there is one with this id: the same button pressed twice. */
export async function insertBulk(tx: Tx, act: BulkAct, rows: readonly BulkRow[]): Promise<boolean> {
  const { bulkActs, bulkRows } = tx.tables;
  const made = await tx.insert(bulkActs).values(act).onConflictDoNothing().returning({ id: bulkActs.id });
  if (made.length === 0) return false;
  await insertRows(tx, bulkRows, rows);
  return true;
}

export async function loadBulk(db: Reader, id: string): Promise<BulkAct | null> {
  const { bulkActs: t } = db.tables;
  return first(await db.select().from(t).where(eq(t.id, id)));
}

export async function listBulkRows(db: Reader, bulkId: string): Promise<BulkRow[]> {
  const { bulkRows: t } = db.tables;
  return db.select().from(t).where(eq(t.bulkId, bulkId)).orderBy(asc(t.position));
}

/** What somebody did to many lately, the youngest first. */
export async function listBulksOf(db: Reader, staffId: string, limit: number): Promise<BulkAct[]> {
  const { bulkActs: t } = db.tables;
  return db.select().from(t).where(eq(t.staffId, staffId)).orderBy(desc(t.createdAt), desc(t.id)).limit(limit);
}

/** Moves an act on from a state; false when it is in another by now. Of two who try, one does it. */
export async function moveBulk(
  tx: Tx,
  step: { id: string; from: string },
  changes: Partial<Pick<BulkAct, 'state' | 'confirmedAt' | 'notBefore' | 'doneAt'>>,
): Promise<boolean> {
  const { bulkActs: t } = tx.tables;
  const moved = await tx
    .update(t)
    .set(changes)
    .where(and(eq(t.id, step.id), eq(t.state, step.from)))
    .returning({ id: t.id });
  return moved.length === 1;
}

/** Notes what became of one return; false when that was noted before. */
export async function settleBulkRow(
  tx: Tx,
  row: Pick<BulkRow, 'bulkId' | 'position'>,
  changes: Pick<BulkRow, 'outcome' | 'code'>,
): Promise<boolean> {
  const { bulkRows: t } = tx.tables;
  const own = and(eq(t.bulkId, row.bulkId), eq(t.position, row.position), eq(t.outcome, 'ready'));
  return (await tx.update(t).set(changes).where(own).returning({ position: t.position })).length === 1;
}
