import { loadDraft } from '#db/drafts.ts';
import { insertFile } from '#db/files.ts';
import { answersSchema } from '#machines/answers.ts';
import type { DraftInput } from './change-draft.server.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { listPhotos } from './load-draft.server.ts';

/** Photos that one return may have. */
export const PHOTOS_LIMIT = 10;

export interface PhotoDeps extends ServiceDeps {
  readonly files: {
    put(id: string, bytes: Uint8Array, contentType: string): Promise<void>;
    delete(id: string): Promise<void>;
  };
}

/** An image that we encoded ourselves. */
export interface EncodedImage {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export type PhotoRefusal = 'draft.not-found' | 'draft.already-sent' | 'line.unknown' | 'photo.too-many';

/**
 * Keeps a photo of one line of a draft. The bytes are stored first, under an id that nobody knows, and forgotten again when the draft does
 * not take them: a row without its file would be a broken picture for staff.
 */
export async function addPhoto(
  deps: PhotoDeps,
  input: DraftInput & { readonly lineId: string; readonly photo: EncodedImage },
): Promise<Result<{ readonly photoId: string }, PhotoRefusal>> {
  const photoId = deps.ids.next();
  await deps.files.put(photoId, input.photo.jpeg, 'image/jpeg');
  const added = await record(deps, photoId, input).catch(async (error: unknown) => {
    await deps.files.delete(photoId);
    throw error;
  });
  if (!added.ok) await deps.files.delete(photoId);
  return added;
}

async function record(
  deps: PhotoDeps,
  id: string,
  { orderId, draftId, lineId, photo }: Parameters<typeof addPhoto>[1],
): Promise<Result<{ readonly photoId: string }, PhotoRefusal>> {
  return deps.db.transaction(async (tx) => {
    const draft = await loadDraft(tx, { id: draftId, orderId }, answersSchema);
    if (!draft) return refuse('draft.not-found');
    if (draft.returnId !== null) return refuse('draft.already-sent');
    if (!draft.answers.lines.some((line) => line.lineId === lineId)) return refuse('line.unknown');
    if ((await listPhotos(tx, draftId)).length >= PHOTOS_LIMIT) return refuse('photo.too-many', { most: PHOTOS_LIMIT });
    await insertFile(tx, {
      ...{ id, kind: 'photo', orderId, orderLineId: lineId, draftId, returnId: null, contentType: 'image/jpeg' },
      ...{ bytes: photo.jpeg.byteLength, width: photo.width, height: photo.height },
      ...{ createdBy: 'customer', createdAt: deps.clock() },
    });
    return { ok: true, photoId: id };
  });
}
