import { asc, desc, eq } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type NewRow, type Row } from './row.ts';

/** A decision that its customer contests. `context` is untrusted until the kernel has restored it. */
export type ContestRow = Row<'contests'>;

/** Throws `conflict` when this decision was contested before. */
export async function insertContest(tx: Tx, row: NewRow<'contests'>): Promise<void> {
  await tx.insert(tx.tables.contests).values(row);
}

/** The contest of the latest decision of a return; null: none. */
export async function findContest(db: Reader, returnId: string): Promise<ContestRow | null> {
  const { contests } = db.tables;
  return first(
    await db.select().from(contests).where(eq(contests.returnId, returnId)).orderBy(desc(contests.decidedAt)).limit(1),
  );
}

/** Notes the credit that pays a correction, in the transaction of the step. */
export async function payContest(tx: Tx, id: string, creditId: string): Promise<void> {
  const { contests } = tx.tables;
  await tx.update(contests).set({ creditId }).where(eq(contests.id, id));
}

/** What waits for a person, the longest waiting first. */
export async function listWaitingContests(db: Reader, limit: number): Promise<ContestRow[]> {
  const { contests } = db.tables;
  return db
    .select()
    .from(contests)
    .where(eq(contests.state, 'waiting'))
    .orderBy(asc(contests.createdAt), asc(contests.id))
    .limit(limit);
}
