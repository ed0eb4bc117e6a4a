import { clearDeadlines } from '#db/deadlines.ts';
import { listParcelsOfReturn } from '#db/parcels.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { findReturnByRma, loadReturnOfOrder } from '#db/returns.ts';
import { can } from '#machines/kernel.ts';
import { lineWorkflow } from '#machines/line/index.ts';
import { parcelWorkflow } from '#machines/parcel/index.ts';
import { returnWorkflow } from '#machines/return/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { commit, move, type Unit } from './unit-of-work.server.ts';

export type CancelRefusal = 'return.not-found' | 'return.cancelled-before' | 'return.too-late-to-cancel';

/**
 * Takes a return back at its customer's wish, as long as nothing of it has arrived or been decided: its lines may be returned again, its
 * parcel's label no longer counts. A return of another order is refused like an unknown one.
 */
export async function cancelReturn(
  deps: ServiceDeps,
  input: { readonly orderId: string; readonly rmaCode: string },
): Promise<Result<object, CancelRefusal>> {
  return commit(deps, 'customer', async (unit) => {
    const found = await findReturnByRma(unit.tx, input.rmaCode);
    const row = found && (await loadReturnOfOrder(unit.tx, { returnId: found.id, orderId: input.orderId }));
    if (!row) return refuse('return.not-found');
    if (row.state === 'cancelled') return refuse('return.cancelled-before');
    if (!can(returnWorkflow, row, { type: 'cancel' })) return refuse('return.too-late-to-cancel');
    const moved = await move(unit, returnWorkflow, { ...row, returnId: row.id }, { type: 'cancel' });
    if (!moved.ok) return refuse('return.too-late-to-cancel');
    await cancelParts(unit, row.id);
    await clearDeadlines(unit.tx, { kind: 'return', id: row.id });
    return { ok: true };
  });
}

async function cancelParts(unit: Unit, returnId: string): Promise<void> {
  for (const line of await listReturnLines(unit.tx, returnId)) {
    const moved = await move(unit, lineWorkflow, line, { type: 'cancel' });
    // An open return has no line that was looked at: then its machines disagree, and nothing may be stored.
    if (!moved.ok) throw new Error(`line ${line.id} is ${line.state} in a return that is open`);
  }
  for (const parcel of await listParcelsOfReturn(unit.tx, returnId)) {
    const moved = await move(unit, parcelWorkflow, parcel, { type: 'void' });
    if (!moved.ok) throw new Error(`parcel ${parcel.id} is ${parcel.state} in a return that is open`);
  }
}

/** Whether the customer may still take the return back: what the page asks before it shows the link. */
export const mayCancel = (row: { state: string; context: unknown; machineVersion: number }): boolean =>
  can(returnWorkflow, row, { type: 'cancel' });
