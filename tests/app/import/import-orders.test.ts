import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { importOrders } from '#app/services/import-orders.server.ts';
import type { Database } from '#db/open.ts';
import { countOrders, findOrderByNumberKey, loadOrder } from '#db/orders.ts';
import { insertReturn } from '#db/returns.ts';
import { listSoldSerials } from '#db/sold-serials.ts';
import { orderNumberKey } from '#machines/order-number.ts';
import { aReturn, at } from '../../db/rows.ts';
import { openTestDatabase, testOnEachEngine } from '../../support/databases.ts';
import { csvOf, head, more } from './shopify-file.ts';

const SLICE = 'tests/fixtures/orders/online-retail-slice.csv';
const NASTY = 'tests/fixtures/orders/nasty.csv';

const take = (db: Database, source: AsyncIterable<Uint8Array>) => importOrders({ db, clock: () => at(0) }, source);
const text = (file: string) => Readable.from([Buffer.from(file)]);

async function summaryOf(db: Database, source: AsyncIterable<Uint8Array>) {
  const result = await take(db, source);
  if (!result.ok) throw new Error(result.refusal.missingColumns.join());
  return result.summary;
}

async function orderNumbered(db: Database, typed: string) {
  const key = orderNumberKey(typed);
  const found = key.ok ? await findOrderByNumberKey(db, key.key) : null;
  return found && (await loadOrder(db, found.id));
}

testOnEachEngine('real orders are imported once, and the same file again changes nothing', async (db) => {
  expect(await summaryOf(db, createReadStream(SLICE))).toMatchObject({
    ...{ rows: 127, ordersNew: 12, linesStored: 127, ordersRefused: 0, problems: [] },
  });
  const before = await orderNumbered(db, '536365');
  expect(before).toMatchObject({ number: '#536365', total: 13_912, taxIncluded: true, version: 1 });
  expect(before?.lines.map((line) => line.unitPrice * line.quantity).reduce((a, b) => a + b)).toBe(13_912);
  expect(before?.shipments).toMatchObject([{ deliveredAt: null }]);
  const again = await summaryOf(db, createReadStream(SLICE));
  expect(again).toMatchObject({ ordersNew: 0, ordersChanged: 0, ordersSame: 12, linesStored: 0 });
  expect(await orderNumbered(db, '536365')).toEqual(before);
});

test('bad orders are named and left out whole, the good ones around them are imported', async () => {
  await using db = await openTestDatabase();
  const summary = await summaryOf(db, createReadStream(NASTY));
  expect(summary).toMatchObject({ rows: 13, ordersNew: 6, ordersRefused: 5, rowsRefused: 1 });
  expect(summary).toMatchObject({ withoutEmail: 1, unknownCountry: 1, severalPayments: 1 });
  expect(summary.problems.map(({ line, order, code }) => [line, order, code]).toSorted()).toEqual([
    [10, '#2007', 'cell-invalid'],
    [11, '#2008', 'cell-invalid'],
    [12, null, 'order-number'],
    [13, '#2009', 'cell-invalid'],
    [14, '#2010 [31m', 'subtotal-differs'],
    [9, '#2006', 'total-differs'],
  ]);
  expect(await countOrders(db)).toBe(6);
  expect(await orderNumbered(db, '2006')).toBeNull();
  expect((await orderNumbered(db, '2002'))?.lines.map((line) => line.sku)).toEqual(['MUG', 'MUG']);
});

testOnEachEngine('a changed order is replaced, one with a return is kept', async (db) => {
  await summaryOf(db, text(csvOf([head(), head({ Name: '#1002' })])));
  const returned = await orderNumbered(db, '1002');
  await db.transaction((tx) => insertReturn(tx, aReturn('one', { orderId: returned?.id ?? '' })));
  const row = { 'Lineitem price': '2.00' };
  const longer = (name: string) => [
    head({ Name: name, Subtotal: '12.00', Total: '12.00' }),
    more({ Name: name, ...row }),
  ];
  const summary = await summaryOf(db, text(csvOf([...longer('#1001'), ...longer('#1002')])));
  expect(summary).toMatchObject({ ordersNew: 0, ordersChanged: 1, ordersSame: 0, ordersKept: 1, linesStored: 2 });
  expect(summary.notices).toEqual([{ line: 4, order: '#1002', code: 'kept' }]);
  expect(await orderNumbered(db, '1001')).toMatchObject({ total: 1200, version: 2 });
  expect(await orderNumbered(db, '1002')).toEqual(returned);
});

test('of one order twice in a file the later one counts', async () => {
  await using db = await openTestDatabase();
  const summary = await summaryOf(db, text(csvOf([head(), head({ 'Lineitem name': 'Newer' })])));
  expect(summary).toMatchObject({ ordersNew: 1, ordersChanged: 1 });
  expect((await orderNumbered(db, '1001'))?.lines[0]?.title).toBe('Newer');
});

test('an import that breaks off keeps what it stored and is completed by the next', async () => {
  await using db = await openTestDatabase();
  const file = csvOf(Array.from({ length: 250 }, (_, index) => head({ Name: `#${index + 1}` })));
  async function* brokenOff() {
    yield Buffer.from(file.slice(0, Math.floor(file.length * 0.6)));
    while ((await countOrders(db)) === 0) await setImmediate();
    throw new Error('the line went dead');
  }
  await expect(take(db, brokenOff())).rejects.toThrow('the line went dead');
  expect(await countOrders(db)).toBe(100);
  expect(await summaryOf(db, text(file))).toMatchObject({ ordersNew: 150, ordersSame: 100 });
  expect(await countOrders(db)).toBe(250);
});

test('two imports of the same file at once store each order once', async () => {
  await using db = await openTestDatabase();
  const file = csvOf(Array.from({ length: 150 }, (_, index) => head({ Name: `#${index + 1}` })));
  const [one, other] = await Promise.all([summaryOf(db, text(file)), summaryOf(db, text(file))]);
  expect(one.ordersNew + other.ordersNew).toBe(150);
  expect([one.ordersChanged, other.ordersChanged]).toEqual([0, 0]);
  expect(await countOrders(db)).toBe(150);
});

test('a file that is no export is refused and nothing is stored', async () => {
  await using db = await openTestDatabase();
  expect(await take(db, text('a,b\n1,2\n'))).toMatchObject({ ok: false, refusal: { code: 'not-orders' } });
  expect(await countOrders(db)).toBe(0);
});

test('all problems are counted, the first hundred are named', async () => {
  await using db = await openTestDatabase();
  const rows = Array.from({ length: 130 }, (_, index) => head({ Name: `#${index + 1}`, Total: 'x' }));
  const summary = await summaryOf(db, text(csvOf(rows)));
  expect([summary.ordersRefused, summary.problems.length, summary.ordersNew]).toEqual([130, 100, 0]);
});

test('serial numbers that the shop names are kept, and go with an order that changes', async () => {
  await using db = await openTestDatabase();
  const column = 'Lineitem serial numbers';
  const plain = csvOf([head()]);
  await summaryOf(db, text(plain));
  const order = await orderNumbered(db, '1001');
  const ids = order?.lines.map((line) => line.id) ?? [];
  expect(await listSoldSerials(db, ids)).toEqual(new Map());
  await summaryOf(db, text(csvOf([head({ [column]: ' NL-1; NL-2, NL-1' })])));
  expect([...(await listSoldSerials(db, ids)).values()]).toEqual([['NL-1', 'NL-2']]);
  await summaryOf(db, text(csvOf([head({ [column]: `NL-3,${'9'.repeat(10_000)}` })])));
  expect([...(await listSoldSerials(db, ids)).values()]).toEqual([['NL-3']]);
});

testOnEachEngine('weights that the shop names are kept, and a wrong one is told with its line', async (db) => {
  const column = 'Lineitem weight grams';
  const weights = async () => (await orderNumbered(db, '1001'))?.lines.map((line) => line.weightGrams);
  await summaryOf(db, text(csvOf([head()])));
  expect(await weights()).toEqual([null]);
  expect(await summaryOf(db, text(csvOf([head({ [column]: '420' })])))).toMatchObject({ ordersChanged: 1 });
  expect(await weights()).toEqual([420]);
  expect(await summaryOf(db, text(csvOf([head({ [column]: '0,42 kg' })])))).toMatchObject({
    ordersRefused: 1,
    problems: [{ line: 2, order: '#1001', code: 'cell-invalid', detail: { column, value: '0,42 kg' } }],
  });
  expect(await weights(), 'an order that is refused stays as it was').toEqual([420]);
});
