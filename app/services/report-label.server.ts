import { insertFile, loadFile } from '#db/files.ts';
import { loadParcel } from '#db/parcels.ts';
import { loadReturn } from '#db/returns.ts';
import { LABEL_FORMATS, type LabelFormat, parcelWorkflow } from '#machines/parcel/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { commit, move } from './unit-of-work.server.ts';

/** The file store's id of a parcel's label in a format; the same each time, so that drawing twice makes one file. */
export const labelFileId = (parcelId: string, format: LabelFormat): string => `${parcelId}-${format}`;

/** Says that all formats of a parcel's label are in the file store, with the size of each in bytes. */
export async function reportLabel(
  deps: ServiceDeps,
  input: { parcelId: string; bytes: Readonly<Record<LabelFormat, number>> },
): Promise<Result<object>> {
  return commit(deps, 'system', async (unit) => {
    const parcel = await loadParcel(unit.tx, input.parcelId);
    const row = parcel && (await loadReturn(unit.tx, parcel.returnId));
    if (!parcel || !row) return refuse('parcel.not-found');
    const moved = await move(unit, parcelWorkflow, parcel, { type: 'label-ready' });
    if (!moved.ok) return refuse('workflow.not-now', { state: parcel.state });
    if (!moved.changed) return { ok: true };
    for (const format of LABEL_FORMATS) {
      const id = labelFileId(parcel.id, format);
      // Drawn anew it stands where the first one stood.
      if (await loadFile(unit.tx, id)) continue;
      await insertFile(unit.tx, {
        id,
        kind: `label-${format}`,
        orderId: row.orderId,
        orderLineId: null,
        draftId: null,
        returnId: row.id,
        contentType: 'application/pdf',
        bytes: input.bytes[format],
        width: null,
        height: null,
        createdBy: 'system',
        createdAt: unit.at,
      });
    }
    return { ok: true };
  });
}

/** Says why a label could not be drawn: staff see the code and can correct the address. */
export async function reportLabelProblem(
  deps: ServiceDeps,
  input: { parcelId: string; problem: string },
): Promise<Result<object>> {
  return commit(deps, 'system', async (unit) => {
    const parcel = await loadParcel(unit.tx, input.parcelId);
    if (!parcel) return refuse('parcel.not-found');
    const moved = await move(unit, parcelWorkflow, parcel, { type: 'label-failed', problem: input.problem });
    return moved.ok ? { ok: true } : refuse('workflow.not-now', { state: parcel.state });
  });
}
