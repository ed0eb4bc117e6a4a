import { loadFile } from '#db/files.ts';
import { DOCK_PHOTO } from './add-dock-photo.server.ts';
import { type Result, refuse } from './deps.ts';
import type { FileReaderDeps } from './read-photo.server.ts';

const SHOWN = ['photo', DOCK_PHOTO];

/** A photo of a return that was sent, by its customer or by the dock. What a customer has not sent yet is nobody's but theirs. */
export async function readStaffPhoto(
  deps: FileReaderDeps,
  input: { readonly photoId: string },
): Promise<Result<{ readonly bytes: Uint8Array; readonly contentType: string }, 'photo.not-found'>> {
  const record = await loadFile(deps.db, input.photoId);
  const shown = record !== null && record.returnId !== null && SHOWN.includes(record.kind);
  const file = shown ? await deps.files.get(record.id) : null;
  return file ? { ok: true, ...file } : refuse('photo.not-found');
}
