import { nativeReader } from './barcode-detector.ts';
import type { FoundCode } from './found-code.ts';
import { threadReader } from './thread-reader.ts';
import type { ReaderThread } from './workers.ts';

/** Reads the codes in what a video shows at this moment. One picture at a time: the next is asked for when the last was answered. */
export interface CodeSource {
  /** Rejects where the reader is broken and will not read any more. */
  read(video: HTMLVideoElement): Promise<readonly FoundCode[]>;
}

/** How this browser can read codes: by itself, with a reader that is loaded for it, or not at all. Nothing is loaded to find out. */
export async function readerKind(): Promise<'own' | 'loaded' | null> {
  if (await nativeReader().catch(() => null)) return 'own';
  return 'WebAssembly' in globalThis && 'Worker' in globalThis ? 'loaded' : null;
}

/** The browser's own reader, else ours, which is loaded now. Null when that fails. It ends, with all that waits for it, when `gone` is aborted. */
export async function openReader(thread: ReaderThread, gone: AbortSignal): Promise<CodeSource | null> {
  return (await nativeReader().catch(() => null)) ?? threadReader(thread, gone);
}
