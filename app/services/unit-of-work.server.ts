import { isDeepStrictEqual } from 'node:util';
import { DatabaseError } from '#db/errors.ts';
import type { Tx } from '#db/open.ts';
import { StaleRow, type StepContext, startedColumns, storeStep, storeTrace, type WorkflowRow } from '#db/steps.ts';
import type { FourEyesLimits } from '#machines/four-eyes/limit.ts';
import { advance, restore, type Step, start, type Workflow, type WorkflowRefusal } from '#machines/kernel.ts';
import type { ServiceDeps } from './deps.ts';

/** How often a unit of work starts over when somebody else was faster; each try reads everything again. */
const TRIES = 5;

/** One transaction of one actor at one instant. */
export interface Unit extends StepContext {
  readonly tx: Tx;
  /** Above how much a decision waits for a second person, where the shop says otherwise than the house. */
  readonly fourEyes?: FourEyesLimits;
}

/**
 * Runs a change in one transaction, again from the start when another change came between, and wakes the worker when it is committed.
 * The work must be repeatable: it reads and writes through `tx` only, and awaits nothing else.
 */
export async function commit<T>(deps: ServiceDeps, actor: string, work: (unit: Unit) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const done = await deps.db.transaction((tx) =>
        work({ tx, actor, at: deps.clock(), nextId: () => deps.ids.next(), fourEyes: deps.fourEyes ?? {} }),
      );
      deps.wake();
      return done;
    } catch (error) {
      const overtaken = error instanceof StaleRow || (error instanceof DatabaseError && error.kind === 'conflict');
      if (!overtaken || attempt === TRIES) throw error;
    }
  }
}

/** Starts a workflow and stores what its start causes; `insert` writes the row of its noun with the columns given. */
export async function begin<Context, Event extends { type: string }>(
  unit: Unit,
  workflow: Workflow<Context, Event>,
  row: { id: string; returnId: string; input: Context },
  insert: (columns: ReturnType<typeof startedColumns>) => Promise<unknown>,
): Promise<Step<Context>> {
  const step = start(workflow, row.input);
  await insert(startedColumns(row.id, step, unit.at));
  const event = { type: 'start', input: row.input };
  await storeTrace(
    unit.tx,
    { kind: workflow.name, id: row.id, returnId: row.returnId, version: 0, from: null, event, step },
    unit,
  );
  return step;
}

export type Moved<Context> =
  | {
      readonly ok: true;
      readonly row: WorkflowRow & { returnId: string };
      readonly step: Step<Context>;
      readonly changed: boolean;
    }
  | { readonly ok: false; readonly refusal: WorkflowRefusal };

/**
 * Moves a row by one event and stores the step, or says why not; nothing is written then. Nor is anything written where the event says
 * nothing new, such as a second scan of one parcel: the same state, the same context, nothing caused.
 */
export async function move<Context, Event extends { type: string }>(
  unit: Unit,
  workflow: Workflow<Context, Event>,
  row: WorkflowRow & { returnId: string },
  event: Event,
  { always = false, policyVersion = null }: { always?: boolean; policyVersion?: string | null } = {},
): Promise<Moved<Context>> {
  const moved = advance(workflow, row, event);
  if (!moved.ok) return moved;
  if (!always && saysNothingNew(workflow, row, moved)) return { ok: true, row, step: moved, changed: false };
  await storeStep(
    unit.tx,
    {
      ...{ kind: workflow.name, id: row.id, returnId: row.returnId, version: row.version },
      ...{ from: row.state, policyVersion, event, step: moved },
    },
    unit,
  );
  const { state, context, machineVersion } = moved;
  const version = row.version + 1;
  return { ok: true, step: moved, changed: true, row: { ...row, state, context, machineVersion, version } };
}

function saysNothingNew<Context, Event extends { type: string }>(
  workflow: Workflow<Context, Event>,
  row: WorkflowRow,
  step: Step<Context>,
): boolean {
  if (step.state !== row.state || step.effects.length > 0 || step.deadlines.length > 0) return false;
  return isDeepStrictEqual(step.context, restore(workflow, row).context);
}
