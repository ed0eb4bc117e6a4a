import SqliteFile from 'better-sqlite3';
import { getTableColumns, getTableName } from 'drizzle-orm';
import pg from 'pg';
import type { Engine } from '#db/open.ts';
import { tables } from '#db/schema/sqlite.ts';

const CHUNK = 50_000;

/** SQL of each column that differs from the refund that is copied; `n` is the number of the copy. The others are as they were. */
const COPIES = [
  {
    table: tables.returns,
    of: (id: string) => `id = '${id}'`,
    differs: {
      id: "'past-return-' || n",
      rma_code: "'P' || n",
      order_id: "'past-order-' || n",
      draft_id: "'past-draft-' || n",
      email: "'past' || n || '@example.com'",
      // Nobody reads the sums of returns that are over, and a million of them fill a disk.
      ...{ quote: "'{}'", settled_quote: "'{}'", quote_input: 'null', settled_quote_input: 'null' },
    },
  },
  {
    table: tables.payouts,
    of: (id: string) => `return_id = '${id}'`,
    differs: {
      id: "'past-payout-' || n",
      return_id: "'past-return-' || n",
      payment_id: "'past-payment-' || n",
      refund_ref: "'re_past' || n",
    },
  },
  {
    table: tables.effects,
    of: (id: string) => `return_id = '${id}' and kind = 'refund'`,
    differs: { id: "'past-effect-' || n", return_id: "'past-return-' || n", run_after: 'run_after - n' },
  },
  {
    table: tables.deadlines,
    of: (id: string) => `subject_kind = 'payout' and subject_id = (select id from payouts where return_id = '${id}')`,
    differs: { id: "'past-deadline-' || n", subject_id: "'past-payout-' || n", done_at: 'due_at' },
  },
  {
    table: tables.workflowEvents,
    of: (id: string) => `return_id = '${id}' and subject_kind = 'payout' and version = 1`,
    differs: {
      id: "'past-event-' || n",
      subject_id: "'past-payout-' || n",
      return_id: "'past-return-' || n",
      at: 'at - n',
    },
  },
  {
    table: tables.ledger,
    of: (id: string) => `return_id = '${id}' and kind = 'settled'`,
    differs: {
      id: "'past-transfer-' || n",
      key: "'past-payout-' || n",
      debit: "'transit:past-payment-' || n",
      credit: "'payment:past-payment-' || n",
      order_id: "'past-order-' || n",
      return_id: "'past-return-' || n",
      payout_id: "'past-payout-' || n",
      payment_id: "'past-payment-' || n",
      at: 'at - n',
    },
  },
];

/** Copies one settled refund so often, row by row of what it left: return, payout, effect, deadline, event and transfer. */
export async function addPast(engine: Engine, url: string, returnId: string, count: number): Promise<void> {
  const copies = COPIES.map(({ table, of, differs }) => ({ table, from: of(returnId), differs }));
  await copyRows(engine, url, copies, count);
}

/** One row, found by `from`, and what differs in its copies. */
export interface RowCopy {
  readonly table: Parameters<typeof getTableColumns>[0] & Parameters<typeof getTableName>[0];
  readonly from: string;
  readonly differs: Readonly<Record<string, string>>;
}

/** Copies rows so often, by the engine itself: a million in the time in which a program would send some thousands. */
export async function copyRows(engine: Engine, url: string, copies: readonly RowCopy[], count: number): Promise<void> {
  const numbers =
    engine === 'sqlite'
      ? (first: number, last: number) =>
          `(with recursive counted(n) as (select ${first} union all select n + 1 from counted where n < ${last}) select n from counted)`
      : (first: number, last: number) => `(select generate_series(${first}, ${last}) as n)`;
  const statements: string[] = [];
  for (const { table, from, differs } of copies) {
    const columns = Object.values(getTableColumns(table)).map((column) => column.name);
    const values = columns.map((column) => differs[column] ?? column);
    for (let first = 1; first <= count; first += CHUNK) {
      const name = getTableName(table);
      const copied = `(select * from ${name} where ${from} limit 1)`;
      statements.push(
        `insert into ${name} (${columns.join(', ')}) select ${values.join(', ')} from ${copied} as copied, ${numbers(first, Math.min(count, first + CHUNK - 1))} as numbers`,
      );
    }
  }
  await (engine === 'sqlite' ? runOnSqlite(url, statements) : runOnPostgres(url, statements));
}

async function runOnSqlite(url: string, statements: readonly string[]): Promise<void> {
  const file = new SqliteFile(url, { timeout: 5000 });
  // What is lost in a power cut is seeded again.
  file.pragma('synchronous = OFF');
  for (const statement of statements) file.exec(statement);
  file.pragma('wal_checkpoint(TRUNCATE)');
  file.close();
}

async function runOnPostgres(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  // As its own housekeeping does within a minute.
  await client.query('vacuum analyze');
  await client.end();
}
