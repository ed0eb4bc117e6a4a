import { expect, test } from 'vitest';
import { reconcile } from '#app/services/reconcile.server.ts';
import { countsSchema } from '#app/services/reconciliation-counts.ts';
import { resolveDifference } from '#app/services/resolve-difference.server.ts';
import { startDailyReconciliation, startReconciliation } from '#app/services/start-reconciliation.server.ts';
import { leaseEffects } from '#db/effects.ts';
import type { Database } from '#db/open.ts';
import { listDifferences } from '#db/reconciliation-differences.ts';
import { listRuns, loadRun } from '#db/reconciliation-runs.ts';
import { DIFFERENCE_STATES } from '#machines/reconciliation/index.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { openShop, type TestShop } from '../customer/arrange.ts';
import { hear, openBooks, owe, pay, send, type TestBooks } from './arrange.ts';

async function runNow(shop: TestShop, books: TestBooks) {
  const { runId } = await startReconciliation(shop, { days: 7, staffId: 'fina' });
  const outcome = await reconcile(shop, books, runId);
  const run = await loadRun(shop.db, runId);
  return { runId, outcome, state: run?.state, counts: countsSchema.parse(run?.counts) };
}

const differences = async (db: Database) =>
  (await listDifferences(db, { states: DIFFERENCE_STATES, after: null, limit: 100 }))
    .map(({ subject, state }) => `${subject} ${state}`)
    .toSorted();

testOnEachEngine('a clean shop: all agree, the ledger too, and nothing is asked twice', async (db) => {
  const shop = await openShop(db);
  const books = openBooks();
  for (const id of ['o1', 'o2']) books.add(shop, await pay(shop, id));
  await owe(shop, 'o3');
  shop.pass({ hours: 2 });
  const run = await runNow(shop, books);
  expect(run).toMatchObject({ outcome: 'done', state: 'finished' });
  expect(run.counts).toMatchObject({ read: 2, agree: 2, young: 0, foreign: 0, differences: {}, gone: 0 });
  expect(run.counts.ledger).toMatchObject({ ok: true, returns: 3, payments: 3, problems: [] });
  expect(books.calls).toEqual({ list: 1, read: 0, find: 0 });
  expect(await differences(db)).toEqual([]);
});

testOnEachEngine('every kind of difference is found in one run, and is one row over the next', async (db) => {
  const shop = await openShop(db);
  const books = openBooks();
  books.add(shop, await pay(shop, 'fine'));
  await pay(shop, 'missing');
  books.add(shop, await pay(shop, 'amount'), { amount: 4000 });
  books.add(shop, await pay(shop, 'currency'), { currency: 'USD' });
  books.add(shop, await pay(shop, 'status'), { status: 'failed' });
  const twice = await pay(shop, 'twice');
  books.add(shop, twice);
  books.add(shop, twice, { ref: 're_again' });
  books.add(shop, twice, { ref: 're_dashboard', madeFor: null, amount: 100 });
  books.add(shop, twice, { ref: 're_elsewhere', madeFor: null, paymentRefs: ['pi_elsewhere'] });
  const lost = await owe(shop, 'lost');
  await send(shop, lost);
  shop.pass({ hours: 2 });
  const found = [
    'amount:re_amount',
    'currency:re_currency',
    'duplicate:re_again',
    'extra:re_dashboard',
    `missing:${lost.payoutId}:1`,
    'missing:re_missing',
    'status:re_status',
  ];
  const run = await runNow(shop, books);
  expect(run.counts).toMatchObject({
    ...{ read: 8, foreign: 1, agree: 2 },
    differences: { missing: 2, extra: 1, amount: 1, currency: 1, status: 1, duplicate: 1 },
  });
  expect(await differences(db)).toEqual(found.map((subject) => `${subject} open`));
  const again = await runNow(shop, books);
  expect(again.runId).not.toBe(run.runId);
  expect(await differences(db)).toEqual(found.map((subject) => `${subject} open`));
});

test('what is under way is no difference, and neither is what moved between the list and the look', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const books = openBooks();
  const late = await owe(shop, 'late');
  await send(shop, late);
  await hear(shop, late, 'pending');
  books.add(shop, late);
  shop.pass({ hours: 2 });
  await send(shop, await owe(shop, 'sending'));
  const young = await owe(shop, 'young');
  await send(shop, young);
  books.add(shop, young);
  shop.pass({ minutes: 5 });
  // The list says what was: read by itself, the refund is pending as we know it.
  const read = books.read;
  const quick: TestBooks = {
    ...books,
    read: async (ref) => {
      const refund = await read(ref);
      return refund && { ...refund, status: 'pending' };
    },
  };
  const { counts } = await runNow(shop, quick);
  expect(counts).toMatchObject({ read: 2, agree: 1, young: 2, differences: {} });
  expect(await differences(db)).toEqual([]);
});

test('a crash in the middle: the next try goes on behind what was compared, and counts nothing twice', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const books = openBooks();
  const paid = await pay(shop, 'o1');
  // More than one stretch: refunds of another shop, ten in each second.
  for (let index = 0; index < 4500; index += 1) {
    const created = shop.clock().subtract({ seconds: Math.floor(index / 10) });
    books.add(shop, paid, { ref: `re_${index}`, madeFor: null, paymentRefs: ['pi_elsewhere'], created });
  }
  books.add(shop, paid, { created: shop.clock().subtract({ hours: 1 }) });
  shop.pass({ hours: 2 });
  const { runId } = await startReconciliation(shop, { days: 7, staffId: 'fina' });
  let listed = 0;
  const breaking: TestBooks = {
    ...books,
    async *list(span) {
      for await (const refund of books.list(span)) {
        if (listed === 3000) throw new Error('the connection broke');
        listed += 1;
        yield refund;
      }
    },
  };
  await expect(reconcile(shop, breaking, runId)).rejects.toThrow('broke');
  const halfway = await loadRun(db, runId);
  expect(halfway?.state).toBe('running');
  expect(countsSchema.parse(halfway?.counts).read).toBe(2000);
  listed = 0;
  expect(await reconcile(shop, { ...books, list: breaking.list }, runId)).toBe('done');
  expect(listed).toBe(2501);
  expect(countsSchema.parse((await loadRun(db, runId))?.counts)).toMatchObject({ read: 4501, foreign: 4500, agree: 1 });
  const before = { ...books.calls };
  expect(await reconcile(shop, books, runId)).toBe('done');
  expect(books.calls).toEqual(before);
});

testOnEachEngine('a run of two workers is stored once', async (db) => {
  const shop = await openShop(db);
  const books = openBooks();
  books.add(shop, await pay(shop, 'o1'), { amount: 4000 });
  books.add(shop, await pay(shop, 'o2'));
  shop.pass({ hours: 2 });
  const { runId } = await startReconciliation(shop, { days: 7, staffId: 'fina' });
  const outcomes = await Promise.all([1, 2, 3].map(() => reconcile(shop, books, runId)));
  expect(outcomes).toContain('done');
  const run = await loadRun(db, runId);
  expect(run?.state).toBe('finished');
  expect(countsSchema.parse(run?.counts)).toMatchObject({ read: 2, agree: 1, differences: { amount: 1 } });
  expect(await differences(db)).toEqual(['amount:re_o1 open']);
});

testOnEachEngine('a day is compared once, whatever the number of workers; a local day of the shop', async (db) => {
  const shop = await openShop(db);
  shop.pass({ hours: 13, minutes: 59 });
  const made = await Promise.all([1, 2, 3, 4].map(() => startDailyReconciliation(shop)));
  expect(made.filter(Boolean)).toHaveLength(1);
  shop.pass({ minutes: 2 });
  expect(await startDailyReconciliation(shop)).toBe(true);
  expect(await startDailyReconciliation(shop)).toBe(false);
  const runs = await listRuns(db, { after: null, limit: 10 });
  expect(runs.map(({ id, since, until }) => [id, since.toString(), until.toString()])).toEqual([
    ['daily-2026-11-22', '2026-10-17T23:00:00Z', '2026-11-21T23:00:00Z'],
    ['daily-2026-11-21', '2026-10-16T23:00:00Z', '2026-11-20T23:00:00Z'],
  ]);
  const request = { owner: 'test', now: shop.clock(), leaseFor: Temporal.Duration.from({ seconds: 20 }), limit: 10 };
  expect((await leaseEffects(db, request)).map(({ effect }) => effect)).toEqual([
    { kind: 'reconcile', runId: 'daily-2026-11-21' },
    { kind: 'reconcile', runId: 'daily-2026-11-22' },
  ]);
});

test('while one run is under way another is not begun', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const first = await startReconciliation(shop, { days: 1, staffId: 'fina' });
  expect(await startReconciliation(shop, { days: 90, staffId: 'fina' })).toEqual({ runId: first.runId, began: false });
  shop.pass({ hours: 2 });
  expect((await startReconciliation(shop, { days: 90, staffId: 'fina' })).began).toBe(true);
});

/** A difference that a run found, as a person sees it. */
async function differenceOf(db: Database) {
  const [row] = await listDifferences(db, { states: DIFFERENCE_STATES, after: null, limit: 1 });
  if (!row) throw new Error('no difference');
  return { differenceId: row.id, version: row.version, staffId: 'fina', note: '' };
}

test('read again: asked until a look sees that it helped, open again when it did not', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const books = openBooks();
  const paid = await owe(shop, 'o1');
  await send(shop, paid);
  await hear(shop, paid, 'pending');
  books.add(shop, paid);
  shop.pass({ hours: 2 });
  await runNow(shop, books);
  const seen = await differenceOf(db);
  expect(await resolveDifference(shop, { ...seen, action: 'read-again' })).toEqual({ ok: true });
  expect(await differences(db)).toEqual(['status:re_o1 asked']);
  expect(await resolveDifference(shop, { ...seen, action: 'read-again' })).toMatchObject({
    refusal: { code: 'difference.stale' },
  });
  const request = { owner: 't', now: shop.clock(), leaseFor: Temporal.Duration.from({ seconds: 20 }), limit: 20 };
  const effects = await leaseEffects(db, { ...request, kinds: ['refund-event'] });
  expect(effects.map(({ effect }) => effect)).toEqual([{ kind: 'refund-event', refundRef: 're_o1' }]);
  await runNow(shop, books);
  expect(await differences(db)).toEqual(['status:re_o1 open']);
  await resolveDifference(shop, { ...(await differenceOf(db)), action: 'read-again' });
  await hear(shop, paid, 'succeeded');
  // Just now it moved: the look says nothing yet.
  await runNow(shop, books);
  expect(await differences(db)).toEqual(['status:re_o1 asked']);
  shop.pass({ hours: 1 });
  const last = await runNow(shop, books);
  expect(last.counts.gone).toBe(1);
  expect(await differences(db)).toEqual(['status:re_o1 resolved']);
});

test('accepted with a reason it stays so while it says the same, and is open again when it says something else', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const books = openBooks();
  books.add(shop, await pay(shop, 'o1'), { amount: 4000 });
  shop.pass({ hours: 2 });
  await runNow(shop, books);
  const seen = await differenceOf(db);
  const accept = { ...seen, action: 'accept' } as const;
  expect(await resolveDifference(shop, accept)).toMatchObject({ refusal: { code: 'difference.note-missing' } });
  expect(await resolveDifference(shop, { ...accept, note: 'x'.repeat(501) })).toMatchObject({
    refusal: { code: 'difference.note-too-long' },
  });
  expect(await resolveDifference(shop, { ...accept, action: 'send-again' })).toMatchObject({
    refusal: { code: 'difference.not-possible' },
  });
  expect(await resolveDifference(shop, { ...accept, differenceId: 'none', note: 'so' })).toMatchObject({
    refusal: { code: 'difference.not-found' },
  });
  expect(await resolveDifference(shop, { ...accept, note: 'Known: by phone' })).toEqual({ ok: true });
  await runNow(shop, books);
  expect(await differences(db)).toEqual(['amount:re_o1 accepted']);
  books.change('re_o1', { amount: 3900 });
  await runNow(shop, books);
  expect(await differences(db)).toEqual(['amount:re_o1 open']);
});

test('a refund that the provider lost is sent again only by its payout, once that has failed', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const books = openBooks();
  const paid = await pay(shop, 'o1');
  shop.pass({ hours: 2 });
  await runNow(shop, books);
  const again = async () => resolveDifference(shop, { ...(await differenceOf(db)), action: 'send-again' });
  expect(await again()).toMatchObject({ refusal: { code: 'difference.not-possible' } });
  await hear(shop, paid, 'failed');
  expect(await again()).toEqual({ ok: true });
  const request = { owner: 't', now: shop.clock(), leaseFor: Temporal.Duration.from({ seconds: 20 }), limit: 50 };
  const refunds = await leaseEffects(db, { ...request, kinds: ['refund'] });
  expect(refunds.map(({ effect }) => effect)).toContainEqual({ kind: 'refund', payoutId: paid.payoutId, attempt: 2 });
});
