import { removeDraftFile } from '#db/files.ts';
import type { PhotoDeps } from './add-photo.server.ts';
import type { DraftInput } from './change-draft.server.ts';
import { type Result, refuse } from './deps.ts';

/** Takes a photo out of a draft. Refuses one of another order, and one that was sent with a return, like an unknown one. */
export async function removePhoto(
  deps: PhotoDeps,
  input: DraftInput & { readonly photoId: string },
): Promise<Result<object, 'photo.not-found'>> {
  const { photoId: id, draftId, orderId } = input;
  const removed = await deps.db.transaction((tx) => removeDraftFile(tx, { id, draftId, orderId }));
  if (!removed) return refuse('photo.not-found');
  await deps.files.delete(id);
  return { ok: true };
}
