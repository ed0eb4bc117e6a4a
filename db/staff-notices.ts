import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { countRows } from './capped.ts';
import type { Reader, Tx } from './database.ts';
import type { NewRow, Row } from './row.ts';

/** Something that one of the staff shall see. */
export type StaffNotice = Row<'staffNotices'>;

export async function insertStaffNotices(tx: Tx, notices: readonly NewRow<'staffNotices'>[]): Promise<void> {
  if (notices.length > 0) await tx.insert(tx.tables.staffNotices).values([...notices]);
}

/** What a person shall see, with the return it is about and the note it stands in; the newest first. */
export async function listStaffNotices(db: Reader, staffId: string, limit: number) {
  const { staffNotices, returns, returnNotes } = db.tables;
  const rows = await db
    .select({ notice: staffNotices, rmaCode: returns.rmaCode, text: returnNotes.text })
    .from(staffNotices)
    .innerJoin(returns, eq(returns.id, staffNotices.returnId))
    .leftJoin(returnNotes, eq(returnNotes.id, staffNotices.noteId))
    .where(eq(staffNotices.staffId, staffId))
    .orderBy(desc(staffNotices.createdAt), desc(staffNotices.id))
    .limit(limit);
  return rows.map(({ notice, ...beside }) => ({ ...notice, ...beside }));
}

/** How many a person has not read, counted up to `most`. */
export async function countUnreadNotices(db: Reader, staffId: string, most: number): Promise<number> {
  const { staffNotices } = db.tables;
  const rows = db
    .select({ id: staffNotices.id })
    .from(staffNotices)
    .where(and(eq(staffNotices.staffId, staffId), isNull(staffNotices.readAt)));
  return countRows(db, rows, most);
}

/** Marks these of a person as read; `null`: all of them. Another person's are left alone. */
export async function readNotices(
  tx: Tx,
  { staffId, ids }: { readonly staffId: string; readonly ids: readonly string[] | null },
  at: Temporal.Instant,
): Promise<void> {
  const { staffNotices } = tx.tables;
  const which = ids === null ? undefined : inArray(staffNotices.id, [...ids]);
  await tx
    .update(staffNotices)
    .set({ readAt: at })
    .where(and(eq(staffNotices.staffId, staffId), isNull(staffNotices.readAt), which));
}

/** Who is mentioned in the notes of a return. */
export async function listMentionsOfReturn(db: Reader, returnId: string): Promise<StaffNotice[]> {
  const { staffNotices } = db.tables;
  return db
    .select()
    .from(staffNotices)
    .where(and(eq(staffNotices.returnId, returnId), eq(staffNotices.kind, 'mention')))
    .orderBy(asc(staffNotices.id));
}
