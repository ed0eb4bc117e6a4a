import type { LabelFormat } from '#app/gateways/carrier.ts';
import { labelFileId, reportLabel, reportLabelProblem } from '#app/services/report-label.server.ts';
import { loadParcel } from '#db/parcels.ts';
import { LABEL_FORMATS } from '#machines/parcel/index.ts';
import { done, type Handler } from './effect-deps.ts';
import { labelRequests } from './label-request.server.ts';

/** Draws a parcel's label in each format and keeps it; a label that cannot be drawn is noted for staff with its reason. */
export const label: Handler<'label'> = async (deps, effect) => {
  const parcel = await loadParcel(deps.db, effect.parcelId);
  if (!parcel) return { kind: 'park', why: 'parcel.not-found' };
  if (parcel.state === 'voided') return done;
  const requests = await labelRequests(deps, parcel);
  if (!requests.ok) return problem(requests.code);
  const bytes: Record<LabelFormat, number> = { a4: 0, '4x6': 0 };
  for (const format of LABEL_FORMATS) {
    const made = await deps.gateways.carrier.makeLabel({ ...requests.request, format });
    if (!made.ok) return problem(made.refusal.code);
    await deps.gateways.files.put(labelFileId(parcel.id, format), made.pdf, made.contentType);
    bytes[format] = made.pdf.byteLength;
  }
  await reportLabel(deps, { parcelId: parcel.id, bytes });
  return done;

  async function problem(code: string) {
    deps.log.warn({ parcelId: effect.parcelId, code }, 'a label could not be drawn');
    await reportLabelProblem(deps, { parcelId: effect.parcelId, problem: code });
    return done;
  }
};
