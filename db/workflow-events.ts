import { and, asc, eq } from 'drizzle-orm';
import type { WorkflowName } from '#machines/kernel.ts';
import type { Reader } from './database.ts';
import type { Row } from './row.ts';

/** One step of one row. `event` is untrusted: parse it with the machine's event schema. */
export type WorkflowEventRow = Row<'workflowEvents'>;

/** The story of a return: its own steps and those of its lines, parcels and payouts, in the order in which they happened. */
export async function listEventsOfReturn(db: Reader, returnId: string): Promise<WorkflowEventRow[]> {
  const { workflowEvents } = db.tables;
  return db
    .select()
    .from(workflowEvents)
    .where(eq(workflowEvents.returnId, returnId))
    .orderBy(asc(workflowEvents.at), asc(workflowEvents.id));
}

/** The steps of one row from its start; replayed they give the row. */
export async function listEventsOfSubject(
  db: Reader,
  subject: { kind: WorkflowName; id: string },
): Promise<WorkflowEventRow[]> {
  const { workflowEvents } = db.tables;
  return db
    .select()
    .from(workflowEvents)
    .where(and(eq(workflowEvents.subjectKind, subject.kind), eq(workflowEvents.subjectId, subject.id)))
    .orderBy(asc(workflowEvents.version));
}
