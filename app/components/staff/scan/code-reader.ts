import program from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { codeReader, type Pixels, type ReadCodes } from './read-codes.ts';
import type { ReaderAnswer } from './reader-answer.ts';

// A thread of its own: a picture takes up to a tenth of a second, and the page must not stand still for that. It also has a content security policy of its
// own, that of the answer which its file is, and so the one thing that pages must never allow, programs in WebAssembly, is allowed here alone.

const answer = (said: ReaderAnswer) => postMessage(said);

const loaded: Promise<ReadCodes | null> = codeReader({ locateFile: () => program }).catch(() => null);

addEventListener('message', async ({ data: picture }: MessageEvent<Pixels>) => {
  const read = await loaded;
  const codes = await read?.(picture).catch(() => null);
  answer(codes ? { codes } : { failed: true });
});

loaded.then((read) => answer(read ? { codes: [] } : { failed: true }));
