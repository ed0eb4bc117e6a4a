import { assignReturn, loadAssignment } from '#db/assignments.ts';
import { lockOrder } from '#db/orders.ts';
import { loadReturn } from '#db/returns.ts';
import { insertStaffNotices } from '#db/staff-notices.ts';
import { type Result, refuse, type ServiceDeps } from '../deps.ts';
import { recordAct } from '../record-act.server.ts';
import { commit } from '../unit-of-work.server.ts';

/**
 * Makes a return a person's own. Whoever had it before is told. Taking what is one's own already does nothing.
 */
export async function takeOver(
  deps: ServiceDeps,
  { returnId, staffId }: { readonly returnId: string; readonly staffId: string },
): Promise<Result<object, 'return.not-found'>> {
  return commit(deps, `staff:${staffId}`, async (unit): Promise<Result<object, 'return.not-found'>> => {
    const { tx, at, actor, nextId } = unit;
    const row = await loadReturn(tx, returnId);
    if (!row) return refuse('return.not-found');
    await lockOrder(tx, row.orderId);
    const before = (await loadAssignment(tx, returnId))?.staffId ?? null;
    if (before === staffId) return { ok: true };
    await assignReturn(tx, { returnId, staffId, since: at });
    if (before !== null) {
      const notice = { kind: 'taken-over', returnId, noteId: null, actor, createdAt: at, readAt: null };
      await insertStaffNotices(tx, [{ ...notice, id: nextId(), staffId: before }]);
    }
    await recordAct(unit, {
      ...{ act: 'assignment.take', subjectKind: 'assignment', subjectId: returnId, returnId },
      ...{ before: before === null ? null : { staffId: before }, after: { staffId } },
    });
    return { ok: true };
  });
}
