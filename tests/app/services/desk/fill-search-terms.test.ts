import { expect, test } from 'vitest';
import { startSearchFiller } from '#app/effects/search-filler.server.ts';
import { createLogger } from '#app/observe/logger.server.ts';
import { fillSearchTerms } from '#app/services/fill-search-terms.server.ts';
import { searchReturns } from '#app/services/search-returns.server.ts';
import type { Database } from '#db/open.ts';
import { openDatabase } from '#db/open.ts';
import { openWorld } from '#tests/app/effects/arrange.ts';
import { openBench } from '#tests/app/gateways/stand-in-bench.ts';
import { openShop, type TestShop } from '#tests/app/services/customer/arrange.ts';
import { returnOf } from '#tests/app/services/staff/arrange.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';

/** Returns as they were before words were kept. */
async function oldReturns(shop: TestShop, many: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1; number <= many; number += 1) {
    const order = { id: `o${number}`, number: `#50${number}`, lines: [{ id: `o${number}-a`, title: 'Lamp' }] };
    ids.push((await returnOf(shop, order)).returnId);
  }
  await forget(shop.db);
  return ids;
}

const forget = (db: Database) =>
  db.transaction(async (tx) => {
    await tx.delete(db.tables.searchTerms);
    await tx.delete(db.tables.searchDocuments);
  });

const kept = async (db: Database) => {
  const { searchTerms: t, searchDocuments: d } = db.tables;
  return [await db.select().from(t).orderBy(t.term, t.returnId), await db.select().from(d).orderBy(d.returnId)];
};

testOnEachEngine('returns from before words were kept are found as new ones are; twice changes nothing', async (db) => {
  const shop = await openShop(db);
  const found = async (text: string) => (await searchReturns(shop, text)).returns.map(({ id }) => id).toSorted();
  const fresh = await returnOf(shop, { id: 'n1', number: '#9001', lines: [{ id: 'n1-a' }] });
  const asNew = await kept(db);
  await forget(db);
  expect(await fillSearchTerms(shop)).toEqual({ filled: 1, finished: true });
  expect(await kept(db)).toEqual(asNew);
  const old = await oldReturns(shop, 3);
  const [first] = old;
  expect(await found('lovelace')).toEqual([]);
  expect(await fillSearchTerms(shop, { written: 2 })).toEqual({ filled: 4, finished: true });
  expect(await found('lovelace')).toEqual([...old, fresh.returnId].toSorted());
  expect(await found('#501')).toEqual([first]);
  expect(await found('lamp 501')).toEqual([first]);
  const all = await kept(db);
  expect(await fillSearchTerms(shop)).toEqual({ filled: 0, finished: true });
  expect(await kept(db)).toEqual(all);
});

testOnEachEngine('two processes at once give each return its words once', async (db) => {
  const shop = await openShop(db);
  const old = await oldReturns(shop, 12);
  const other = await openDatabase(db.url, { migrate: false });
  try {
    const both = await Promise.all([
      fillSearchTerms(shop, { written: 3 }),
      fillSearchTerms({ ...shop, db: other }, { written: 4 }),
    ]);
    expect(both.every(({ finished }) => finished)).toBe(true);
    expect(both.reduce((sum, { filled }) => sum + filled, 0)).toBe(12);
  } finally {
    await other.close();
  }
  expect((await searchReturns(shop, 'lovelace')).returns.map(({ id }) => id).toSorted()).toEqual(old.toSorted());
});

test('it stops between two transactions, and goes on the next time', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await oldReturns(shop, 5);
  const stopping = new AbortController();
  const stopsAfterOne = { ...shop, wake: () => stopping.abort() };
  const some = { signal: stopping.signal, written: 2 };
  expect(await fillSearchTerms(stopsAfterOne, some)).toEqual({ filled: 2, finished: false });
  expect(await fillSearchTerms(shop)).toEqual({ filled: 3, finished: true });
});

test('the program does it beside its start, and says how many in one line that names nobody', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  const world = await openWorld(db, bench);
  await oldReturns(world, 2);
  const said: unknown[][] = [];
  const log = Object.assign(createLogger('silent'), { info: (...line: unknown[]) => void said.push(line) });
  const filler = startSearchFiller({ ...world, log });
  await expect.poll(() => said).toEqual([[{ returns: 2, finished: true }, 'returns were given their search terms']]);
  await filler.stop();
  expect((await searchReturns(world, 'lovelace')).returns).toHaveLength(2);
});
