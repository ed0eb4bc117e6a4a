import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import SqliteFile from 'better-sqlite3';
import { importOrders } from '#app/services/import-orders.server.ts';
import { openDatabase } from '#db/open.ts';

const ORDERS = 400;
const LINES = 25;
const ORDERS_PER_TRANSACTION = 100;
/** The middle of several runs of each, in turn: the machine is not ours alone. */
const ROUNDS = 3;

/**
 * Rows of a Shopify export per second through the whole import (decoding, CSV, checks, totals, repository), against the same rows put into a
 * bare table of the same columns by prepared better-sqlite3 inserts. Both write a file with synchronous=FULL, 100 orders a transaction.
 */
export async function benchImport(): Promise<{ name: string; ratio: number; detail: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'retour-bench-'));
  try {
    const ours: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const file = join(folder, `import-${round}.sqlite`);
      ours.push(await rowsPerSecond(() => importInto(file)));
      bare.push(await rowsPerSecond(() => copyRows(file, join(folder, `bare-${round}.sqlite`))));
    }
    const [import_, insert] = [middle(ours), middle(bare)];
    const detail = `${Math.round(import_)} rows/s imported, ${Math.round(insert)} rows/s by bare inserts`;
    return { name: 'import rows per second against raw better-sqlite3 inserts', ratio: import_ / insert, detail };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The work returns the milliseconds it took, without its preparations. */
async function rowsPerSecond(work: () => Promise<number> | number): Promise<number> {
  return (ORDERS * LINES * 1000) / (await work());
}

async function importInto(file: string): Promise<number> {
  const db = await openDatabase(file);
  const clock = () => Temporal.Instant.from('2026-01-01T00:00:00Z');
  const started = performance.now();
  const result = await importOrders({ db, clock }, Readable.from([EXPORT]));
  const took = performance.now() - started;
  await db.close();
  if (!result.ok || result.summary.linesStored !== ORDERS * LINES) throw new Error('the import left rows out');
  return took;
}

/** Inserts the order lines and orders of an imported file into a new file with the same tables and indexes. */
function copyRows(from: string, to: string): number {
  const source = new SqliteFile(from, { readonly: true });
  const target = new SqliteFile(to);
  target.pragma('journal_mode = WAL');
  target.pragma('synchronous = FULL');
  const tables = ['orders', 'order_lines', 'payments'].map((name) => {
    const schema = source.prepare<[string], { sql: string }>(
      'select sql from sqlite_master where tbl_name = ? and sql is not null',
    );
    for (const { sql } of schema.all(name)) target.exec(sql);
    const rows = source.prepare<[], unknown[]>(`select * from ${name} order by id`).raw().all();
    const insert = target.prepare(`insert into ${name} values (${rows[0]?.map(() => '?').join(', ')})`);
    const parts = Math.ceil(ORDERS / ORDERS_PER_TRANSACTION);
    return { insert, rows, perPart: Math.ceil(rows.length / parts), parts };
  });
  const started = performance.now();
  for (let part = 0; part < ORDERS / ORDERS_PER_TRANSACTION; part += 1) {
    target.transaction(() => {
      for (const { insert, rows, perPart } of tables) {
        for (const row of rows.slice(part * perPart, (part + 1) * perPart)) insert.run(...row);
      }
    })();
  }
  const took = performance.now() - started;
  source.close();
  target.close();
  return took;
}

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const HEADING =
  'Name,Email,Financial Status,Fulfilled at,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem fulfillment status,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Country,Payment Method,Payment References';

const EXPORT = Buffer.from(
  [HEADING, ...Array.from({ length: ORDERS }, (_, order) => orderRows(order + 1)).flat(), ''].join('\n'),
);

function orderRows(order: number): string[] {
  return Array.from({ length: LINES }, (_, line) => {
    const first = line === 0;
    const head = first ? `paid,2026-01-02 10:00:00 +0000,EUR,${LINES}0.00,4.90,${LINES},${LINES}4.90,0.00` : ',,,,,,,';
    const place = first
      ? `Customer ${order},${order} Example Street,Berlin,10115,DE,Stripe,pi_bench_${order}`
      : ',,,,,,';
    const goods = `2,"Thing ${line}, blue",5.00,SKU-${line},fulfilled`;
    return `#${order},c${order}@example.com,${head},2026-01-01 10:00:00 +0000,${goods},${place}`;
  });
}
