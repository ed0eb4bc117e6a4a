import { UNKNOWN_COUNTRY } from '#app/import/country-code.server.ts';
import type { ImportProblem } from '#app/import/import-problem.server.ts';
import { type ReadItem, readShopifyOrders } from '#app/import/shopify-orders.server.ts';
import type { ServiceDeps } from './deps.ts';
import { type StoreOutcome, storeOrders } from './store-orders.server.ts';

/** A transaction holds this many orders, or fewer when they are long: while it runs, nobody else can write to SQLite. */
const ORDERS_PER_BATCH = 100;
const LINES_PER_BATCH = 5000;
/** How many problems and notices are named; all are counted. */
const NAMED_LIMIT = 100;

/** What a person may want to know of an order that was taken. */
export type ImportNotice = {
  line: number;
  order: string;
  code: 'no-email' | 'unknown-country' | 'several-payments' | 'kept';
};

/**
 * `ordersKept` changed in the shop, but a return refers to them here: what was decided upon stays. `problems` and `notices` hold the first 100 each, the numbers count all.
 * `damaged`: the file could not be read to its end.
 */
export type ImportSummary = {
  rows: number;
  ordersNew: number;
  ordersChanged: number;
  ordersSame: number;
  ordersKept: number;
  linesStored: number;
  ordersRefused: number;
  rowsRefused: number;
  withoutEmail: number;
  unknownCountry: number;
  severalPayments: number;
  damaged: boolean;
  problems: ImportProblem[];
  notices: ImportNotice[];
};

export type ImportResult =
  | { ok: true; summary: ImportSummary }
  | { ok: false; refusal: { code: 'not-orders'; missingColumns: string[] } };

export type ImportProgress = { rows: number; orders: number };

/**
 * Imports the orders of a Shopify "Export orders" CSV as it streams by. Good orders are stored and bad ones named; neither stops the other.
 *
 * Repeatable: ids follow from the order's number and a hash tells whether anything changed, so the same file twice changes nothing and an
 * import that was interrupted is simply run again. A changed order replaces ours unless a return refers to it. Refuses a file that lacks a
 * required column before anything is stored. What the stream or the database throws comes out; what was committed until then stays.
 */
export async function importOrders(
  deps: Pick<ServiceDeps, 'db' | 'clock'>,
  source: AsyncIterable<Uint8Array>,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<ImportResult> {
  const run = new ImportRun(deps);
  for await (const item of readShopifyOrders(source)) {
    if (item.kind === 'not-orders')
      return { ok: false, refusal: { code: item.kind, missingColumns: item.missingColumns } };
    const stored = await run.take(item);
    if (stored) onProgress({ rows: run.summary.rows, orders: run.ordersTaken });
  }
  return { ok: true, summary: run.summary };
}

type OrderItem = Extract<ReadItem, { kind: 'order' }>;

class ImportRun {
  readonly summary: ImportSummary = emptySummary();
  ordersTaken = 0;
  readonly #deps: Pick<ServiceDeps, 'db' | 'clock'>;
  readonly #refused = new Set<string>();
  #batch = new Map<string, OrderItem>();
  #batchLines = 0;

  constructor(deps: Pick<ServiceDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  /** Takes what was read; true when a batch was stored. */
  async take(item: Exclude<ReadItem, { kind: 'not-orders' }>): Promise<boolean> {
    this.summary.rows = item.rowsRead;
    if (item.kind === 'problem') this.#note(item.problem);
    if (item.kind === 'end') return this.#store();
    if (item.kind !== 'order') return false;
    // The same order twice in one file: the later one is the newer one, and is stored after the earlier.
    let stored = this.#batch.has(item.order.numberKey) && (await this.#store());
    this.#batch.set(item.order.numberKey, item);
    this.#batchLines += item.order.lines.length;
    if (this.#batch.size >= ORDERS_PER_BATCH || this.#batchLines >= LINES_PER_BATCH) stored = await this.#store();
    return stored;
  }

  async #store(): Promise<boolean> {
    const items = [...this.#batch.values()];
    this.#batch = new Map();
    this.#batchLines = 0;
    const outcomes = await storeOrders(
      this.#deps,
      items.map((item) => item.order),
    );
    for (const item of items) this.#count(item, outcomes.get(item.order.numberKey) ?? 'same');
    this.ordersTaken += items.length;
    return items.length > 0;
  }

  #count({ order, line }: OrderItem, outcome: StoreOutcome): void {
    const { summary } = this;
    const notice = (code: ImportNotice['code']) => {
      if (summary.notices.length < NAMED_LIMIT) summary.notices.push({ line, order: order.number, code });
    };
    if (outcome === 'new') summary.ordersNew += 1;
    if (outcome === 'changed') summary.ordersChanged += 1;
    if (outcome === 'same') summary.ordersSame += 1;
    if (outcome === 'new' || outcome === 'changed') summary.linesStored += order.lines.length;
    if (outcome === 'kept') {
      summary.ordersKept += 1;
      notice('kept');
    }
    if (order.emailKey === null) {
      summary.withoutEmail += 1;
      notice('no-email');
    }
    if (order.country === UNKNOWN_COUNTRY) {
      summary.unknownCountry += 1;
      notice('unknown-country');
    }
    if (order.payments.length > 1) {
      summary.severalPayments += 1;
      notice('several-payments');
    }
  }

  #note(problem: ImportProblem): void {
    const { summary } = this;
    if (problem.code === 'unreadable') summary.damaged = true;
    else if (problem.order === null) summary.rowsRefused += 1;
    else this.#refused.add(problem.order);
    summary.ordersRefused = this.#refused.size;
    if (summary.problems.length < NAMED_LIMIT) summary.problems.push(problem);
  }
}

function emptySummary(): ImportSummary {
  const counts = { ordersNew: 0, ordersChanged: 0, ordersSame: 0, ordersKept: 0, ordersRefused: 0, rowsRefused: 0 };
  const noted = { linesStored: 0, withoutEmail: 0, unknownCountry: 0, severalPayments: 0 };
  return { rows: 0, ...counts, ...noted, damaged: false, problems: [], notices: [] };
}
