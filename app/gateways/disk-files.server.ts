import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from './files.ts';

/** Ids are ours, but they become file names: no dots, no slashes, nothing a file system would fold. */
const safeId = /^[a-z0-9][a-z0-9_-]{0,99}$/;

/**
 * Files in a folder, spread over 256 folders by the end of the id. Each is written beside its place, flushed, and renamed
 * into it, so that a reader sees a whole file or none. The content type is the first line of the file: one file, one write.
 */
export function diskFiles(folder: string): FileStore {
  function place(id: string): { directory: string; file: string } {
    if (!safeId.test(id)) throw new RangeError('A file id must be made of lower-case letters, digits, - and _.');
    const directory = join(folder, id.slice(-2).padStart(2, '0'));
    return { directory, file: join(directory, id) };
  }

  return {
    async put(id, bytes, contentType) {
      const { directory, file } = place(id);
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const temporary = `${file}.${crypto.randomUUID()}.part`;
      try {
        await writeFlushed(temporary, [Buffer.from(`${header(contentType)}\n`), bytes]);
        await rename(temporary, file);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await flushFolder(directory);
    },

    async get(id) {
      if (!safeId.test(id)) return null;
      const content = await readFile(place(id).file).catch(nullWhenMissing);
      if (!content) return null;
      const end = content.indexOf(0x0a);
      return { contentType: content.toString('latin1', 0, end), bytes: new Uint8Array(content.subarray(end + 1)) };
    },

    async delete(id) {
      if (safeId.test(id)) await rm(place(id).file, { force: true });
    },
  };
}

function header(contentType: string): string {
  if (!/^[\x20-\x7e]{1,100}$/.test(contentType)) throw new RangeError('A content type must be one line of ASCII.');
  return contentType;
}

async function writeFlushed(path: string, parts: Uint8Array[]): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    for (const part of parts) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The rename itself survives a power cut only when the folder is flushed too. */
async function flushFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function nullWhenMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
