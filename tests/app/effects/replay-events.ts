import * as z from 'zod';
import type { Reader } from '#db/open.ts';
import { listParcelsOfReturn } from '#db/parcels.ts';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn } from '#db/returns.ts';
import type { WorkflowEventRow } from '#db/workflow-events.ts';
import { advance, type Snapshot, start, type Workflow } from '#machines/kernel.ts';
import { workflows } from '#machines/workflows.ts';

const started = z.object({ type: z.literal('start'), input: z.unknown() });

type Outcome = Record<string, { state: string; context: unknown; version: number }>;

/** Plays the stored events of each subject through its machine, from its start. */
export function replayed(events: readonly WorkflowEventRow[]): Outcome {
  const bySubject = Map.groupBy(events, (event) => event.subjectId);
  return Object.fromEntries([...bySubject].map(([id, own]) => [id, replaySubject(own)]));
}

function replaySubject(events: readonly WorkflowEventRow[]) {
  const inOrder = events.toSorted((a, b) => a.version - b.version);
  const kind = inOrder[0]?.subjectKind;
  if (kind === 'return') return play(workflows.return, inOrder);
  if (kind === 'line') return play(workflows.line, inOrder);
  if (kind === 'parcel') return play(workflows.parcel, inOrder);
  return play(workflows.payout, inOrder);
}

function play<Context, Event extends { type: string }>(
  workflow: Workflow<Context, Event>,
  [first, ...rest]: readonly WorkflowEventRow[],
) {
  const { input } = started.parse(first?.event);
  let snapshot: Snapshot = start(workflow, workflow.context.parse(input));
  for (const { event } of rest) {
    const moved = advance(workflow, snapshot, workflow.event.parse(event));
    if (!moved.ok) throw new Error(`${workflow.name} refuses an event that it once took`);
    snapshot = moved;
  }
  return { state: snapshot.state, context: snapshot.context, version: 1 + rest.length };
}

/** The rows as they stand. */
export async function stored(db: Reader, returnId: string): Promise<Outcome> {
  const rows = [
    await loadReturn(db, returnId),
    ...(await listReturnLines(db, returnId)),
    ...(await listParcelsOfReturn(db, returnId)),
    ...(await listPayoutsOfReturn(db, returnId)),
  ].filter((row) => row !== null);
  return Object.fromEntries(rows.map(({ id, state, context, version }) => [id, { state, context, version }]));
}
