import { and, asc, eq, isNull, lte } from 'drizzle-orm';
import type { WorkflowName } from '#machines/kernel.ts';
import type { Reader, Tx } from './database.ts';
import type { Row } from './row.ts';

/** What a deadline is about: a row that a workflow moves, or a store credit, which has only its end. */
export type DeadlineSubject = WorkflowName | 'credit';

export type Deadline = Omit<Row<'deadlines'>, 'doneAt'>;

/** Sets the one deadline of its kind for the subject: an earlier one is replaced, one that had passed begins anew. */
export async function setDeadline(
  tx: Tx,
  deadline: { id: string; subjectKind: DeadlineSubject; subjectId: string; kind: string; dueAt: Temporal.Instant },
): Promise<void> {
  const { deadlines } = tx.tables;
  const { dueAt } = deadline;
  await tx
    .insert(deadlines)
    .values({ ...deadline, doneAt: null })
    .onConflictDoUpdate({
      target: [deadlines.subjectKind, deadlines.subjectId, deadlines.kind],
      set: { dueAt, doneAt: null },
    });
}

/** What is due, the longest overdue first. */
export async function dueDeadlines(db: Reader, now: Temporal.Instant, limit: number): Promise<Deadline[]> {
  const { deadlines } = db.tables;
  const { id, subjectKind, subjectId, kind, dueAt } = deadlines;
  return db
    .select({ id, subjectKind, subjectId, kind, dueAt })
    .from(deadlines)
    .where(and(isNull(deadlines.doneAt), lte(deadlines.dueAt, now)))
    .orderBy(asc(deadlines.dueAt))
    .limit(limit);
}

/**
 * Takes a deadline as done: of several sweepers one gets true. It names the instant that it saw, because the step which it causes, or
 * any other in between, may have set the deadline anew.
 */
export async function finishDeadline(
  tx: Tx,
  deadline: { id: string; dueAt: Temporal.Instant; now: Temporal.Instant },
): Promise<boolean> {
  const { deadlines } = tx.tables;
  const finished = await tx
    .update(deadlines)
    .set({ doneAt: deadline.now })
    .where(and(eq(deadlines.id, deadline.id), eq(deadlines.dueAt, deadline.dueAt), isNull(deadlines.doneAt)))
    .returning({ id: deadlines.id });
  return finished.length === 1;
}

/** Forgets all deadlines of a subject: it has come to an end. */
export async function clearDeadlines(tx: Tx, subject: { kind: DeadlineSubject; id: string }): Promise<void> {
  const { deadlines } = tx.tables;
  await tx.delete(deadlines).where(and(eq(deadlines.subjectKind, subject.kind), eq(deadlines.subjectId, subject.id)));
}
