/** Longest line that is read; what is longer is thrown away as it comes, so that no input can fill the memory. */
export const LONGEST_LINE = 65_536;

/**
 * The lines of a stream of bytes, the lines of each piece together. null stands for a line longer than `LONGEST_LINE`. A mark of the byte order at the
 * beginning and the carriage returns of Windows are no part of a line.
 */
export async function* splitLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<(string | null)[]> {
  const decoder = new TextDecoder();
  let rest = '';
  let tooLong = false;
  for await (const bytes of input) {
    const pieces = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = pieces.pop() ?? '';
    const lines = pieces.map((piece, index): string | null =>
      (index === 0 && tooLong) || piece.length > LONGEST_LINE ? null : piece.replace(/\r$/, ''),
    );
    if (pieces.length > 0) tooLong = false;
    if (rest.length > LONGEST_LINE) {
      tooLong = true;
      rest = '';
    }
    if (lines.length > 0) yield lines;
  }
  if (tooLong) yield [null];
  else if (rest !== '') yield [rest];
}
