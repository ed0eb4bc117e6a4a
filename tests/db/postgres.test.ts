import pg from 'pg';
import { expect, test } from 'vitest';
import { openDatabase } from '#db/open.ts';
import { insertOrder, loadOrder } from '#db/orders.ts';
import { openPostgresReader } from '#db/postgres.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { anOrder } from './rows.ts';

test('processes that open an empty database at once all find the tables, made once', async () => {
  await using db = await openTestDatabase('postgres');
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  await client.query('drop schema public cascade');
  await client.query('create schema public');
  await client.end();
  const opened = await Promise.all(Array.from({ length: 5 }, () => openDatabase(db.url)));
  await opened[0]?.transaction((tx) => insertOrder(tx, anOrder('1')));
  for (const one of opened) {
    expect(await loadOrder(one, 'order-1')).not.toBeNull();
    await one.close();
  }
});

test('an integer that a number cannot hold is a fault, never a wrong amount', async () => {
  await using db = await openTestDatabase('postgres');
  await db.transaction((tx) => insertOrder(tx, anOrder('1')));
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  await client.query('update orders set total = 9007199254740993');
  await client.end();
  await expect(loadOrder(db, 'order-1')).rejects.toMatchObject({ kind: 'fault' });
});

test('a look from outside cannot write', async () => {
  await using db = await openTestDatabase('postgres');
  const { reader, close } = openPostgresReader(db.url);
  expect(await reader.select().from(reader.tables.orders)).toEqual([]);
  await close();
  const client = new pg.Client({ connectionString: db.url, options: '-c default_transaction_read_only=on' });
  await client.connect();
  await expect(client.query('delete from orders')).rejects.toThrow(/read-only/);
  await client.end();
});

test('a connection that breaks is replaced: one query may fail, the next one works', async () => {
  await using db = await openTestDatabase('postgres');
  await db.ping();
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
  await db.ping().catch((error: unknown) => expect(error).toMatchObject({ kind: 'unavailable' }));
  await db.ping();
});

test('a transaction whose connection breaks is unavailable and leaves nothing', async () => {
  await using db = await openTestDatabase('postgres');
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  const broken = db.transaction(async (tx) => {
    await insertOrder(tx, anOrder('1'));
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await insertOrder(tx, anOrder('2'));
  });
  await expect(broken).rejects.toMatchObject({ kind: 'unavailable' });
  await client.end();
  expect(await loadOrder(db, 'order-1')).toBeNull();
});
