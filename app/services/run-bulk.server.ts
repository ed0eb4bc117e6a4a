import { z } from 'zod';
import { type BulkAct, type BulkRow, listBulkRows, loadBulk, moveBulk, settleBulkRow } from '#db/bulk-acts.ts';
import { lineWorkflow } from '#machines/line/index.ts';
import { type Decision, prepareAlone, storeDecision } from './decide-return.server.ts';
import type { ServiceDeps } from './deps.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

/**
 * Decides what was confirmed, one return after the other, each in a transaction of its own that also notes what became of it: after a crash
 * it goes on with the next, and none is decided twice. A return that changed since it was shown, or would pay another sum, is refused and named.
 */
export async function runBulk(deps: ServiceDeps, { bulkId }: { readonly bulkId: string }): Promise<void> {
  const act = await loadBulk(deps.db, bulkId);
  if (!act || !(await begun(deps, act))) return;
  for (const row of await listBulkRows(deps.db, bulkId)) {
    if (row.outcome === 'ready') await commit(deps, `staff:${act.staffId}`, (unit) => decideRow(unit, row));
  }
  const doneAt = deps.clock();
  await deps.db.transaction((tx) => moveBulk(tx, { id: bulkId, from: 'running' }, { state: 'done', doneAt }));
}

/** Who takes it from waiting to running has won against an undo; one that is running is gone on with. */
async function begun(deps: ServiceDeps, { id, state }: BulkAct): Promise<boolean> {
  if (state === 'running') return true;
  return deps.db.transaction((tx) => moveBulk(tx, { id, from: 'waiting' }, { state: 'running' }));
}

async function decideRow(unit: Unit, row: BulkRow): Promise<void> {
  const code = await decideOne(unit, row);
  const noted = await settleBulkRow(unit.tx, row, { outcome: code === null ? 'done' : 'refused', code });
  if (!noted && code === null) throw new Error(`row ${row.position} of ${row.bulkId} was decided a second time`);
}

/** Null when it was decided, else why not. */
async function decideOne(unit: Unit, row: BulkRow): Promise<string | null> {
  const { returnId, version } = row;
  const prepared = await prepareAlone(unit, { returnId, version, decisions: readDecisions(row) });
  if (!prepared.ok) return prepared.refusal.code;
  // What was confirmed is a sum: another return of the same order may have changed it.
  if (prepared.quote.total !== row.amount) return 'bulk.amount-changed';
  await storeDecision(unit, prepared);
  return null;
}

const storedSchema = z.array(z.looseObject({ lineId: z.string() }));

function readDecisions(row: BulkRow): Decision[] {
  return storedSchema.parse(row.decisions).flatMap(({ lineId, ...event }) => {
    const decision = lineWorkflow.event.parse(event);
    return decision.type === 'inspect' || decision.type === 'cancel' ? [] : [{ lineId, ...decision }];
  });
}
