/** A spreadsheet runs what begins like this as a formula: such text gets an apostrophe in front, which it shows as text. */
const LIKE_A_FORMULA = /^[=+\-@\t\r]/;

/** A decimal number in its own spelling, such as `41.00`. */
export interface Decimal {
  readonly decimal: string;
}

export type CsvCell = string | number | Decimal | null;

/**
 * One line of a CSV file by RFC 4180: text in quotes, numbers without, null as an empty cell. What a person has written is always text, whatever
 * it looks like.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.decimal;
  const harmless = LIKE_A_FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${harmless.replaceAll('"', '""')}"`;
}
