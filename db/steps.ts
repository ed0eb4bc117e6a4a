import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Snapshot, Step, WorkflowName } from '#machines/kernel.ts';
import { type AuditAct, appendAudit } from './audit.ts';
import type { Tx } from './database.ts';
import { setDeadline } from './deadlines.ts';
import { enqueue } from './effects.ts';
import type { Tables } from './schema/tables.ts';

/** Thrown when the row was moved by somebody else since it was read: the unit of work starts over. */
export class StaleRow extends Error {
  constructor(kind: WorkflowName, id: string) {
    super(`${kind} ${id} was changed meanwhile`);
    this.name = 'StaleRow';
  }
}

/** A workflow row as every repository returns it. */
export interface WorkflowRow extends Snapshot {
  readonly id: string;
  readonly version: number;
}

/** Who did it, when, and the ids of what it leaves behind. */
export interface StepContext {
  /** `customer`, `system`, `stripe` or `staff:<id>`: never a name or an address. */
  readonly actor: string;
  readonly at: Temporal.Instant;
  readonly nextId: () => string;
}

export interface StepEntry {
  readonly kind: WorkflowName;
  readonly id: string;
  /** The return that it belongs to; a statement of withdrawal stands for itself. */
  readonly returnId: string;
  /** The row's version before the step; 0 for a start. */
  readonly version: number;
  /** The state before the step; null for a start. */
  readonly from: string | null;
  /** The version of the policy that the act rests on, where one does. */
  readonly policyVersion?: string | null;
  readonly event: { readonly type: string };
  readonly step: Step<unknown>;
}

const tableOf = (tables: Tables, kind: WorkflowName) =>
  ({
    return: tables.returns,
    line: tables.returnLines,
    parcel: tables.parcels,
    payout: tables.payouts,
    withdrawal: tables.withdrawals,
    transfer: tables.bankTransfers,
    contest: tables.contests,
    goodwill: tables.goodwills,
  })[kind];

/** The columns that every workflow row starts with. */
export function startedColumns(id: string, step: Step<unknown>, at: Temporal.Instant) {
  return {
    id,
    state: step.state,
    context: step.context,
    machineVersion: step.machineVersion,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
}

/**
 * Stores a step whole: the row where its version still matches, the event, the effects and the deadlines, in the transaction given.
 * Throws `StaleRow` when somebody else was faster.
 */
export async function storeStep(tx: Tx, entry: StepEntry, context: StepContext): Promise<void> {
  const table = tableOf(tx.tables, entry.kind);
  const { state, machineVersion } = entry.step;
  const moved = await tx
    .update(table)
    .set({ state, context: entry.step.context, machineVersion, version: entry.version + 1, updatedAt: context.at })
    .where(and(eq(table.id, entry.id), eq(table.version, entry.version)))
    .returning({ id: table.id });
  if (moved.length === 0) throw new StaleRow(entry.kind, entry.id);
  await storeTrace(tx, entry, context);
}

/** What a step leaves behind beside its row; for a start, whose row the repository of its noun inserts. */
export async function storeTrace(tx: Tx, entry: StepEntry, context: StepContext): Promise<void> {
  const { workflowEvents } = tx.tables;
  await tx.insert(workflowEvents).values({
    id: context.nextId(),
    subjectKind: entry.kind,
    subjectId: entry.id,
    returnId: entry.returnId,
    version: entry.version + 1,
    type: entry.event.type,
    event: entry.event,
    state: entry.step.state,
    actor: context.actor,
    at: context.at,
  });
  if (context.actor.startsWith('staff:')) await appendAudit(tx, actOf(entry, context));
  await enqueue(
    tx,
    entry.step.effects.map((effect) => ({
      id: context.nextId(),
      kind: effect.kind,
      payload: effect,
      returnId: entry.returnId,
      runAfter: context.at,
      createdAt: context.at,
    })),
  );
  for (const deadline of entry.step.deadlines) {
    await setDeadline(tx, {
      id: context.nextId(),
      subjectKind: entry.kind,
      subjectId: entry.id,
      kind: deadline.event,
      dueAt: context.at.add({ seconds: deadline.afterSeconds }),
    });
  }
}

const reasons = z.object({
  reason: z.string().nullish().catch(null),
  note: z.string().nullish().catch(null),
});

/** A step of a person of the staff as it stands in the chain of acts. What a customer wrote is not in it. */
function actOf({ kind, id, returnId, event, step, ...entry }: StepEntry, { actor, at }: StepContext): AuditAct {
  const { reason, note } = reasons.parse(event);
  const why = [reason, note].filter((text) => text).join(': ');
  return {
    ...{ at, actor, act: `${kind}.${event.type}`, subjectKind: kind, subjectId: id, returnId },
    before: entry.from === null ? null : { state: entry.from, version: entry.version },
    after: { state: step.state, version: entry.version + 1, event },
    why: why === '' ? null : why.slice(0, 2000),
    policyVersion: entry.policyVersion ?? null,
  };
}
