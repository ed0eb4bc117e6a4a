import { createHash } from 'node:crypto';
import { insertFile, listFilesOfReturn, loadFile } from '#db/files.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { findReturnByRma } from '#db/returns.ts';
import type { EncodedImage, PhotoDeps } from './add-photo.server.ts';
import { type Result, refuse } from './deps.ts';
import { commit } from './unit-of-work.server.ts';

/** The kind of a photo that the dock took; customers are never shown these. */
export const DOCK_PHOTO = 'dock-photo';
/** Photos that the dock may take of one return. */
export const DOCK_PHOTOS_LIMIT = 30;

export type DockPhotoRefusal = 'return.not-found' | 'return.not-countable' | 'line.unknown' | 'photo.too-many';

interface DockPhotoInput {
  readonly rmaCode: string;
  /** Null: of the parcel as a whole. */
  readonly lineId: string | null;
  readonly staffId: string;
  readonly photo: EncodedImage;
}

/**
 * Keeps a photo of what the dock found of one line, or of the parcel, while the return can still be counted. The id is made of the picture, so that a form
 * that is sent twice keeps each photo once. Refuses a line of another return like an unknown one.
 */
export async function addDockPhoto(
  deps: PhotoDeps,
  input: DockPhotoInput,
): Promise<Result<{ readonly photoId: string }, DockPhotoRefusal>> {
  const { lineId, photo } = input;
  const digest = createHash('sha256')
    .update(lineId ?? `parcel ${input.rmaCode}`)
    .update(photo.jpeg)
    .digest('hex')
    .slice(0, 40);
  const photoId = `dock-${digest}`;
  if (await loadFile(deps.db, photoId)) return { ok: true, photoId };
  // The bytes first: a row without its file would be a broken picture.
  await deps.files.put(photoId, photo.jpeg, 'image/jpeg');
  const added = await record(deps, photoId, input);
  if (!added.ok) await deps.files.delete(photoId);
  return added;
}

async function record(
  deps: PhotoDeps,
  id: string,
  { rmaCode, lineId, staffId, photo }: DockPhotoInput,
): Promise<Result<{ readonly photoId: string }, DockPhotoRefusal>> {
  return commit(deps, `staff:${staffId}`, async ({ tx, at, actor }) => {
    const row = await findReturnByRma(tx, rmaCode);
    if (!row) return refuse('return.not-found');
    if (row.state !== 'open' && row.state !== 'received') return refuse('return.not-countable', { state: row.state });
    const line = (await listReturnLines(tx, row.id)).find((one) => one.id === lineId);
    if (!line && lineId !== null) return refuse('line.unknown');
    const photos = (await listFilesOfReturn(tx, row.id)).filter((file) => file.kind === DOCK_PHOTO);
    if (photos.some((file) => file.id === id)) return { ok: true, photoId: id };
    if (photos.length >= DOCK_PHOTOS_LIMIT) return refuse('photo.too-many', { most: DOCK_PHOTOS_LIMIT });
    await insertFile(tx, {
      ...{ id, kind: DOCK_PHOTO, orderId: row.orderId, returnId: row.id },
      ...{ orderLineId: line?.orderLineId ?? null, draftId: null },
      ...{ contentType: 'image/jpeg', bytes: photo.jpeg.byteLength, width: photo.width, height: photo.height },
      ...{ createdBy: actor, createdAt: at },
    });
    return { ok: true, photoId: id };
  });
}
