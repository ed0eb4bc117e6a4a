import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import SqliteFile from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabase, sqliteFile } from '#db/open.ts';
import { insertOrder, loadOrder } from '#db/orders.ts';
import { openHandle } from '#db/sqlite-handle.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { anOrder } from './rows.ts';

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'retour-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

test.each(['write', 'read'] as const)(
  'a connection that may %s keeps what is committed through a power cut',
  async (mode) => {
    await using temporary = await folder();
    const handle = openHandle(join(temporary.path, 'one.sqlite'), mode);
    const setting = (name: string) => handle.file.pragma(name, { simple: true });
    expect(setting('journal_mode')).toBe('wal');
    expect(setting('synchronous')).toBe(2);
    expect(setting('foreign_keys')).toBe(1);
    expect(setting('mmap_size')).toBe(0);
    expect(setting('query_only')).toBe(mode === 'read' ? 1 : 0);
    handle.close();
  },
);

test('the handle for reading refuses to write, should a type ever be got around', async () => {
  await using db = await openTestDatabase();
  const handle = openHandle(db.url, 'read');
  expect(() => handle.query("insert into rate_counters values ('k', 0, 1)", [], 'run')).toThrow(/readonly/);
  handle.close();
});

test('a writer waits for another process without holding up the program, and gives up in the end', async () => {
  await using db = await openTestDatabase();
  const other = new SqliteFile(db.url);
  other.exec('begin immediate');
  let turns = 0;
  const ticking = setInterval(() => {
    turns += 1;
  }, 5);
  const waiting = db.transaction((tx) => insertOrder(tx, anOrder('1')));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(turns).toBeGreaterThan(10);
  clearInterval(ticking);
  expect(await loadOrder(db, 'order-1')).toBeNull();
  other.exec('commit');
  await waiting;
  expect(await loadOrder(db, 'order-1')).not.toBeNull();
  other.exec('begin immediate');
  await expect(db.transaction((tx) => insertOrder(tx, anOrder('2')))).rejects.toMatchObject({ kind: 'unavailable' });
  other.close();
});

test('what was committed is there after the process was killed in the middle of the next transaction', async () => {
  await using db = await openTestDatabase();
  const script = `
    const { openDatabase } = await import('#db/open.ts');
    const db = await openDatabase(${JSON.stringify(db.url)}, { migrate: false });
    const { rateCounters } = db.tables;
    const windowStart = Temporal.Instant.fromEpochMilliseconds(0);
    await db.transaction((tx) => tx.insert(rateCounters).values({ key: 'committed', windowStart, count: 1 }));
    await db.transaction(async (tx) => {
      await tx.insert(rateCounters).values({ key: 'not committed', windowStart, count: 1 });
      process.kill(process.pid, 'SIGKILL');
    });`;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: process.cwd() });
  await expect(run).rejects.toMatchObject({ signal: 'SIGKILL' });
  const rows = await db.select().from(db.tables.rateCounters);
  expect(rows.map((row) => row.key)).toEqual(['committed']);
});

test('opening makes the folder and the tables; opening again, many at once, changes nothing', async () => {
  await using temporary = await folder();
  const file = join(temporary.path, 'some', 'where', 'shop.sqlite');
  const first = await openDatabase(pathToFileURL(file).href);
  await first.transaction((tx) => insertOrder(tx, anOrder('1')));
  expect(existsSync(file)).toBe(true);
  const others = await Promise.all(Array.from({ length: 5 }, () => openDatabase(file)));
  expect(await others[0]?.$count(first.tables.orders)).toBe(1);
  for (const one of [first, ...others]) await one.close();
});

test('processes that start at once on an empty folder all find the tables', async () => {
  await using temporary = await folder();
  const file = join(temporary.path, 'shop.sqlite');
  const script = `
    const { openDatabase } = await import('#db/open.ts');
    const db = await openDatabase(${JSON.stringify(file)});
    console.log(await db.$count(db.tables.orders));
    await db.close();`;
  const start = () =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: process.cwd() });
  const ended = await Promise.all([start(), start(), start(), start()]);
  expect(ended.map((one) => one.stdout)).toEqual(['0\n', '0\n', '0\n', '0\n']);
});

test.each([
  [undefined, 'data/retour.sqlite'],
  ['', 'data/retour.sqlite'],
  ['file:other/shop.sqlite', 'other/shop.sqlite'],
  ['other/shop.sqlite', 'other/shop.sqlite'],
])('the address %s means the file %s', (url, file) => {
  expect(sqliteFile(url)).toBe(join(process.cwd(), file));
  expect(sqliteFile('file:///var/lib/shop.sqlite')).toBe('/var/lib/shop.sqlite');
});
