import { and, desc, eq, isNull, lt, or } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** One comparison of a span. `counts` is untrusted until its service has parsed it. */
export type ReconciliationRun = Row<'reconciliationRuns'>;

/** Writes a new run; false when there is one with this id, and then nothing is changed. */
export async function insertRunOnce(tx: Tx, run: ReconciliationRun): Promise<boolean> {
  const { reconciliationRuns: runs } = tx.tables;
  const inserted = await tx.insert(runs).values(run).onConflictDoNothing().returning({ id: runs.id });
  return inserted.length === 1;
}

export async function loadRun(db: Reader, id: string): Promise<ReconciliationRun | null> {
  const { reconciliationRuns: runs } = db.tables;
  return first(await db.select().from(runs).where(eq(runs.id, id)));
}

/** Where a page of the list ends and the next begins. */
export interface RunPlace {
  readonly startedAt: Temporal.Instant;
  readonly id: string;
}

/** The runs, the latest first. */
export async function listRuns(
  db: Reader,
  page: { after: RunPlace | null; limit: number },
): Promise<ReconciliationRun[]> {
  const { reconciliationRuns: runs } = db.tables;
  const { startedAt, id } = runs;
  const earlier =
    page.after &&
    or(lt(startedAt, page.after.startedAt), and(eq(startedAt, page.after.startedAt), lt(id, page.after.id)));
  return db
    .select()
    .from(runs)
    .where(earlier ?? undefined)
    .orderBy(desc(startedAt), desc(id))
    .limit(page.limit);
}

/** The latest run in a state, or at all. */
export async function latestRun(db: Reader, state: string | null): Promise<ReconciliationRun | null> {
  const { reconciliationRuns: runs } = db.tables;
  return first(
    await db
      .select()
      .from(runs)
      .where(state === null ? undefined : eq(runs.state, state))
      .orderBy(desc(runs.startedAt), desc(runs.id))
      .limit(1),
  );
}

/** Moves a run on from where it was seen; false when another worker has moved it, and then nothing is changed. */
export async function moveRun(
  tx: Tx,
  seen: { readonly id: string; readonly cursor: Temporal.Instant | null },
  changes: Partial<Pick<ReconciliationRun, 'cursor' | 'counts' | 'state' | 'finishedAt' | 'failure'>>,
): Promise<boolean> {
  const { reconciliationRuns: runs } = tx.tables;
  const sameCursor = seen.cursor === null ? isNull(runs.cursor) : eq(runs.cursor, seen.cursor);
  const moved = await tx
    .update(runs)
    .set(changes)
    .where(and(eq(runs.id, seen.id), eq(runs.state, 'running'), sameCursor))
    .returning({ id: runs.id });
  return moved.length === 1;
}
