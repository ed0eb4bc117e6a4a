import { and, asc, count, eq, or } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** A view of the queue that somebody keeps under a name. `query` is untrusted until it was read like an address. */
export type SavedView = Row<'savedViews'>;

/** What this person sees: their own views and those that are shared, the oldest first. */
export async function listSavedViews(db: Reader, staffId: string, limit: number): Promise<SavedView[]> {
  const { savedViews: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(or(eq(t.ownerId, staffId), eq(t.shared, true)))
    .orderBy(asc(t.createdAt), asc(t.id))
    .limit(limit);
}

export async function countOwnViews(db: Reader, staffId: string): Promise<number> {
  const { savedViews: t } = db.tables;
  return first(await db.select({ count: count() }).from(t).where(eq(t.ownerId, staffId)))?.count ?? 0;
}

export async function countSharedViews(db: Reader): Promise<number> {
  const { savedViews: t } = db.tables;
  return first(await db.select({ count: count() }).from(t).where(eq(t.shared, true)))?.count ?? 0;
}

/** Throws `conflict` when there is one with this id. */
export async function insertSavedView(tx: Tx, view: SavedView): Promise<void> {
  await tx.insert(tx.tables.savedViews).values(view);
}

export async function loadSavedView(db: Reader, id: string): Promise<SavedView | null> {
  const { savedViews: t } = db.tables;
  return first(await db.select().from(t).where(eq(t.id, id)));
}

/** False when it is not this person's. */
export async function changeSavedView(
  tx: Tx,
  own: { id: string; ownerId: string },
  changes: Pick<SavedView, 'name' | 'shared'>,
): Promise<boolean> {
  const { savedViews: t } = tx.tables;
  const mine = and(eq(t.id, own.id), eq(t.ownerId, own.ownerId));
  return (await tx.update(t).set(changes).where(mine).returning({ id: t.id })).length === 1;
}

/** What was deleted; null when it is not this person's, or gone already. */
export async function deleteSavedView(tx: Tx, own: { id: string; ownerId: string }): Promise<SavedView | null> {
  const { savedViews: t } = tx.tables;
  return first(
    await tx
      .delete(t)
      .where(and(eq(t.id, own.id), eq(t.ownerId, own.ownerId)))
      .returning(),
  );
}
