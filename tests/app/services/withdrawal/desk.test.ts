import { expect, test } from 'vitest';
import { answerWithdrawal } from '#app/services/answer-withdrawal.server.ts';
import { joinByHand } from '#app/services/join-by-hand.server.ts';
import { matchWithdrawal } from '#app/services/match-withdrawal.server.ts';
import { submitWithdrawal } from '#app/services/submit-withdrawal.server.ts';
import { viewDeskWithdrawal } from '#app/services/view-desk-withdrawal.server.ts';
import { viewWithdrawals } from '#app/services/view-withdrawals.server.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn } from '#db/returns.ts';
import type { WithdrawalRow } from '#db/withdrawals.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { NOW, openShop, sell, type TestShop } from '../customer/arrange.ts';
import { piecesInReturns, statement, stored, withdraw } from './arrange.ts';

const hand = ({ id: withdrawalId, version }: WithdrawalRow) => ({ withdrawalId, version, staffId: 'agent' });

const view = async (shop: TestShop, { id: withdrawalId }: WithdrawalRow) => {
  const found = await viewDeskWithdrawal(shop, { withdrawalId });
  if (!found) throw new Error('not there');
  return found;
};

testOnEachEngine('a person finds the order of own words and makes the return of the lines meant', async (db) => {
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1', quantity: 2 }, { id: 'l2' }] });
  const scope = { kind: 'words', words: 'one of the cups' } as const;
  const row = await withdraw(shop, { contract: 'my order of Sunday', email: 'ada@work.example', scope });
  expect(await view(shop, row)).toMatchObject({
    ...{ state: 'needs-person', problem: 'order-unknown', right: null, lines: [], mayJoin: false, mayMatch: true },
  });
  expect(await matchWithdrawal(shop, { ...hand(row), orderNumber: '4711' })).toMatchObject({ ok: false });
  expect(await matchWithdrawal(shop, { ...hand(row), orderNumber: '#1001 ' })).toEqual({ ok: true });
  const matched = await stored(shop, row.id);
  expect(await view(shop, matched)).toMatchObject({
    ...{ problem: 'own-words', orderNumber: '#1001', candidate: null, mayJoin: true },
    right: { kind: 'open', lastDay: '2026-11-30' },
    lines: [
      { id: 'l1', left: 2, named: 0 },
      { id: 'l2', left: 1, named: 0 },
    ],
  });
  // Somebody who saw the page before the order was matched acts on nothing.
  const lines = [{ lineId: 'l1', quantity: 1 }];
  expect(await joinByHand(shop, { ...hand(row), lines })).toEqual({ ok: false, refusal: { code: 'withdrawal.stale' } });
  expect(await joinByHand(shop, { ...hand(matched), lines: [] })).toMatchObject({ refusal: { code: 'items.none' } });
  const tooMany = [{ lineId: 'l1', quantity: 3 }];
  expect(await joinByHand(shop, { ...hand(matched), lines: tooMany })).toMatchObject({
    refusal: { code: 'items.impossible' },
  });
  const both = await Promise.all([1, 2].map(() => joinByHand(shop, { ...hand(matched), lines })));
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect(await piecesInReturns(shop)).toEqual({ l1: 1 });
  const done = await stored(shop, row.id);
  expect(done).toMatchObject({ state: 'joined', orderId: 'o1', late: false });
  expect(await loadReturn(db, done.returnId ?? '')).toMatchObject({ withdrawalId: row.id, requestedAt: NOW });
});

test('one that came late is judged as in time when a person accepts it; legal days still count from it', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1', traits: ['final_sale'] }] });
  shop.pass({ hours: 24 * 60 });
  const at = shop.clock();
  const row = await withdraw(shop);
  expect(await view(shop, row)).toMatchObject({
    ...{ late: true, problem: 'late', mayJoin: true, lines: [{ id: 'l1', left: 1, named: 1 }] },
  });
  const joined = await joinByHand(shop, { ...hand(row), lines: [{ lineId: 'l1', quantity: 1 }] });
  if (!joined.ok) throw new Error(joined.refusal.code);
  expect(await loadReturn(db, joined.returnId)).toMatchObject({ requestedAt: at, withdrawalId: row.id });
  const [line] = await listReturnLines(db, joined.returnId);
  expect(line?.verdict).toMatchObject({ withinLaw: true, basis: 'law', decidedAt: '2026-11-30T22:59:59.999Z' });
});

testOnEachEngine('an answer names a day or an article, or is refused where none is known', async (db) => {
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1', traits: ['custom_made'] }] });
  const unknown = await withdraw(shop, { contract: '4711' });
  for (const [answer, code] of [
    ['late', 'answer.no-day'],
    ['excepted', 'answer.no-article'],
  ] as const) {
    expect(await answerWithdrawal(shop, { ...hand(unknown), answer })).toEqual({ ok: false, refusal: { code } });
  }
  expect(await answerWithdrawal(shop, { ...hand(unknown), answer: 'no-contract' })).toEqual({ ok: true });
  const made = await withdraw(shop);
  expect(await answerWithdrawal(shop, { ...hand(made), answer: 'excepted' })).toEqual({ ok: true });
  expect(await stored(shop, made.id)).toMatchObject({
    state: 'answered',
    context: { answer: 'excepted', problem: null },
  });
  expect(await answerWithdrawal(shop, { ...hand(made), answer: 'excepted' })).toMatchObject({
    refusal: { code: 'withdrawal.stale' },
  });
  // A wrong answer can be put right.
  const again = await stored(shop, unknown.id);
  expect(await matchWithdrawal(shop, { ...hand(again), orderNumber: '1001' })).toEqual({ ok: true });
  expect(await stored(shop, unknown.id)).toMatchObject({ state: 'needs-person', context: { problem: 'excepted' } });
});

test('after the answer that there is no such order, the same statement is looked at anew', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const row = await withdraw(shop);
  expect(await answerWithdrawal(shop, { ...hand(row), answer: 'no-contract' })).toEqual({ ok: true });
  await sell(shop, { lines: [{ id: 'l1' }] });
  expect(await withdraw(shop)).toMatchObject({ state: 'joined', repeatOf: null });
});

testOnEachEngine('the list begins with what is due first, and says what may still be stopped', async (db) => {
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1', traits: ['custom_made'] }], shipments: [] });
  const older = await withdraw(shop, { contract: '4711' });
  shop.pass({ hours: 30 });
  const newer = await withdraw(shop);
  await submitWithdrawal(shop, statement({ contract: 'not looked up yet' }));
  const list = await viewWithdrawals(shop, { view: 'waiting' });
  expect(list.rows.map(({ id, problem, stop, due }) => [id, problem, stop, due])).toEqual([
    [older.id, 'order-unknown', false, { kind: 'due', days: 13, lastDay: '2026-12-05' }],
    [newer.id, 'excepted', true, { kind: 'due', days: 14, lastDay: '2026-12-06' }],
    [expect.any(String), null, false, { kind: 'due', days: 14, lastDay: '2026-12-06' }],
  ]);
  expect(list.counts).toEqual({
    ...{ waiting: { count: 3, more: false }, joined: { count: 0, more: false }, done: { count: 0, more: false } },
  });
  shop.pass({ hours: 24 * 20 });
  const [first] = (await viewWithdrawals(shop, { view: 'waiting' })).rows;
  expect(first?.due).toMatchObject({ kind: 'overdue' });
});

test('a long list goes on where the page ended', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  for (let n = 0; n < 53; n += 1)
    await submitWithdrawal(shop, statement({ clientIp: `192.0.2.${n}`, contract: `${n}` }));
  const first = await viewWithdrawals(shop, { view: 'waiting' });
  const second = await viewWithdrawals(shop, { view: 'waiting', after: first.next });
  const ids = [...first.rows, ...second.rows].map(({ id }) => id);
  expect([first.rows.length, second.rows.length, new Set(ids).size, second.next]).toEqual([50, 3, 53, null]);
});
