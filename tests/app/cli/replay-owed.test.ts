import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readRows, spoken } from '#app/cli/replay/order-file.ts';

const HEADING =
  'Name,Currency,Subtotal,Shipping,Total,Discount Amount,Shipping Country,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem discount';
const owed = (orders: string[], returns: string[]) =>
  readRows(['order,email,sku,quantity,cancelled_at', ...returns].join('\n'), [HEADING, ...orders].join('\n')).map(
    (read) => (read.ok ? read.row.owed : read.problem),
  );

test('the 28 real rows are owed their pieces times their price', () => {
  const file = (name: string) => readFileSync(`tests/fixtures/returns/${name}.csv`, 'utf8');
  const rows = readRows(file('returns'), file('orders'));
  const amounts = rows.map((read) => (read.ok ? spoken(read.row.owed, read.row.currency) : read.problem));
  expect(amounts).toHaveLength(28);
  expect(amounts.slice(0, 5)).toEqual(['£25.50', '£5.90', '£2.10', '£9.30', '£13.95']);
  expect(rows.reduce((sum, read) => sum + (read.ok ? read.row.owed : 0), 0)).toBe(61_957);
});

test('a discount goes with its pieces, and all of them bring back what was paid', () => {
  const order = ['#1,GBP,11.90,0.00,11.90,0.10,GB,3,Cup,4.00,CUP,0.10'];
  expect(owed(order, ['#1,a@example.com,CUP,1,', '#1,a@example.com,CUP,2,'])).toEqual([396, 794]);
});

test('the delivery comes back with the last piece of the order, where the law says so', () => {
  const order = (country: string) => [
    `#1,EUR,12.00,4.90,16.90,,${country},2,Cup,4.00,CUP,0.00`,
    '#1,EUR,,,,,,1,Tray,4.00,TRAY,0.00',
  ];
  const all = ['#1,a@example.com,CUP,2,', '#1,a@example.com,TRAY,1,'];
  expect(owed(order('DE'), all)).toEqual([800, 890]);
  expect(owed(order('US'), all)).toEqual([800, 'only the shop knows whether the delivery goes back']);
});

test('what cannot be known is told and not guessed', () => {
  const order = ['#1,GBP,8.00,0.00,7.00,1.00,GB,2,Cup,4.00,CUP,0.00'];
  expect(owed(order, ['#1,a@example.com,CUP,1,'])).toEqual([expect.stringContaining('do not make its total')]);
  const plain = ['#2,GBP,8.00,0.00,8.00,,GB,2,Cup,4.00,CUP,0.00'];
  expect(owed(plain, ['#2,a@example.com,CUP,2,', '#2,a@example.com,CUP,1,', '#3,a@example.com,CUP,1,'])).toEqual([
    800,
    'the order has no line with so many pieces of this article left',
    'the file of orders has no such order',
  ]);
});

test('amounts are written digit by digit, in the decimals of their currency', () => {
  expect(spoken(1_234_505, 'GBP')).toBe('£12,345.05');
  expect(spoken(5, 'GBP')).toBe('£0.05');
  expect(spoken(1234, 'JPY')).toBe('JP¥1,234');
  expect(owed(['#1,KWD,4.340,0.000,4.340,,GB,1,Cup,4.340,CUP,'], ['#1,a@example.com,CUP,1,'])).toEqual([4340]);
});
