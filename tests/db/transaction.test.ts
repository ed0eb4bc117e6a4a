import { setImmediate as nextTurn } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Tx } from '#db/open.ts';
import { openDatabase } from '#db/open.ts';
import { bumpOrder, insertOrder, loadOrder } from '#db/orders.ts';
import { hit } from '#db/rate-counters.ts';
import { testOnEachEngine } from '#tests/support/databases.ts';
import { anOrder, at } from './rows.ts';

testOnEachEngine('a transaction that returns is kept, and readers see it at once', async (db) => {
  const result = await db.transaction(async (tx) => {
    await insertOrder(tx, anOrder('1'));
    return 'done';
  });
  expect(result).toBe('done');
  expect(await loadOrder(db, 'order-1')).not.toBeNull();
});

testOnEachEngine('a transaction that throws leaves nothing, and what it threw comes out as it was', async (db) => {
  const thrown = new Error('changed our mind');
  const work = db.transaction(async (tx) => {
    await insertOrder(tx, anOrder('1'));
    throw thrown;
  });
  await expect(work).rejects.toBe(thrown);
  expect(await loadOrder(db, 'order-1')).toBeNull();
  await db.transaction((tx) => insertOrder(tx, anOrder('1')));
  expect(await loadOrder(db, 'order-1')).not.toBeNull();
});

testOnEachEngine('nobody outside sees what a transaction has not committed', async (db) => {
  await db.transaction(async (tx) => {
    await insertOrder(tx, anOrder('1'));
    expect(await loadOrder(tx, 'order-1')).not.toBeNull();
    expect(await loadOrder(db, 'order-1')).toBeNull();
  });
});

testOnEachEngine('of many transactions that saw the same version, one gets the order', async (db) => {
  await db.transaction((tx) => insertOrder(tx, anOrder('1')));
  const tries = Array.from({ length: 20 }, () => db.transaction((tx) => bumpOrder(tx, 'order-1', 1)));
  const won = (await Promise.all(tries)).filter(Boolean);
  expect(won).toHaveLength(1);
  expect((await loadOrder(db, 'order-1'))?.version).toBe(2);
});

testOnEachEngine('transactions at the same time lose no step of a counter, in two processes too', async (db) => {
  const other = await openDatabase(db.url, { migrate: false });
  const add = async (tx: Tx) => {
    await nextTurn();
    await hit(tx, 'key', at(0));
    await nextTurn();
  };
  await Promise.all(Array.from({ length: 20 }, () => db.transaction(add)));
  await Promise.all(
    Array.from({ length: 20 }, (_, turn) => (turn % 2 ? db : other).transaction((tx) => hit(tx, 'key', at(0)))),
  );
  await other.close();
  expect(await db.transaction((tx) => hit(tx, 'key', at(0)))).toBe(41);
});

testOnEachEngine('a query after the end of its transaction is a fault and writes nothing', async (db) => {
  let kept: Tx | undefined;
  await db.transaction(async (tx) => {
    kept = tx;
  });
  const late = kept === undefined ? Promise.resolve() : insertOrder(kept, anOrder('1'));
  await expect(late).rejects.toMatchObject({ kind: 'fault', message: expect.stringContaining('ended') });
  expect(await loadOrder(db, 'order-1')).toBeNull();
});

testOnEachEngine('a transaction inside a transaction is a fault, not a standstill', async (db) => {
  const nested = db.transaction(async () => db.transaction(async () => 1));
  await expect(nested).rejects.toMatchObject({ kind: 'fault', message: expect.stringContaining('inside') });
  expect(await db.transaction(async () => 'still alive')).toBe('still alive');
});

testOnEachEngine('a failed query ends its transaction, even when the work caught the error', async (db) => {
  await db.transaction((tx) => insertOrder(tx, anOrder('1')));
  const work = db.transaction(async (tx) => {
    await insertOrder(tx, anOrder('2'));
    await insertOrder(tx, anOrder('1')).catch(() => undefined);
  });
  await expect(work).rejects.toMatchObject({ kind: 'conflict' });
  expect(await loadOrder(db, 'order-2')).toBeNull();
});

testOnEachEngine('two transactions that wait for each other both get done', async (db) => {
  await db.transaction(async (tx) => {
    await insertOrder(tx, anOrder('a'));
    await insertOrder(tx, anOrder('b'));
  });
  const { orders } = db.tables;
  const add = (tx: Tx, id: string) =>
    tx.update(orders).set({ total: 1, locale: 'xx' }).where(eq(orders.id, id)).returning({ id: orders.id });
  const met = Promise.withResolvers<void>();
  let first = 0;
  // On PostgreSQL each holds a row before either asks for the other's; on SQLite they run one after the other anyway.
  const both = async () => {
    first += 1;
    if (first >= 2) met.resolve();
    if (db.engine === 'postgres') await met.promise;
  };
  const crossing = (one: string, two: string) =>
    db.transaction(async (tx) => {
      await add(tx, one);
      await both();
      await add(tx, two);
    });
  await Promise.all([crossing('order-a', 'order-b'), crossing('order-b', 'order-a')]);
  if (db.engine === 'postgres') expect(first).toBe(3);
});
