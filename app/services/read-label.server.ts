import { listParcelsOfReturn } from '#db/parcels.ts';
import { findReturnByRma, loadReturnOfOrder } from '#db/returns.ts';
import type { LabelFormat } from '#machines/parcel/index.ts';
import { type Result, refuse } from './deps.ts';
import type { FileReaderDeps } from './read-photo.server.ts';

export type LabelRefusal = 'return.not-found' | 'label.no-longer-valid' | 'label.not-ready';

/**
 * The label of a return of the guest's own order. It is drawn after the return was sent; until then it is not ready. A return that was
 * cancelled or has arrived has none that may be used.
 */
export async function readLabel(
  deps: FileReaderDeps,
  input: { readonly orderId: string; readonly rmaCode: string; readonly format: LabelFormat },
): Promise<Result<{ readonly pdf: Uint8Array; readonly contentType: string }, LabelRefusal>> {
  const found = await findReturnByRma(deps.db, input.rmaCode);
  const row = found && (await loadReturnOfOrder(deps.db, { returnId: found.id, orderId: input.orderId }));
  if (!row) return refuse('return.not-found');
  const [parcel] = await listParcelsOfReturn(deps.db, row.id);
  if (!parcel || parcel.state === 'voided' || parcel.state === 'received') return refuse('label.no-longer-valid');
  // Being drawn, for the first time or anew.
  if (parcel.state === 'announced') return refuse('label.not-ready');
  const file = await deps.files.get(`${parcel.id}-${input.format}`);
  return file ? { ok: true, pdf: file.bytes, contentType: file.contentType } : refuse('label.not-ready');
}
