import type { CodeSource } from './code-source.ts';
import type { ReaderAnswer } from './reader-answer.ts';
import { videoFrames } from './video-frame.ts';
import type { ReaderThread } from './workers.ts';

/** How long the reader may take to come. It is half a megabyte: beyond that there is no connection to speak of. */
const PATIENCE_MS = 30_000;

/** Starts the reader's thread. Null when it does not come, may not run here, or is not wanted any more; the thread ends when `gone` is aborted. */
export async function threadReader(reader: ReaderThread, gone: AbortSignal): Promise<CodeSource | null> {
  const thread = listen(started(reader), gone);
  if (!thread) return null;
  const late = setTimeout(thread.giveUp, PATIENCE_MS);
  const first = await thread.answer();
  clearTimeout(late);
  if ('failed' in first) return null;
  const frame = videoFrames();
  return {
    async read(video) {
      const picture = frame(video);
      if (!picture) return [];
      thread.worker.postMessage(picture, [picture.data.buffer]);
      const said = await thread.answer();
      if ('failed' in said) throw new Error('The reader does not read any more.');
      return said.codes;
    },
  };
}

/** The worker, and what it says next. When it can say nothing any more, that is its answer. */
function listen(worker: Worker | null, gone: AbortSignal) {
  if (!worker) return null;
  let settle: (said: ReaderAnswer) => void = () => undefined;
  const giveUp = () => settle({ failed: true });
  const answer = () =>
    new Promise<ReaderAnswer>((resolve) => {
      settle = resolve;
      if (gone.aborted) giveUp();
    });
  worker.addEventListener('message', ({ data }: MessageEvent<ReaderAnswer>) => settle(data));
  worker.addEventListener('error', giveUp);
  worker.addEventListener('messageerror', giveUp);
  const end = () => {
    worker.terminate();
    giveUp();
  };
  gone.addEventListener('abort', end);
  if (gone.aborted) end();
  return { worker, answer, giveUp };
}

function started(reader: ReaderThread): Worker | null {
  try {
    return reader.start();
  } catch {
    return null;
  }
}
