import { listParcelsOfReturn } from '#db/parcels.ts';
import { restore } from '#machines/kernel.ts';
import { parcelWorkflow } from '#machines/parcel/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { commit, move } from './unit-of-work.server.ts';

/** Asks once more for a label that could not be drawn, after what was wrong was put right. Refuses where none has failed. */
export async function drawLabelAgain(
  deps: ServiceDeps,
  input: { readonly returnId: string; readonly staffId: string },
): Promise<Result<object, 'label.not-failed'>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const parcels = await listParcelsOfReturn(unit.tx, input.returnId);
    const failed = parcels.find(
      (parcel) => parcelWorkflow.context.parse(restore(parcelWorkflow, parcel).context).labelProblem !== null,
    );
    if (!failed) return refuse('label.not-failed');
    const moved = await move(unit, parcelWorkflow, failed, { type: 'draw-again' });
    return moved.ok ? { ok: true } : refuse('label.not-failed', { state: failed.state });
  });
}
