import { type AnyStateMachine, initialTransition, transition } from 'xstate';
import type * as z from 'zod';
import type { Consequence, DeadlineRequest, Effect } from './effects.ts';

/** A machine with what is needed to take it out of, and put it back into, a row. */
export interface Workflow<Context, Event extends { type: string }> {
  readonly name: WorkflowName;
  /** Grows when a stored snapshot must be lifted; `migrations[n]` lifts version n + 1 to n + 2. */
  readonly version: number;
  readonly machine: AnyStateMachine;
  readonly states: readonly string[];
  readonly context: z.ZodType<Context>;
  readonly event: z.ZodType<Event>;
  readonly migrations: readonly ((snapshot: Snapshot) => Snapshot)[];
}

export type WorkflowName = 'return' | 'line' | 'parcel' | 'payout' | 'withdrawal' | 'transfer' | 'contest' | 'goodwill';

/** What stands in a row: untrusted until `restore` has parsed it. */
export interface Snapshot {
  readonly state: string;
  readonly context: unknown;
  readonly machineVersion: number;
}

export interface WorkflowRefusal {
  readonly code: 'workflow.not-now';
  readonly workflow: WorkflowName;
  readonly state: string;
  readonly event: string;
}

export interface Step<Context> {
  readonly ok: true;
  readonly state: string;
  readonly context: Context;
  readonly machineVersion: number;
  readonly effects: readonly Effect[];
  readonly deadlines: readonly DeadlineRequest[];
}

export type Advance<Context> = Step<Context> | { readonly ok: false; readonly refusal: WorkflowRefusal };

/** Starts a workflow: its first state, and what entering it causes. Throws when `input` does not make a valid context. */
export function start<Context, Event extends { type: string }>(
  workflow: Workflow<Context, Event>,
  input: Context,
): Step<Context> {
  const [snapshot, actions] = initialTransition(workflow.machine, workflow.context.parse(input));
  return toStep(workflow, snapshot, actions);
}

/**
 * Moves a stored workflow by one event: lift, parse, restore, ask, move. An event that the state does not take, or whose guard says no,
 * is a refusal that names both; a row or an event that does not parse is a fault and throws.
 */
export function advance<Context, Event extends { type: string }>(
  workflow: Workflow<Context, Event>,
  row: Snapshot,
  event: Event,
): Advance<Context> {
  const parsed = workflow.event.parse(event);
  const current = restore(workflow, row);
  if (!current.can(parsed)) {
    return {
      ok: false,
      refusal: { code: 'workflow.not-now', workflow: workflow.name, state: row.state, event: event.type },
    };
  }
  const [next, actions] = transition(workflow.machine, current, parsed);
  return toStep(workflow, next, actions);
}

/** Whether the event would be taken now: the buttons on a page ask this, so that a button that is shown works. */
export function can<Context, Event extends { type: string }>(
  workflow: Workflow<Context, Event>,
  row: Snapshot,
  event: Event,
): boolean {
  return restore(workflow, row).can(workflow.event.parse(event));
}

/** The row as a machine's snapshot: old versions lifted, the state known, the context parsed. Throws on anything else. */
export function restore<Context, Event extends { type: string }>(workflow: Workflow<Context, Event>, row: Snapshot) {
  if (row.machineVersion > workflow.version) {
    throw new Error(`${workflow.name}: snapshot of version ${row.machineVersion}, newer than ${workflow.version}`);
  }
  const lifted = workflow.migrations.slice(row.machineVersion - 1).reduce((snapshot, lift) => lift(snapshot), row);
  if (!workflow.states.includes(lifted.state)) throw new Error(`${workflow.name}: unknown state ${lifted.state}`);
  return workflow.machine.resolveState({ value: lifted.state, context: workflow.context.parse(lifted.context) });
}

interface MovedSnapshot {
  value: unknown;
  context: unknown;
}

function toStep<Context, Event extends { type: string }>(
  workflow: Workflow<Context, Event>,
  snapshot: MovedSnapshot,
  actions: readonly { type: string; params?: unknown }[],
): Step<Context> {
  if (typeof snapshot.value !== 'string') throw new Error(`${workflow.name}: machines here are flat`);
  const consequences = actions.flatMap((action) => (isConsequence(action) ? [action.params] : []));
  return {
    ok: true,
    state: snapshot.value,
    context: workflow.context.parse(snapshot.context),
    machineVersion: workflow.version,
    effects: consequences.filter((one): one is Effect => one.kind !== 'deadline'),
    deadlines: consequences.filter((one): one is DeadlineRequest => one.kind === 'deadline'),
  };
}

/** Each machine has this single action besides `assign`; `consequence` in machines/action.ts types its parameters. */
function isConsequence(action: { type: string; params?: unknown }): action is { type: 'cause'; params: Consequence } {
  return action.type === 'cause';
}
