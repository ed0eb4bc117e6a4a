import { expect, test } from 'vitest';
import { DatabaseError, databaseError } from '#db/errors.ts';
import { openDatabase } from '#db/open.ts';
import { insertOrder } from '#db/orders.ts';
import { testOnEachEngine } from '#tests/support/databases.ts';
import { freePort } from '#tests/support/free-port.ts';
import { anOrder } from './rows.ts';
import { setRateLimit } from './sign-in.ts';

testOnEachEngine('a second row with the same key is a conflict', async (db) => {
  await db.transaction((tx) => insertOrder(tx, anOrder('1')));
  const again = db.transaction((tx) => insertOrder(tx, anOrder('1')));
  await expect(again).rejects.toBeInstanceOf(DatabaseError);
  await expect(again).rejects.toMatchObject({ kind: 'conflict' });
  const sameNumber = db.transaction((tx) => insertOrder(tx, anOrder('1', { id: 'other' })));
  await expect(sameNumber).rejects.toMatchObject({ kind: 'conflict' });
});

testOnEachEngine('a row that refers to nothing is a missing reference', async (db) => {
  const orphan = db.transaction(async (tx) => {
    await tx.insert(tx.tables.shipments).values({ id: 's', orderId: 'nobody', position: 1 });
  });
  await expect(orphan).rejects.toMatchObject({ kind: 'missing-reference' });
});

testOnEachEngine('a row that is referred to cannot go: a missing reference too', async (db) => {
  await db.transaction((tx) => insertOrder(tx, anOrder('1')));
  const removal = db.transaction(async (tx) => {
    await tx.delete(tx.tables.orders);
  });
  await expect(removal).rejects.toMatchObject({ kind: 'missing-reference' });
});

testOnEachEngine('the sign-in library gets database errors as well', async (db) => {
  await setRateLimit(db, 'same');
  await expect(setRateLimit(db, 'same')).rejects.toMatchObject({ kind: 'conflict' });
});

testOnEachEngine('an error carries no customer data: neither the parameters nor the key that was there', async (db) => {
  await db.transaction((tx) => insertOrder(tx, anOrder('1')));
  const error: unknown = await db.transaction((tx) => insertOrder(tx, anOrder('1'))).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DatabaseError);
  const seen = `${error instanceof Error ? error.stack : ''} ${JSON.stringify(error)}`;
  expect(seen).not.toMatch(/ada@example|order-1|Leeds/i);
});

test('a server that does not answer is unavailable', async () => {
  const url = `postgres://nobody@127.0.0.1:${await freePort()}/nothing`;
  await expect(openDatabase(url)).rejects.toMatchObject({ kind: 'unavailable' });
  const db = await openDatabase(url, { migrate: false });
  await expect(db.ping()).rejects.toMatchObject({ kind: 'unavailable' });
  await expect(db.select().from(db.tables.orders)).rejects.toMatchObject({ kind: 'unavailable' });
  await expect(db.transaction(async () => 1)).rejects.toMatchObject({ kind: 'unavailable' });
  await db.close();
});

test('a folder where the file should be is unavailable', async () => {
  await expect(openDatabase('/')).rejects.toMatchObject({ kind: 'unavailable' });
});

test('an error that is no driver’s is left as it is', () => {
  const mistake = new TypeError('a mistake');
  expect(databaseError(mistake)).toBe(mistake);
  expect(databaseError('text')).toBe('text');
});
