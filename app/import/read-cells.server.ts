import { GRAMS_LIMIT } from '#machines/dock/weights.ts';
import { parseDecimal } from '#machines/money.ts';
import type { ImportProblem, ImportProblemCode, ImportProblemDetail } from './import-problem.server.ts';
import { cellOf, type Heading, type Row, type ShopifyColumn } from './shopify-columns.server.ts';

/** Longest cell that is read, in UTF-16 units; Shopify's own limit for the longest field, the note, is below it. */
const CELL_LIMIT = 65_536;

/** Ends the reading of one order; caught where the order is read, so that the steps in between stay plain. */
export class OrderRefused extends Error {
  readonly problem: ImportProblem;

  constructor(problem: ImportProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** The cells of one row as values; whatever cannot be read refuses the order, naming line and column. */
export class RowCells {
  readonly #heading: Heading;
  readonly #row: Row;
  readonly #order: string;

  constructor(heading: Heading, row: Row, order: string) {
    this.#heading = heading;
    this.#row = row;
    this.#order = order;
  }

  refuse(code: ImportProblemCode, detail: ImportProblemDetail): never {
    throw new OrderRefused({ line: this.#row.line, order: this.#order, code, detail });
  }

  raw(column: ShopifyColumn): string {
    const cell = cellOf(this.#heading, this.#row, column);
    if (cell.length > CELL_LIMIT) this.refuse('cell-too-long', { column, limit: CELL_LIMIT });
    return cell;
  }

  /** Free text on one line without control characters or text direction overrides, cut at a length in characters; null when empty. */
  text(column: ShopifyColumn, longest: number): string | null {
    return cleanText(this.raw(column), longest);
  }

  /** An amount from 0 in minor units; an empty cell is 0. */
  amount(column: ShopifyColumn, currency: string): number {
    const cell = this.raw(column);
    if (cell === '') return 0;
    const parsed = parseDecimal(cell, currency);
    if (!parsed.ok || parsed.money.amount < 0) this.invalid(column);
    return parsed.money.amount;
  }

  /** As `amount`, but the cell may not be empty. */
  requiredAmount(column: ShopifyColumn, currency: string): number {
    if (this.raw(column) === '') this.refuse('cell-missing', { column });
    return this.amount(column, currency);
  }

  /** Pieces, 0 to a million. */
  quantity(column: ShopifyColumn): number {
    const cell = this.raw(column);
    if (cell === '') this.refuse('cell-missing', { column });
    if (!/^\d{1,7}$/.test(cell) || Number(cell) > 1_000_000) this.invalid(column);
    return Number(cell);
  }

  /** Whole grams of one piece, from 1 to a tonne; null when empty. Any other spelling refuses the order: a decimal mark would be a guess. */
  grams(column: ShopifyColumn): number | null {
    const cell = this.raw(column);
    if (cell === '') return null;
    const grams = /^\d{1,7}$/.test(cell) ? Number(cell) : 0;
    if (grams < 1 || grams > GRAMS_LIMIT) this.invalid(column);
    return grams;
  }

  /** A time as Shopify writes it, `2026-11-08 13:25:00 +0000`, or as ISO 8601 with an offset; null when empty. */
  instant(column: ShopifyColumn): Temporal.Instant | null {
    const cell = this.raw(column);
    if (cell === '') return null;
    const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(?:Z|UTC|([+-]\d\d):?(\d\d))$/.exec(cell);
    if (!match) this.invalid(column);
    const [, day, time, hours = '+00', minutes = '00'] = match;
    try {
      const instant = Temporal.Instant.from(`${day}T${time}${hours}:${minutes}`);
      return Temporal.Instant.fromEpochMilliseconds(instant.epochMilliseconds);
    } catch (error) {
      if (error instanceof RangeError) this.invalid(column);
      throw error;
    }
  }

  /** Refuses the order because of what stands in a column. */
  invalid(column: ShopifyColumn): never {
    this.refuse('cell-invalid', { column, value: cleanText(this.raw(column), 40) ?? '' });
  }
}

/** Control characters, U+FFFE and the like become spaces; direction overrides, which could disguise the text around them, are dropped. */
export function cleanText(text: string, longest: number): string | null {
  const cleaned = text
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\p{Cc}\p{Cn}\s]+/gu, ' ')
    .normalize('NFC')
    .trim();
  return [...cleaned.slice(0, 2 * longest)].slice(0, longest).join('').trim() || null;
}
