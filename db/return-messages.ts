import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, inChunks, type NewRow, type Row } from './row.ts';

/** A message between the customer and the desk. Never changed. */
export type ReturnMessage = Row<'returnMessages'>;

/** False when its form was sent before: the first one's message stays. */
export async function insertReturnMessage(tx: Tx, message: NewRow<'returnMessages'>): Promise<boolean> {
  const { returnMessages } = tx.tables;
  const written = await tx
    .insert(returnMessages)
    .values(message)
    .onConflictDoNothing()
    .returning({ id: returnMessages.id });
  return written.length === 1;
}

/** In the order in which they were written. */
export async function listReturnMessages(db: Reader, returnId: string): Promise<ReturnMessage[]> {
  const { returnMessages } = db.tables;
  return db
    .select()
    .from(returnMessages)
    .where(eq(returnMessages.returnId, returnId))
    .orderBy(asc(returnMessages.createdAt), asc(returnMessages.id));
}

export async function loadReturnMessage(db: Reader, id: string): Promise<ReturnMessage | null> {
  const { returnMessages } = db.tables;
  return first(await db.select().from(returnMessages).where(eq(returnMessages.id, id)));
}

/**
 * Which of these returns wait for their customer: asked for something, and no answer since. For a list of returns it reads their questions and
 * answers only, never the text.
 */
export async function waitingForCustomer(db: Reader, returnIds: readonly string[]): Promise<Set<string>> {
  const { returnMessages } = db.tables;
  const { returnId, author, asks, createdAt, id } = returnMessages;
  const waiting = new Set<string>();
  for (const ids of inChunks(returnIds)) {
    const rows = await db
      .select({ returnId, author, asks })
      .from(returnMessages)
      .where(inArray(returnId, ids))
      .orderBy(asc(createdAt), asc(id));
    for (const row of rows) {
      if (row.author === 'customer') waiting.delete(row.returnId);
      else if (row.asks) waiting.add(row.returnId);
    }
  }
  return waiting;
}

/** The latest message of somebody of the staff; null: none. */
export async function lastStaffMessage(db: Reader, returnId: string): Promise<ReturnMessage | null> {
  const { returnMessages } = db.tables;
  const rows = await db
    .select()
    .from(returnMessages)
    .where(eq(returnMessages.returnId, returnId))
    .orderBy(desc(returnMessages.createdAt), desc(returnMessages.id));
  return first(rows.filter(({ author }) => author !== 'customer'));
}
