import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { decodeText } from './decode-text.server.ts';
import type { Row } from './shopify-columns.server.ts';

/** Longest row, in characters: above it a quote was left open, and reading on would only fill the memory. */
const LONGEST_ROW = 1_000_000;

const Parsed = z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) });

/** The rows of a file, the heading first; `damagedAt` is the line from which on it could not be read. */
export type ReadRow = { row: Row } | { damagedAt: number };

/**
 * Reads a CSV file row by row in bounded memory: any encoding (see decodeText), quoted line ends, empty lines skipped. Quotes that stand
 * where none may are taken literally, as spreadsheets do; whether the row is sound is told by its cells and by the order's totals.
 */
export async function* readRows(source: AsyncIterable<Uint8Array>): AsyncGenerator<ReadRow> {
  const parser = parse({
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: '\n',
    max_record_size: LONGEST_ROW,
  });
  const text = Readable.from(decodeText(source));
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  let linesRead = 0;
  try {
    for await (const parsed of parser) {
      const { record: cells, info } = Parsed.parse(parsed);
      const line = info.lines - lineEndsWithin(cells);
      linesRead = info.lines;
      if (cells.length > 1 || cells[0]?.trim()) yield { row: { line, cells } };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { damagedAt: linesRead + 1 };
  } finally {
    text.destroy();
  }
}

function lineEndsWithin(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}
