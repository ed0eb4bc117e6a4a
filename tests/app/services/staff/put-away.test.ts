import { expect, test } from 'vitest';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { receiveParcel } from '#app/services/receive-parcel.server.ts';
import { viewPutAway } from '#app/services/view-put-away.server.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { allThere, returnOf, rowOf, sendReturn } from './arrange.ts';

testOnEachEngine('a day’s goods stand by where they go; counted again they stand once', async (db) => {
  const sent = await sendReturn(db);
  const take = (first: 'restock' | 'donate') =>
    receiveParcel(sent.shop, {
      ...{ rmaCode: sent.rmaCode, staffId: 'dock' },
      counts: allThere(sent.lines).map((count, index) => ({
        ...count,
        ...(index === 0 ? { disposition: first, serials: ['S-1'] } : { grade: 'used' }),
      })),
    });
  await take('restock');
  await take('donate');
  const view = await viewPutAway(sent.shop, { day: null, disposition: null });
  expect(view).toMatchObject({
    ...{ day: '2026-11-21', more: false },
    groups: [
      {
        disposition: 'refurbish',
        warehouse: 'Ada Lovelace, Berlin',
        rows: [{ sku: 'SKU-2', pieces: 1, waits: false }],
      },
      { disposition: 'donate', rows: [{ sku: 'SKU-1', pieces: 2, grade: 'as-new', serials: ['S-1'], waits: true }] },
    ],
  });
  expect((await viewPutAway(sent.shop, { day: null, disposition: 'donate' })).groups).toHaveLength(1);
  const before = Temporal.PlainDate.from('2026-11-20');
  expect((await viewPutAway(sent.shop, { day: before, disposition: null })).groups).toEqual([]);
});

test('what the desk did not take goes back, piece by piece, and what it took waits no longer', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const { rmaCode, returnId, shop } = sent;
  const counts = allThere(sent.lines, { disposition: 'destroy', grade: 'damaged' });
  await receiveParcel(shop, { rmaCode, staffId: 'dock', counts });
  const { version } = await rowOf(sent);
  const [two, one] = sent.lines;
  if (!two || !one) throw new Error('two lines');
  const decided = await decideReturn(shop, {
    ...{ returnId, version, staffId: 'desk' },
    decisions: [
      { lineId: two.id, type: 'accept', quantity: 1 },
      { lineId: one.id, type: 'reject', reason: 'damaged-by-customer', note: null },
    ],
  });
  expect(decided.ok).toBe(true);
  const { groups } = await viewPutAway(shop, { day: null, disposition: null });
  expect(
    groups.map(({ disposition, rows }) => [disposition, rows.map(({ sku, pieces }) => `${pieces} ${sku}`)]),
  ).toEqual([
    ['destroy', ['1 SKU-1']],
    ['customer', ['1 SKU-1', '1 SKU-2']],
  ]);
  expect(groups.flatMap(({ rows }) => rows.map((row) => row.waits))).toEqual([false, false, false]);
});

test('what is not here is not put away, and midnight is the shop’s', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db, [{ id: 'a' }]);
  // 23:30 in Berlin, the day before by the clock of London.
  sent.shop.pass({ hours: 13, minutes: 30 });
  const counts = allThere(sent.lines, { received: 0, grade: 'missing' });
  await receiveParcel(sent.shop, { rmaCode: sent.rmaCode, staffId: 'dock', counts });
  const late = await returnOf(sent.shop, { id: 'o2', number: '#1002', lines: [{ id: 'b' }] });
  await receiveParcel(sent.shop, { rmaCode: late.rmaCode, staffId: 'dock', counts: allThere(late.lines) });
  sent.shop.pass({ hours: 1 });
  const of = async (day: string) =>
    (await viewPutAway(sent.shop, { day: Temporal.PlainDate.from(day), disposition: null })).groups.length;
  expect([await of('2026-11-21'), await of('2026-11-22')]).toEqual([1, 0]);
});
