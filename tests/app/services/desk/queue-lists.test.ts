import { expect, test } from 'vitest';
import { assignReturns, undoAssignment } from '#app/services/assign-returns.server.ts';
import { type ReadFilter, readFilter } from '#app/services/desk-filter.ts';
import type { QueueViewName } from '#app/services/queue-views.ts';
import { changeView, dropView, OWN_VIEWS_LIMIT, saveView } from '#app/services/save-view.server.ts';
import { searchReturns } from '#app/services/search-returns.server.ts';
import { viewQueue } from '#app/services/view-queue.server.ts';
import { listAudit } from '#db/audit.ts';
import { addSearchTerms, dropSearchTerms } from '#db/search.ts';
import { searchTerms } from '#machines/search-terms.ts';
import { aReturn, at } from '#tests/db/rows.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { returnOf, rowOf, type SentReturn, sendReturn } from '../staff/arrange.ts';
import { arrived, idsOf } from './arrange.ts';

const listed = async ({ shop }: SentReturn, view: QueueViewName, filter: ReadFilter = {}, staffId = 'desk') =>
  (await viewQueue(shop, { view, staffId, filter })).rows.map((row) => row.id);

testOnEachEngine('each view holds its own, counted, one list by the legal date over all of its states', async (db) => {
  const sent = await arrived(db, 3);
  const [first, second, third] = sent;
  if (!first || !second || !third) throw new Error('no return');
  const { shop } = first;
  const open = await returnOf(shop, { id: 'oo', number: '#3001', lines: [{ id: 'lo' }] });
  expect(await listed(first, 'decide')).toEqual(idsOf(sent));
  expect(await listed(first, 'on-the-way')).toEqual([open.returnId]);
  expect(await listed(first, 'mine')).toEqual([]);
  expect(await listed(first, 'overdue')).toEqual([]);
  const taken = { id: 'act-1', staffId: 'desk', returnIds: [third.returnId, open.returnId] };
  expect(await assignReturns(shop, { ...taken, giving: 'take' })).toMatchObject({ ok: true, done: 2, left: 0 });
  expect(await listed(first, 'mine')).toEqual([third.returnId, open.returnId]);
  expect(await listed(first, 'mine', {}, 'another')).toEqual([]);
  await db.transaction(async (tx) => {
    const { returns } = tx.tables;
    await tx.update(returns).set({ review: true });
  });
  expect(await listed(first, 'review')).toHaveLength(4);
  shop.pass({ hours: 24 * 40 });
  expect(await listed(first, 'overdue')).toEqual([...idsOf(sent), open.returnId]);
  const { counts } = await viewQueue(shop, { view: 'decide', staffId: 'desk' });
  expect(counts).toMatchObject({
    decide: { count: 3, more: false },
    mine: { count: 2, more: false },
    overdue: { count: 4, more: false },
    review: { count: 4, more: false },
    uninspected: { count: 0, more: false },
  });
});

testOnEachEngine('what is narrowed down is the same on both engines', async (db) => {
  const first = await sendReturn(db, [{ id: 'l1' }]);
  const dear = await returnOf(first.shop, {
    ...{ id: 'o2', number: '#1002', lines: [{ id: 'l2', unitPrice: 9900 }], country: 'FR', timeZone: 'Europe/Paris' },
  });
  const all = [first.returnId, dear.returnId];
  const of = (filter: ReadFilter) => listed(first, 'on-the-way', filter);
  expect(await of({})).toEqual(all);
  expect(await of({ country: 'FR' })).toEqual([dear.returnId]);
  expect(await of({ country: 'JP' })).toEqual([]);
  expect(await of({ amount: { currency: 'EUR', from: 5000 } })).toEqual([dear.returnId]);
  expect(await of({ amount: { currency: 'USD' } })).toEqual([]);
  const { total, reasons } = await rowOf(first);
  expect(await of({ amount: { currency: 'EUR', from: total, to: total } })).toEqual([first.returnId]);
  expect(await of({ reason: reasons.trim() })).toContain(first.returnId);
  expect(await of({ reason: 'arrived-late' })).toEqual([]);
  expect(await of({ resolution: 'store-credit' })).toEqual([]);
  expect(await of({ assigned: 'nobody' })).toEqual(all);
  await assignReturns(first.shop, { id: 'a', staffId: 'me', returnIds: [first.returnId], giving: 'take' });
  expect(await of({ assigned: 'nobody' })).toEqual([dear.returnId]);
  expect(await of({ assigned: 'me' })).toEqual([]);
  const today = first.shop.clock().toZonedDateTimeISO('Europe/Berlin').toPlainDate();
  expect(await of({ requestedFrom: today.toString(), requestedTo: today.toString() })).toEqual(all);
  expect(await of({ requestedFrom: today.add({ days: 1 }).toString() })).toEqual([]);
  expect(await of({ requestedTo: today.subtract({ days: 1 }).toString() })).toEqual([]);
  expect(await of({ text: '#1002' })).toEqual([dear.returnId]);
  expect(await of({ text: 'nobody at all' })).toEqual([]);
});

testOnEachEngine('a return is found by what is written on it, by the beginning of every word', async (db) => {
  const first = await sendReturn(db);
  const other = await returnOf(first.shop, { id: 'o2', number: '#7777', lines: [{ id: 'z' }] });
  const { rmaCode, email } = await rowOf(first);
  const found = async (text: string) => (await searchReturns(first.shop, text)).returns.map((one) => one.id);
  expect(await found(rmaCode.slice(0, 6))).toEqual([first.returnId]);
  expect(await found('#77')).toEqual([other.returnId]);
  expect((await found(email)).toSorted()).toEqual([first.returnId, other.returnId].toSorted());
  expect(await found(`${email} 7777`)).toEqual([other.returnId]);
  expect(await found('%')).toEqual([]);
  await db.transaction((tx) => addSearchTerms(tx, first.returnId, searchTerms(['JJD000390007827437900', email])));
  expect(await found('jjd00039')).toEqual([first.returnId]);
  await db.transaction((tx) => dropSearchTerms(tx, first.returnId));
  expect(await found('jjd00039')).toEqual([]);
  expect(await found(email)).toEqual([other.returnId]);
});

testOnEachEngine(
  'a word that begins too many is looked at as far as the limit, and the rarer word wins',
  async (db) => {
    const first = await sendReturn(db);
    await db.transaction(async (tx) => {
      for (let start = 0; start < 2500; start += 500) {
        const keys = Array.from({ length: 500 }, (_, index) => `${start + index}`);
        await tx.insert(tx.tables.returns).values(keys.map((key) => aReturn(key, { queueAt: at(Number(key)) })));
        const words = keys.map((key) => ({ returnId: `return-${key}`, words: ` common n${key}x` }));
        await tx.insert(tx.tables.searchDocuments).values(words);
        const terms = keys.flatMap((key) => [
          { term: 'common', returnId: `return-${key}` },
          { term: `n${key}x`, returnId: `return-${key}` },
        ]);
        await tx.insert(tx.tables.searchTerms).values(terms);
      }
    });
    const many = await searchReturns(first.shop, 'common');
    expect(many).toMatchObject({ more: true });
    expect(many.returns).toHaveLength(50);
    expect((await searchReturns(first.shop, 'comm n2345x')).returns.map((one) => one.id)).toEqual(['return-2345']);
    expect(
      (await viewQueue(first.shop, { view: 'on-the-way', staffId: 'desk', filter: { text: 'common' } })).tooMany,
    ).toBe(true);
  },
);

test('wrong questions are told at their field, and the right ones still count', () => {
  const read = (query: string) => readFilter(new URLSearchParams(query));
  expect(read('country=de&reason=changed-mind')).toMatchObject({
    filter: { country: 'DE', reason: 'changed-mind' },
    problems: {},
  });
  expect(read('country=Germany&reason=changed-mind')).toMatchObject({
    filter: { country: undefined, reason: 'changed-mind' },
    problems: { country: 'unknown' },
    typed: { country: 'Germany' },
  });
  expect(read('from=10').problems).toEqual({ currency: 'currency' });
  expect(read('currency=EUR&from=10,5&to=20').filter.amount).toEqual({ currency: 'EUR', from: 1050, to: 2000 });
  expect(read('currency=KWD&from=1.234').filter.amount).toMatchObject({ from: 1234 });
  expect(read('currency=JPY&from=1.5').problems).toEqual({ from: 'amount' });
  expect(read('currency=EUR&from=20&to=10').problems).toEqual({ to: 'order' });
  expect(read('currency=EUR&from=-1').problems).toEqual({ from: 'amount' });
  expect(read('requested-from=2026-02-30').problems).toEqual({ 'requested-from': 'day' });
  expect(read('requested-from=2026-03-02&requested-to=2026-03-01').problems).toEqual({ 'requested-to': 'order' });
  expect(read('assigned=a%27%20or%201%3D1').problems).toEqual({ assigned: 'unknown' });
  expect(read('text=a').problems).toEqual({ text: 'text' });
  expect(read(`text=${'x'.repeat(5000)}`).typed.text).toHaveLength(200);
});

testOnEachEngine('a return is taken, given on and given back, each an act, and nobody takes another’s', async (db) => {
  const [first, second] = await arrived(db, 2);
  if (!first || !second) throw new Error('no return');
  const { shop } = first;
  const ids = idsOf([first, second]);
  const give = (id: string, staffId: string, giving: Parameters<typeof assignReturns>[1]['giving'], returnIds = ids) =>
    assignReturns(shop, { id, staffId, returnIds, giving });
  const owners = async () => [(await rowOf(first)).assignedTo, (await rowOf(second)).assignedTo];
  const { version } = await rowOf(first);
  expect(await give('1', 'anna', 'take', [first.returnId])).toMatchObject({ done: 1 });
  expect(await give('2', 'ben', 'take')).toMatchObject({ done: 1, left: 1 });
  expect(await owners()).toEqual(['anna', 'ben']);
  expect(await give('2', 'ben', 'take')).toMatchObject({ ok: true });
  expect(await give('3', 'ben', 'give-back')).toMatchObject({ done: 1, left: 1 });
  expect(await give('4', 'ben', { to: 'cleo' })).toMatchObject({ done: 2, left: 0 });
  expect(await owners()).toEqual(['cleo', 'cleo']);
  expect((await rowOf(first)).version).toBe(version);
  expect(await undoAssignment(shop, { id: '4', staffId: 'anna' })).toMatchObject({ ok: false });
  await give('5', 'cleo', 'give-back', [second.returnId]);
  expect(await undoAssignment(shop, { id: '4', staffId: 'ben' })).toEqual({ ok: true, done: 1 });
  expect(await owners()).toEqual(['anna', null]);
  expect(await undoAssignment(shop, { id: '4', staffId: 'ben' })).toEqual({ ok: true, done: 0 });
  const acts = await listAudit(db, { act: 'return.assign', returnId: first.returnId }, 10);
  expect(acts.map(({ actor, after }) => [actor, after])).toEqual([
    ['staff:ben', { assignedTo: 'anna' }],
    ['staff:ben', { assignedTo: 'cleo' }],
    ['staff:anna', { assignedTo: 'anna' }],
  ]);
  await give('6', 'ben', 'take', [second.returnId]);
  shop.pass({ minutes: 11 });
  expect(await undoAssignment(shop, { id: '6', staffId: 'ben' })).toMatchObject({ refusal: { code: 'bulk.too-late' } });
});

testOnEachEngine('a view is kept under a name, counted, changed by its owner alone, and limited', async (db) => {
  const first = await sendReturn(db);
  const { shop } = first;
  const view = { id: 'v1', staffId: 'anna', name: ' German ', query: 'view=on-the-way&x=1&country=DE&from=junk' };
  expect(await saveView(shop, { ...view, shared: false })).toEqual({ ok: true, id: 'v1' });
  expect(await saveView(shop, { ...view, shared: false })).toEqual({ ok: true, id: 'v1' });
  const seen = async (staffId: string) => (await viewQueue(shop, { view: 'decide', staffId })).saved;
  expect(await seen('anna')).toEqual([
    {
      id: 'v1',
      name: 'German',
      query: 'view=on-the-way&country=DE',
      shared: false,
      own: true,
      count: { count: 1, more: false },
    },
  ]);
  expect(await seen('ben')).toEqual([]);
  expect(await changeView(shop, { id: 'v1', staffId: 'ben', name: 'Mine', shared: false })).toMatchObject({
    ok: false,
  });
  expect(await changeView(shop, { id: 'v1', staffId: 'anna', name: 'For all', shared: true })).toEqual({ ok: true });
  expect(await seen('ben')).toMatchObject([{ name: 'For all', own: false }]);
  expect(await dropView(shop, { id: 'v1', staffId: 'ben' })).toMatchObject({ ok: false });
  expect(await dropView(shop, { id: 'v1', staffId: 'anna' })).toMatchObject({ ok: true, name: 'For all' });
  expect(await seen('ben')).toEqual([]);
  for (let number = 0; number < OWN_VIEWS_LIMIT; number += 1)
    expect(await saveView(shop, { ...view, id: `n${number}`, shared: false })).toMatchObject({ ok: true });
  expect(await saveView(shop, { ...view, id: 'more', shared: false })).toMatchObject({
    refusal: { code: 'view.too-many-own', most: OWN_VIEWS_LIMIT },
  });
  for (const [name, code] of [
    ['', 'missing'],
    ['   ', 'missing'],
    ['x'.repeat(61), 'long'],
  ])
    expect(await saveView(shop, { ...view, id: 'z', name: name ?? '', shared: false })).toMatchObject({
      refusal: { code: `view.name-${code}` },
    });
});

test('the clock says what it counts from, and the customer’s own day', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const clockOf = async (view: QueueViewName) => (await viewQueue(sent.shop, { view, staffId: 'x' })).rows[0]?.clock;
  expect(await clockOf('on-the-way')).toMatchObject({ since: 'held', due: { kind: 'due' }, sendBy: { over: false } });
  sent.shop.pass({ hours: 24 * 20 });
  expect(await clockOf('on-the-way')).toMatchObject({ due: { kind: 'overdue' }, sendBy: { over: true } });
});
