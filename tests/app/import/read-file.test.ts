import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { csvOf, head, more, ordersIn, problemsIn, readAll } from './shopify-file.ts';

const umlaut = csvOf([head({ 'Lineitem name': 'Käsebrett, „groß“ 日本', 'Shipping City': 'Köln' })]);
const latin = csvOf([
  head({ 'Lineitem name': 'Käsebrett', 'Shipping City': 'Köln' }),
  head({ Name: '#2', 'Lineitem name': 'Plain' }),
]);

test.each([
  ['UTF-8', Buffer.from(umlaut)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${umlaut}`)],
  ['UTF-16 LE', iconv.encode(umlaut, 'utf-16le', { addBOM: true })],
  ['UTF-16 BE', iconv.encode(umlaut, 'utf-16be', { addBOM: true })],
])('%s is read, wherever the pieces are cut', async (_, bytes) => {
  for (const size of [1, 2, 5, 100_000]) {
    const [order] = await ordersIn(bytes, size);
    expect(order?.lines[0]?.title).toBe('Käsebrett, „groß“ 日本');
    expect(order?.address.city).toBe('Köln');
  }
});

test.each(['windows-1252', 'latin1'])('%s is told from UTF-8 by its bytes', async (encoding) => {
  for (const size of [1, 3, 100_000]) {
    const orders = await ordersIn(iconv.encode(latin, encoding), size);
    expect(orders.map((order) => order.lines[0]?.title)).toEqual(['Käsebrett', 'Plain']);
  }
});

test('a file joined from both encodings is read line by line', async () => {
  const [first, ...rest] = umlaut.split('\n');
  const other = iconv.encode(
    csvOf([head({ Name: '#2', 'Lineitem name': 'Käse' })])
      .split('\n')
      .slice(1)
      .join('\n'),
    'latin1',
  );
  const orders = await ordersIn(Buffer.concat([Buffer.from([first, ...rest].join('\n')), other]));
  expect(orders.map((order) => order.lines[0]?.title)).toEqual(['Käsebrett, „groß“ 日本', 'Käse']);
});

test.each(['\n', '\r\n', '\r'])(
  'line ends %j, quoted line ends and empty lines leave the line numbers right',
  async (end) => {
    const second = [head({ Name: '#2', Total: 'x' }), more({ Name: '#2', 'Lineitem price': '1' })];
    const rows = [head({ Notes: `one${end}two${end}three` }), ...second, head({ Name: '#3' })];
    const file = csvOf(rows, end).replace(`${end}MUG`, `${end}${end}MUG`);
    for (const size of [1, 1000]) {
      const read = await readAll(file, size);
      expect(read.map((item) => item.kind)).toEqual(['order', 'problem', 'order', 'end']);
      expect(read[1]).toMatchObject({ problem: { line: 6, order: '#2', code: 'cell-invalid' } });
      expect(file.split(end)[5]).toContain('#2');
    }
  },
);

test('a file without a required column is refused at once, and the columns are named', async () => {
  const file = csvOf([head()]).replace(',Total,', ',Sum,').replace(',Email,', ',E-mail,');
  expect(await readAll(file)).toEqual([{ kind: 'not-orders', missingColumns: ['Email', 'Total'] }]);
  expect(await readAll('')).toMatchObject([{ kind: 'not-orders' }]);
  expect(await readAll('{"orders": []}')).toMatchObject([{ kind: 'not-orders' }]);
  expect(await readAll('a,"b\n1,2')).toMatchObject([{ kind: 'not-orders' }]);
});

test('columns are found in any case, and a heading without orders is an empty file', async () => {
  expect(await readAll(csvOf([]).toUpperCase())).toEqual([{ kind: 'end', rowsRead: 0 }]);
});

test('a quote that is never closed ends the reading and says where; the order before it is kept', async () => {
  const file = `${csvOf([head(), head({ Name: '#2' })])}"open,1\n2,3\n`;
  const read = await readAll(file);
  expect(read.map((item) => item.kind)).toEqual(['problem', 'order', 'order', 'end']);
  expect(read[0]).toMatchObject({ problem: { line: 4, order: null, code: 'unreadable' } });
});

test('a row with too few or too many cells refuses its order, and only that', async () => {
  const rows = csvOf([head(), head({ Name: '#2' }), head({ Name: '#3' })]).split('\n');
  const [heading = '', first = '', second = '', third = ''] = rows;
  const short = [heading, first.slice(0, -1), second, `${third},,,`].join('\n');
  expect(await problemsIn(short)).toMatchObject([{ line: 2, order: '#1001', code: 'row-cells' }]);
  expect(await ordersIn(short)).toHaveLength(2);
  expect(await problemsIn([heading, `${first},x`].join('\n'))).toMatchObject([{ code: 'row-cells' }]);
});

test('rows of one order are brought together from among 20 others, not from further away', async () => {
  const others = (count: number) => Array.from({ length: count }, (_, index) => head({ Name: `#${2000 + index}` }));
  const first = head({ Subtotal: '13.00', Total: '13.00' });
  const last = more({ 'Lineitem price': '3.00' });
  const near = await ordersIn(csvOf([first, ...others(19), last]));
  expect(near.find((order) => order.number === '#1001')?.lines.map((line) => line.sku)).toEqual(['MUG', 'CUP']);
  const far = csvOf([first, ...others(20), last]);
  expect(await ordersIn(far)).toHaveLength(20);
  expect(await problemsIn(far)).toMatchObject([
    { line: 2, order: '#1001', code: 'subtotal-differs' },
    { line: 23, order: '#1001', code: 'order-fields-missing' },
  ]);
});

test('the same order twice in one file is read twice and not doubled', async () => {
  const orders = await ordersIn(csvOf([head(), head()]));
  expect(orders.map((order) => order.lines.length)).toEqual([1, 1]);
  expect(orders[0]).toEqual(orders[1]);
});

test('a row without an order number is named', async () => {
  expect(await problemsIn(csvOf([head({ Name: ' # ' })]))).toEqual([
    { line: 2, order: null, code: 'order-number', detail: {} },
  ]);
});

test('an order may have 1,000 lines and no more', async () => {
  const rows = (count: number) => [head(), ...Array.from({ length: count - 1 }, () => more({ 'Lineitem price': '0' }))];
  expect((await ordersIn(csvOf(rows(1000)), 100_000))[0]?.lines).toHaveLength(1000);
  expect(await problemsIn(csvOf(rows(1001)))).toMatchObject([{ line: 1002, order: '#1001', code: 'too-many-lines' }]);
});
