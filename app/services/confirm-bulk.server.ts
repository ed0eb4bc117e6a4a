import { listBulkRows, loadBulk, moveBulk, settleBulkRow } from '#db/bulk-acts.ts';
import { enqueue } from '#db/effects.ts';
import { aboveTogether } from '#machines/step-up.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { recordAct } from './record-act.server.ts';
import { commit } from './unit-of-work.server.ts';

/** How long a confirmed act waits before anything of it happens: so long it can be called back without a trace. */
export const UNDO_SECONDS = 10;

export type ConfirmRefusal = 'bulk.not-found' | 'bulk.nothing-left' | 'bulk.undone' | 'bulk.begun';

/**
 * Confirms what was proposed: after ten seconds, in which it can be undone, the worker decides each return by itself. Pressed twice it is confirmed
 * once. Of a person who did not prove anew who they are, no more leaves than their limit, all of it together; the rest waits for the proof, or for
 * somebody else.
 */
export async function confirmBulk(
  deps: ServiceDeps,
  input: {
    readonly id: string;
    readonly staffId: string;
    readonly proved: boolean;
    readonly limits: Readonly<Record<string, number>>;
  },
): Promise<Result<object, ConfirmRefusal>> {
  const { id, staffId, proved, limits } = input;
  return commit(deps, `staff:${staffId}`, async (unit) => {
    const act = await loadBulk(unit.tx, id);
    if (act?.staffId !== staffId || act.kind !== 'approve') return refuse('bulk.not-found');
    if (act.state === 'undone') return refuse('bulk.undone');
    if (act.state !== 'proposed') return { ok: true };
    const ready = (await listBulkRows(unit.tx, id)).filter((row) => row.outcome === 'ready');
    const held = proved ? [] : aboveTogether(ready, limits);
    if (held.length === ready.length) return refuse('bulk.nothing-left');
    const notBefore = unit.at.add({ seconds: UNDO_SECONDS });
    const waiting = { state: 'waiting', confirmedAt: unit.at, notBefore };
    if (!(await moveBulk(unit.tx, { id, from: 'proposed' }, waiting))) return { ok: true };
    for (const row of held) await settleBulkRow(unit.tx, row, { outcome: 'excluded', code: 'step-up' });
    await enqueue(unit.tx, [
      {
        ...{ id: unit.nextId(), kind: 'bulk-decide', payload: { kind: 'bulk-decide', bulkId: id } },
        ...{ returnId: null, runAfter: notBefore, createdAt: unit.at },
      },
    ]);
    const after = { returns: ready.length - held.length, leftOut: held.length };
    await recordAct(unit, { act: 'bulk.confirm', subjectKind: 'bulk', subjectId: id, after });
    return { ok: true };
  });
}

/** Calls back what was confirmed, as long as the worker has not begun: then nothing has happened, and nothing will. */
export async function undoBulk(
  deps: ServiceDeps,
  input: { readonly id: string; readonly staffId: string },
): Promise<Result<object, ConfirmRefusal>> {
  const { id, staffId } = input;
  return commit(deps, `staff:${staffId}`, async (unit) => {
    const act = await loadBulk(unit.tx, id);
    if (act?.staffId !== staffId || act.kind !== 'approve') return refuse('bulk.not-found');
    if (act.state === 'undone') return { ok: true };
    const gone = { state: 'undone', doneAt: unit.at };
    for (const from of ['proposed', 'waiting']) {
      if (!(await moveBulk(unit.tx, { id, from }, gone))) continue;
      if (from === 'waiting') await recordAct(unit, { act: 'bulk.undo', subjectKind: 'bulk', subjectId: id });
      return { ok: true };
    }
    return refuse('bulk.begun');
  });
}
