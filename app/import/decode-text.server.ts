import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

const LF = 0x0a;
/** A piece without any line end is decoded at this size all the same, so that memory stays bounded. */
const LONGEST_PIECE = 1 << 20;

/**
 * Decodes a text file of unknown encoding as it streams by, with every line end as `\n` and without byte order mark.
 * UTF-16 is known by its mark. Anything else is UTF-8 line by line, and a line that is no valid UTF-8 is Windows-1252, the superset of Latin-1
 * that spreadsheets write: deciding by line needs no second pass over the file and copes with files that were joined from both.
 */
export async function* decodeText(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let pending = Buffer.alloc(0);
  let decode: Decode | null = null;
  let endedWithCr = false;
  const normalized = (text: string) => {
    const joined = endedWithCr && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') endedWithCr = text.endsWith('\r');
    return joined.includes('\r') ? joined.replace(/\r\n?/g, '\n') : joined;
  };
  for await (const chunk of source) {
    pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk]);
    if (decode === null) {
      if (pending.length < 3) continue;
      const start = startOf(pending);
      decode = start.decode;
      pending = pending.subarray(start.markLength);
    }
    const { text, used } = decode(pending, false);
    pending = pending.subarray(used);
    if (text !== '') yield normalized(text);
  }
  const start = decode ? { decode, markLength: 0 } : startOf(pending);
  const { text } = start.decode(pending.subarray(start.markLength), true);
  if (text !== '') yield normalized(text);
}

/** Turns as many of the bytes into text as can be decided now, or all of them at the end. */
type Decode = (bytes: Buffer, isEnd: boolean) => { text: string; used: number };

function startOf(bytes: Buffer): { decode: Decode; markLength: number } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { decode: utf16('utf-16le'), markLength: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { decode: utf16('utf-16be'), markLength: 2 };
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { decode: utf8OrWindows1252, markLength: hasMark ? 3 : 0 };
}

function utf16(encoding: 'utf-16le' | 'utf-16be'): Decode {
  const decoder = iconv.getDecoder(encoding);
  return (bytes, isEnd) => ({ text: decoder.write(bytes) + (isEnd ? (decoder.end() ?? '') : ''), used: bytes.length });
}

function utf8OrWindows1252(bytes: Buffer, isEnd: boolean) {
  const used = isEnd || bytes.length > LONGEST_PIECE ? bytes.length : bytes.lastIndexOf(LF) + 1;
  const whole = bytes.subarray(0, used);
  return { text: isUtf8(whole) ? whole.toString('utf8') : lineByLine(whole), used };
}

function lineByLine(bytes: Buffer): string {
  let text = '';
  for (let from = 0; from < bytes.length; ) {
    const lineEnd = bytes.indexOf(LF, from);
    const to = lineEnd < 0 ? bytes.length : lineEnd + 1;
    const line = bytes.subarray(from, to);
    text += isUtf8(line) ? line.toString('utf8') : iconv.decode(line, 'windows-1252');
    from = to;
  }
  return text;
}
