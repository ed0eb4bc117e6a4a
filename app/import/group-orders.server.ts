import { orderNumberKey } from '#machines/order-number.ts';
import type { ImportProblem } from './import-problem.server.ts';
import { cleanText } from './read-cells.server.ts';
import { cellOf, type Heading, type Row } from './shopify-columns.server.ts';

/** How many orders may be open at once: rows of one order are found again among those of this many others. */
const OPEN_ORDERS = 20;
/** Most lines of one order. */
export const LINES_LIMIT = 1000;

/** The rows of one order; `problem` is the first thing found wrong with them, and then the rows are incomplete. */
export type OrderRows = { name: string; key: string; rows: Row[]; problem: ImportProblem | null };

export type Grouped = { order: OrderRows } | { problem: ImportProblem };

/**
 * Brings the rows of each order together. They normally follow each other; rows that are mixed among up to 20 other orders are brought
 * together too, and further apart the order is refused, since the order-level fields or the totals then fail. A row with order-level
 * fields begins its order anew, so that one order exported twice into one file is read twice and not doubled.
 */
export class OrderGrouper {
  readonly #heading: Heading;
  readonly #open = new Map<string, OrderRows>();

  constructor(heading: Heading) {
    this.#heading = heading;
  }

  /** Takes the next row; gives back what became complete or turned out to belong to no order. */
  *take(row: Row): Generator<Grouped> {
    const name = cleanText(cellOf(this.#heading, row, 'Name').slice(0, 1000), 200) ?? '';
    const folded = orderNumberKey(name);
    if (!folded.ok) {
      yield { problem: { line: row.line, order: null, code: 'order-number', detail: {} } };
      return;
    }
    let order = this.#open.get(folded.key);
    if (order?.rows[0] && this.#carriesOrder(row) && this.#carriesOrder(order.rows[0])) {
      yield { order };
      order = undefined;
    }
    order ??= { name, key: folded.key, rows: [], problem: null };
    // Put at the end of the map: the order that got no row for the longest time is closed first.
    this.#open.delete(folded.key);
    this.#open.set(folded.key, order);
    this.#add(order, row);
    yield* this.#closeOldest();
  }

  /** The orders still open at the end of the file. */
  *finish(): Generator<Grouped> {
    for (const order of this.#open.values()) yield { order };
    this.#open.clear();
  }

  #add(order: OrderRows, row: Row): void {
    if (order.problem) return;
    const problem = (code: ImportProblem['code'], detail: ImportProblem['detail']) => {
      order.problem = { line: row.line, order: order.name, code, detail };
    };
    const { width } = this.#heading;
    const surplus = row.cells.slice(width).some((cell) => cell.trim() !== '');
    if (row.cells.length < width || surplus) problem('row-cells', { found: row.cells.length, expected: width });
    else if (order.rows.length >= LINES_LIMIT) problem('too-many-lines', { limit: LINES_LIMIT });
    else order.rows.push(row);
  }

  *#closeOldest(): Generator<Grouped> {
    const [oldest] = this.#open;
    if (this.#open.size <= OPEN_ORDERS || !oldest) return;
    this.#open.delete(oldest[0]);
    yield { order: oldest[1] };
  }

  #carriesOrder(row: Row): boolean {
    return cellOf(this.#heading, row, 'Total') !== '';
  }
}
