import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** What is known of a stored file; its bytes are in the file store under the same id. */
export type FileRecord = Row<'files'>;

export async function insertFile(tx: Tx, file: FileRecord): Promise<void> {
  await tx.insert(tx.tables.files).values(file);
}

/** For staff and effects. */
export async function loadFile(db: Reader, id: string): Promise<FileRecord | null> {
  const { files } = db.tables;
  return first(await db.select().from(files).where(eq(files.id, id)));
}

/** For a guest: only a file of the order that they have proved to own. */
export async function loadFileOfOrder(db: Reader, key: { id: string; orderId: string }): Promise<FileRecord | null> {
  const { files } = db.tables;
  return first(
    await db
      .select()
      .from(files)
      .where(and(eq(files.id, key.id), eq(files.orderId, key.orderId))),
  );
}

/** The photos of a draft in the order in which they came. */
export async function listFilesOfDraft(db: Reader, draftId: string): Promise<FileRecord[]> {
  const { files } = db.tables;
  return db.select().from(files).where(eq(files.draftId, draftId)).orderBy(asc(files.createdAt), asc(files.id));
}

/** Photos and labels of a return in the order in which they came. */
export async function listFilesOfReturn(db: Reader, returnId: string): Promise<FileRecord[]> {
  const { files } = db.tables;
  return db.select().from(files).where(eq(files.returnId, returnId)).orderBy(asc(files.createdAt), asc(files.id));
}

/** Gives a draft's photos to the return that it became. */
export async function attachDraftFiles(tx: Tx, key: { draftId: string; returnId: string }): Promise<void> {
  const { files } = tx.tables;
  await tx
    .update(files)
    .set({ returnId: key.returnId })
    .where(and(eq(files.draftId, key.draftId), isNull(files.returnId)));
}

/** Takes a photo out of a draft; false when there is none such, it is another's, or it was sent with a return. */
export async function removeDraftFile(tx: Tx, key: { id: string; draftId: string; orderId: string }): Promise<boolean> {
  const { files } = tx.tables;
  const removed = await tx
    .delete(files)
    .where(
      and(eq(files.id, key.id), eq(files.draftId, key.draftId), eq(files.orderId, key.orderId), isNull(files.returnId)),
    )
    .returning({ id: files.id });
  return removed.length === 1;
}
