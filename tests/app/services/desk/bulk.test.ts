import { expect, test } from 'vitest';
import { confirmBulk, UNDO_SECONDS, undoBulk } from '#app/services/confirm-bulk.server.ts';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { BULK_LIMIT, proposeBulk } from '#app/services/propose-bulk.server.ts';
import { runBulk } from '#app/services/run-bulk.server.ts';
import { viewBulk } from '#app/services/view-bulk.server.ts';
import { leaseEffects } from '#db/effects.ts';
import type { Database } from '#db/open.ts';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { acceptAll, receive, returnOf, rowOf, type SentReturn } from '../staff/arrange.ts';
import { arrived, idsOf, NO_LIMITS, propose } from './arrange.ts';

const own = { staffId: 'desk', limits: NO_LIMITS };

async function outcomes({ shop }: SentReturn, id = 'bulk-1') {
  const view = await viewBulk(shop, { ...own, id });
  return { state: view?.state, rows: view?.rows.map((row) => [row.outcome, row.code, row.amount]) };
}

const payoutsOf = async (db: Database, sent: readonly SentReturn[]) =>
  (await Promise.all(sent.map((one) => listPayoutsOfReturn(db, one.returnId)))).flat();

testOnEachEngine('many are shown, confirmed once and decided once, each by itself', async (db) => {
  const sent = await arrived(db, 3);
  const [first] = sent;
  if (!first) throw new Error('no return');
  const { shop } = first;
  await propose(shop, idsOf(sent));
  expect(await outcomes(first)).toEqual({
    state: 'proposed',
    rows: sent.map(() => ['ready', null, expect.any(Number)]),
  });
  expect(await payoutsOf(db, sent)).toEqual([]);

  const confirmed = await Promise.all([1, 2, 3].map(() => confirmBulk(shop, { ...own, id: 'bulk-1', proved: false })));
  expect(confirmed.every((one) => one.ok)).toBe(true);
  const request = { owner: 'w', leaseFor: Temporal.Duration.from({ seconds: 20 }), limit: 100 };
  const early = await leaseEffects(db, { ...request, now: shop.clock().add({ seconds: UNDO_SECONDS - 1 }) });
  expect(early.filter(({ effect }) => effect.kind === 'bulk-decide')).toEqual([]);
  const due = await leaseEffects(db, { ...request, now: shop.clock().add({ seconds: UNDO_SECONDS }) });
  expect(due.filter(({ effect }) => effect.kind === 'bulk-decide')).toHaveLength(1);

  await Promise.all([runBulk(shop, { bulkId: 'bulk-1' }), runBulk(shop, { bulkId: 'bulk-1' })]);
  await runBulk(shop, { bulkId: 'bulk-1' });
  const after = await outcomes(first);
  expect(after).toMatchObject({ state: 'done', rows: sent.map(() => ['done', null, expect.any(Number)]) });
  const payouts = await payoutsOf(db, sent);
  expect(payouts.map((payout) => payout.amount)).toEqual(after.rows?.map(([, , amount]) => amount));
  expect((await rowOf(first)).state).toBe('decided');
});

testOnEachEngine('what was confirmed can be called back until it begins, and then leaves nothing', async (db) => {
  const sent = await arrived(db, 2);
  const [first] = sent;
  if (!first) throw new Error('no return');
  const { shop } = first;
  await propose(shop, idsOf(sent));
  await confirmBulk(shop, { ...own, id: 'bulk-1', proved: false });
  expect(await undoBulk(shop, { id: 'bulk-1', staffId: 'another' })).toMatchObject({ ok: false });
  expect(await undoBulk(shop, { id: 'bulk-1', staffId: 'desk' })).toEqual({ ok: true });
  await runBulk(shop, { bulkId: 'bulk-1' });
  expect((await outcomes(first)).state).toBe('undone');
  expect(await payoutsOf(db, sent)).toEqual([]);
  expect((await rowOf(first)).state).toBe('received');
  expect(await confirmBulk(shop, { ...own, id: 'bulk-1', proved: false })).toMatchObject({
    refusal: { code: 'bulk.undone' },
  });

  await propose(shop, idsOf(sent), 'bulk-2');
  await confirmBulk(shop, { ...own, id: 'bulk-2', proved: false });
  await runBulk(shop, { bulkId: 'bulk-2' });
  expect(await undoBulk(shop, { id: 'bulk-2', staffId: 'desk' })).toMatchObject({ refusal: { code: 'bulk.begun' } });
});

test('what needs a person, is not here or is over is left out with its reason', async () => {
  await using db = await openTestDatabase();
  const sent = await arrived(db, 3);
  const [first, decided, worn] = sent;
  if (!first || !decided || !worn) throw new Error('no return');
  const { shop } = first;
  const announced = await returnOf(shop, { id: 'oa', number: '#2001', lines: [{ id: 'la' }] });
  const { version } = await rowOf(decided);
  await decideReturn(shop, { returnId: decided.returnId, version, staffId: 'x', decisions: acceptAll(decided.lines) });
  await receive(worn, { grade: 'damaged' });
  const ids = [...idsOf([first, decided, worn]), announced.returnId, 'nothing', first.returnId];
  await propose(shop, ids);
  const { rows } = await outcomes(first);
  expect(rows?.map(([outcome, code]) => code ?? outcome)).toEqual([
    'ready',
    'already-decided',
    'judgement',
    'not-inspected',
    'not-found',
  ]);
});

test('a return that changed since it was shown is refused alone, and can be proposed again', async () => {
  await using db = await openTestDatabase();
  const sent = await arrived(db, 3);
  const [first, changed, third] = sent;
  if (!first || !changed || !third) throw new Error('no return');
  const { shop } = first;
  await propose(shop, idsOf(sent));
  await confirmBulk(shop, { ...own, id: 'bulk-1', proved: false });
  await receive(changed, { note: 'Counted again', grade: 'opened' });
  await runBulk(shop, { bulkId: 'bulk-1' });
  const { state, rows } = await outcomes(first);
  expect(state).toBe('done');
  expect(rows?.map(([outcome, code]) => code ?? outcome)).toEqual(['done', 'return.stale', 'done']);
  expect(await listPayoutsOfReturn(db, changed.returnId)).toEqual([]);
  await propose(shop, [changed.returnId], 'again');
  await confirmBulk(shop, { ...own, id: 'again', proved: false });
  await runBulk(shop, { bulkId: 'again' });
  expect(await listPayoutsOfReturn(db, changed.returnId)).toHaveLength(1);
});

test('without a proof only as much leaves as the limit lets, and the rest is named', async () => {
  await using db = await openTestDatabase();
  const sent = await arrived(db, 3);
  const [first] = sent;
  if (!first) throw new Error('no return');
  await propose(first.shop, idsOf(sent));
  const limits = { EUR: 2 * (await rowOf(first)).total };
  const confirmed = await confirmBulk(first.shop, { id: 'bulk-1', staffId: 'desk', proved: false, limits });
  expect(confirmed).toEqual({ ok: true });
  await runBulk(first.shop, { bulkId: 'bulk-1' });
  expect((await outcomes(first)).rows?.map(([outcome, code]) => [outcome, code])).toEqual([
    ['done', null],
    ['done', null],
    ['excluded', 'step-up'],
  ]);
});

test('what is above the limit together goes only with a proof; the limit itself is free', async () => {
  await using db = await openTestDatabase();
  const sent = await arrived(db, 2);
  const [first, dear] = sent;
  if (!first || !dear) throw new Error('no return');
  const { shop } = first;
  const amount = (await rowOf(first)).total;
  await propose(shop, idsOf(sent));
  const limits = { EUR: amount - 1 };
  expect(await confirmBulk(shop, { id: 'bulk-1', staffId: 'desk', proved: false, limits })).toMatchObject({
    refusal: { code: 'bulk.nothing-left' },
  });
  expect((await viewBulk(shop, { id: 'bulk-1', staffId: 'desk', limits }))?.rows.every((row) => row.aboveLimit)).toBe(
    true,
  );
  const aboveWith = async (limit: number) => {
    const view = await viewBulk(shop, { id: 'bulk-1', staffId: 'desk', limits: { EUR: limit } });
    return view?.rows.map((row) => row.aboveLimit);
  };
  expect(await aboveWith(amount)).toEqual([false, true]);
  expect(await aboveWith(2 * amount - 1)).toEqual([false, true]);
  expect(await aboveWith(2 * amount)).toEqual([false, false]);
  expect(await confirmBulk(shop, { id: 'bulk-1', staffId: 'desk', proved: true, limits })).toEqual({ ok: true });
  await runBulk(shop, { bulkId: 'bulk-1' });
  expect((await outcomes(first)).rows?.map(([outcome]) => outcome)).toEqual(['done', 'done']);
});

test('nothing chosen and too much chosen are refused whole, and a proposal belongs to who made it', async () => {
  await using db = await openTestDatabase();
  const [first] = await arrived(db, 1);
  if (!first) throw new Error('no return');
  const many = Array.from({ length: 20_000 }, (_, number) => `r${number}`);
  expect(await proposeBulk(first.shop, { id: 'b', staffId: 'desk', returnIds: many })).toEqual({
    ok: false,
    refusal: { code: 'bulk.too-many', count: 20_000, most: BULK_LIMIT },
  });
  expect(await proposeBulk(first.shop, { id: 'b', staffId: 'desk', returnIds: [] })).toMatchObject({ ok: false });
  await propose(first.shop, [first.returnId]);
  expect(await viewBulk(first.shop, { ...own, staffId: 'another', id: 'bulk-1' })).toBeNull();
  expect(await confirmBulk(first.shop, { ...own, staffId: 'another', id: 'bulk-1', proved: true })).toMatchObject({
    refusal: { code: 'bulk.not-found' },
  });
});

test('a run that was cut off goes on where it ended', async () => {
  await using db = await openTestDatabase();
  const sent = await arrived(db, 3);
  const [first] = sent;
  if (!first) throw new Error('no return');
  await propose(first.shop, idsOf(sent));
  await confirmBulk(first.shop, { ...own, id: 'bulk-1', proved: false });
  let left = 3;
  const dying = {
    ...first.shop,
    db: {
      ...db,
      transaction: <T>(work: Parameters<typeof db.transaction<T>>[0]) => {
        left -= 1;
        if (left < 0) throw new Error('the power went');
        return db.transaction(work);
      },
    },
  };
  await expect(runBulk(dying, { bulkId: 'bulk-1' })).rejects.toThrow('the power went');
  expect((await outcomes(first)).rows?.map(([outcome]) => outcome)).toEqual(['done', 'done', 'ready']);
  await runBulk(first.shop, { bulkId: 'bulk-1' });
  expect((await outcomes(first)).rows?.map(([outcome]) => outcome)).toEqual(['done', 'done', 'done']);
  expect(await payoutsOf(db, sent)).toHaveLength(3);
});
