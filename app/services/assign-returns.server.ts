import { type BulkRow, insertBulk, listBulkRows, loadBulk, moveBulk } from '#db/bulk-acts.ts';
import { listQueueItems, type QueueItem } from '#db/queue.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { giveReturn } from './give-return.server.ts';
import { type BulkRefusal, chosenReturns } from './propose-bulk.server.ts';
import { commit } from './unit-of-work.server.ts';

/** Take for oneself, give back, or give to a person. */
export type Giving = 'take' | 'give-back' | { readonly to: string };

/** How long an assignment can be called back with one press; afterwards it is given anew like any other. */
const UNDO_MINUTES = 10;

export interface Assigned {
  readonly id: string;
  /** How many were given. */
  readonly done: number;
  /** How many stayed as they were, because somebody else has them, or they are over. */
  readonly left: number;
}

/**
 * Gives returns to a person of the desk. One takes what nobody has, gives back what is one's own, and may give anything to anybody; what is over stays
 * where it was. The same press twice does it once. Nothing about a return itself changes: a colleague's decision is not stale because of it.
 */
export async function assignReturns(
  deps: ServiceDeps,
  input: {
    readonly id: string;
    readonly staffId: string;
    readonly returnIds: readonly string[];
    readonly giving: Giving;
  },
): Promise<Result<Assigned, BulkRefusal>> {
  const chosen = chosenReturns(input.returnIds);
  if (!chosen.ok) return chosen;
  const { id, staffId, giving } = input;
  const to = giving === 'take' ? staffId : giving === 'give-back' ? null : giving.to;
  return commit(deps, `staff:${staffId}`, async (unit) => {
    const items = await listQueueItems(unit.tx, chosen.ids);
    const rows = items.map((item, index) => rowOf(item, refusalOf(item, giving, staffId), { id, position: index + 1 }));
    const act = { id, kind: 'assign', state: 'done', staffId, toStaff: to, createdAt: unit.at };
    const times = { confirmedAt: unit.at, notBefore: null, doneAt: unit.at };
    const given = rows.filter((row) => row.outcome === 'done');
    if (await insertBulk(unit.tx, { ...act, ...times }, rows))
      for (const row of given) await giveReturn(unit, row.returnId, { from: row.was, to });
    return { ok: true, id, done: given.length, left: chosen.ids.length - given.length };
  });
}

function refusalOf(item: QueueItem, giving: Giving, staffId: string): string | null {
  if (item.state === 'closed' || item.state === 'cancelled') return 'over';
  if (giving === 'take') return item.assignedTo === null || item.assignedTo === staffId ? null : 'somebody-elses';
  if (giving === 'give-back') return item.assignedTo === staffId ? null : 'not-yours';
  return null;
}

function rowOf(item: QueueItem, code: string | null, key: { id: string; position: number }): BulkRow {
  return {
    ...{ bulkId: key.id, position: key.position, returnId: item.id, version: item.version },
    ...{ amount: 0, currency: item.currency, decisions: null, was: item.assignedTo },
    ...{ outcome: code === null ? 'done' : 'refused', code },
  };
}

/** Puts returns back to whoever had them before, those that nobody gave on in between; refuses another's act and one from more than ten minutes ago. */
export async function undoAssignment(
  deps: ServiceDeps,
  input: { readonly id: string; readonly staffId: string },
): Promise<Result<{ readonly done: number }, 'bulk.not-found' | 'bulk.too-late'>> {
  const { id, staffId } = input;
  return commit(deps, `staff:${staffId}`, async (unit) => {
    const act = await loadBulk(unit.tx, id);
    if (act?.staffId !== staffId || act.kind !== 'assign') return refuse('bulk.not-found');
    if (act.state === 'undone') return { ok: true, done: 0 };
    if (Temporal.Instant.compare(unit.at, act.createdAt.add({ minutes: UNDO_MINUTES })) > 0)
      return refuse('bulk.too-late');
    await moveBulk(unit.tx, { id, from: act.state }, { state: 'undone' });
    const rows = (await listBulkRows(unit.tx, id)).filter((row) => row.outcome === 'done');
    const items = await listQueueItems(
      unit.tx,
      rows.map((row) => row.returnId),
    );
    const before = new Map(rows.map((row) => [row.returnId, row.was]));
    const still = items.filter((item) => item.assignedTo === act.toStaff);
    for (const item of still) await giveReturn(unit, item.id, { from: act.toStaff, to: before.get(item.id) ?? null });
    return { ok: true, done: still.length };
  });
}
