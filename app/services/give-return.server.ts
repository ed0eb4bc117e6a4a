import { assignReturn } from '#db/returns.ts';
import { insertStaffNotices } from '#db/staff-notices.ts';
import { recordAct } from './record-act.server.ts';
import type { Unit } from './unit-of-work.server.ts';

export const GIVE_ACT = 'return.assign';

/** Makes a return a person's own, or nobody's. Whoever had it before is told, unless they gave it away themselves. */
export async function giveReturn(
  unit: Unit,
  returnId: string,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): Promise<void> {
  if (from === to) return;
  const { tx, at, actor, nextId } = unit;
  await assignReturn(tx, returnId, to);
  if (from !== null && actor !== `staff:${from}`) {
    const notice = { kind: 'taken-over', returnId, noteId: null, actor, createdAt: at, readAt: null };
    await insertStaffNotices(tx, [{ ...notice, id: nextId(), staffId: from }]);
  }
  const told = { before: { assignedTo: from }, after: { assignedTo: to } };
  await recordAct(unit, { act: GIVE_ACT, subjectKind: 'return', subjectId: returnId, returnId, ...told });
}
