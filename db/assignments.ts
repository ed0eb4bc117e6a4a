import { eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, inChunks, type Row } from './row.ts';

/** Whose a return is, and since when. */
export type ReturnAssignment = Row<'returnAssignments'>;

export async function loadAssignment(db: Reader, returnId: string): Promise<ReturnAssignment | null> {
  const { returnAssignments } = db.tables;
  return first(await db.select().from(returnAssignments).where(eq(returnAssignments.returnId, returnId)));
}

/** Gives a return to a person, whoever had it before. */
export async function assignReturn(tx: Tx, { returnId, staffId, since }: ReturnAssignment): Promise<void> {
  const { returnAssignments } = tx.tables;
  await tx
    .insert(returnAssignments)
    .values({ returnId, staffId, since })
    .onConflictDoUpdate({ target: returnAssignments.returnId, set: { staffId, since } });
}

/** Whose these returns are; one that is nobody's is not in the map. */
export async function listAssignments(db: Reader, returnIds: readonly string[]): Promise<Map<string, string>> {
  const { returnAssignments } = db.tables;
  const found = new Map<string, string>();
  for (const ids of inChunks(returnIds)) {
    const rows = await db.select().from(returnAssignments).where(inArray(returnAssignments.returnId, ids));
    for (const { returnId, staffId } of rows) found.set(returnId, staffId);
  }
  return found;
}
