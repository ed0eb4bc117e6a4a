import { asc, eq } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type NewRow, type Row } from './row.ts';

/** What one of the staff wrote about a return for colleagues. Never changed. */
export type ReturnNote = Row<'returnNotes'>;

/** False when its form was sent before: the first one's note stays. */
export async function insertReturnNote(tx: Tx, note: NewRow<'returnNotes'>): Promise<boolean> {
  const { returnNotes } = tx.tables;
  const written = await tx.insert(returnNotes).values(note).onConflictDoNothing().returning({ id: returnNotes.id });
  return written.length === 1;
}

/** In the order in which they were written. */
export async function listReturnNotes(db: Reader, returnId: string): Promise<ReturnNote[]> {
  const { returnNotes } = db.tables;
  return db
    .select()
    .from(returnNotes)
    .where(eq(returnNotes.returnId, returnId))
    .orderBy(asc(returnNotes.createdAt), asc(returnNotes.id));
}

export async function loadReturnNote(db: Reader, id: string): Promise<ReturnNote | null> {
  const { returnNotes } = db.tables;
  return first(await db.select().from(returnNotes).where(eq(returnNotes.id, id)));
}
