import SqliteFile from 'better-sqlite3';
import { drizzle as postgresOver } from 'drizzle-orm/pg-proxy';
import { drizzle as sqliteOver } from 'drizzle-orm/sqlite-proxy';
import pg from 'pg';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { returnsWithFindings } from '#db/dock-counts.ts';
import { insertRows } from '#db/insert-rows.ts';
import type { Reader } from '#db/open.ts';
import { countQueue, listQueue } from '#db/queue.ts';
import { tables as postgresTables } from '#db/schema/postgres.ts';
import { tables as sqliteTables } from '#db/schema/sqlite.ts';
import type { Tables } from '#db/schema/tables.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/databases.ts';
import { aReturn, at } from './rows.ts';

const ROWS = 20_000;

type Asked = { sql: string; params: unknown[] };

/** What the repository asks for a page from the middle of the list, for a tab's count, and for the marks of a page's rows, caught on the way to the driver. */
async function askedBy(readerOf: (ask: (sql: string, params: unknown[]) => Promise<{ rows: [] }>) => Reader) {
  const asked: Asked[] = [];
  const reader = readerOf(async (sql, params) => {
    asked.push({ sql, params });
    return { rows: [] };
  });
  await listQueue(reader, { state: 'received', after: { queueAt: at(ROWS / 2), id: 'x' }, limit: 50 });
  await countQueue(reader, 'received');
  await returnsWithFindings(reader, ['one', 'two', 'three']);
  const [page, count, marks] = asked;
  if (!page || !count || !marks || asked.length !== 3) throw new Error('the queue asks something else now');
  return { page, count, marks };
}

const asReader = (drizzle: Pick<Reader, 'select' | 'selectDistinct' | '$count'>, tables: Tables): Reader => ({
  tables,
  select: drizzle.select.bind(drizzle),
  selectDistinct: drizzle.selectDistinct.bind(drizzle),
  $count: drizzle.$count.bind(drizzle),
});

/** One in ten waits at the dock, the others are over. */
async function fill(db: TestDatabase): Promise<void> {
  await db.transaction(async (tx) => {
    for (let start = 0; start < ROWS; start += 500) {
      const rows = Array.from({ length: 500 }, (_, offset) =>
        aReturn(`${start + offset}`, { state: offset % 10 ? 'closed' : 'received', queueAt: at(start + offset) }),
      );
      await insertRows(tx, tx.tables.returns, rows);
    }
  });
}

test('SQLite begins a page in the middle of the index and counts from the index alone', async () => {
  await using db = await openTestDatabase();
  const file = new SqliteFile(db.url);
  const { page, count, marks } = await askedBy((ask) => asReader(sqliteOver(ask), sqliteTables));
  const plan = ({ sql, params }: Asked) =>
    z
      .array(z.object({ detail: z.string() }))
      .parse(file.prepare(`explain query plan ${sql}`).all(...params))
      .map((step) => step.detail)
      .join('; ');
  expect(plan(page)).toBe('SEARCH returns USING INDEX returns_queue (state=? AND (queue_at,id)>(?,?))');
  expect(plan(count)).toContain('SEARCH returns USING COVERING INDEX returns_queue (state=?)');
  expect(plan(marks)).toContain('SEARCH dock_findings USING COVERING INDEX dock_findings_return (return_id=?)');
  expect(plan(marks)).not.toContain('SCAN');
  file.close();
});

test('PostgreSQL reads a page from the index, and no more rows than it gives', async () => {
  await using db = await openTestDatabase('postgres');
  await fill(db);
  await using stack = new AsyncDisposableStack();
  const client = stack.adopt(new pg.Client({ connectionString: db.url }), (opened) => opened.end());
  await client.connect();
  await client.query('vacuum analyze returns');
  // The dialects' brands are set aside as in db/postgres.ts.
  const { page, count } = await askedBy((ask) => asReader(postgresOver(ask) as unknown as Reader, postgresTables));
  const plan = async ({ sql, params }: Asked) => {
    const steps = await client.query(`explain (analyze, costs off, timing off, summary off) ${sql}`, params);
    return steps.rows.map((row) => Object.values(row).join()).join('\n');
  };
  expect(await plan(page)).toMatch(/Index Scan using returns_queue on returns \(actual rows=50/);
  expect(await plan(page)).toMatch(/Index Cond: .*ROW\(queue_at, id\) > ROW/);
  expect(await plan(page)).not.toMatch(/Rows Removed by Filter|Sort/);
  expect(await plan(count)).toMatch(/Index Only Scan using returns_queue on returns \(actual rows=1001/);
});

test('a page from the end of a long list costs what the first one does', async () => {
  await using db = await openTestDatabase();
  await fill(db);
  // The processor's time, which others at work on the machine hardly lengthen.
  const cost = async (queueAt: Temporal.Instant | undefined) => {
    const after = queueAt && { queueAt, id: '' };
    const began = process.cpuUsage();
    for (let turn = 0; turn < 40; turn += 1) {
      expect(await listQueue(db, { state: 'received', after, limit: 20 })).toHaveLength(20);
    }
    const { user, system } = process.cpuUsage(began);
    return user + system;
  };
  await cost(undefined);
  const [first, last]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < 5; turn += 1) {
    first.push(await cost(undefined));
    last.push(await cost(at(ROWS - 300)));
  }
  expect(Math.min(...last) / Math.min(...first)).toBeLessThan(3);
  expect(await countQueue(db, 'received')).toEqual({ count: 1000, more: true });
});
