import { loadFileOfOrder } from '#db/files.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';

/** Where bytes are read from. */
export interface FileReaderDeps extends ServiceDeps {
  readonly files: { get(id: string): Promise<{ bytes: Uint8Array; contentType: string } | null> };
}

/** A photo of the order that the guest has proved to own; any other is refused like an unknown one. */
export async function readPhoto(
  deps: FileReaderDeps,
  input: { readonly orderId: string; readonly photoId: string },
): Promise<Result<{ readonly bytes: Uint8Array; readonly contentType: string }, 'photo.not-found'>> {
  const record = await loadFileOfOrder(deps.db, { id: input.photoId, orderId: input.orderId });
  // Labels stand in the same table and have a page of their own.
  const file = record?.kind === 'photo' ? await deps.files.get(record.id) : null;
  return file ? { ok: true, ...file } : refuse('photo.not-found');
}
