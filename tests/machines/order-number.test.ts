import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emailKey } from '#machines/email-address.ts';
import { ORDER_NUMBER_INPUT_LIMIT, orderNumberKey } from '#machines/order-number.ts';

test.each([
  '#1001',
  '1001',
  ' # 1001 ',
  '＃１００１',
  '١٠٠١',
  '۱۰۰۱',
  '१००१',
  'Order 1001',
  'order no. 1001',
  'ORDER NUMBER: #1001',
  'Bestellung 1001',
  'Bestellnummer: 1001',
  'Nr. 1001',
  'no. 1001',
  'N° 1001',
  '№ 1001',
  'commande n° 1001',
  '订单号1001',
  '订单号：1001',
  '注文番号1001',
  'رقم الطلب: ١٠٠١',
  '(1001)',
  '1001.',
  '\u200e#1001\u200f',
])('%s is order 1001', (typed) => {
  expect(orderNumberKey(typed)).toEqual({ ok: true, key: '1001' });
});

test.each([
  ['#536365-2', '536365-2'],
  ['536365 2', '536365-2'],
  ['536365–2', '536365-2'],
  [' 536365 - 2 ', '536365-2'],
  ['536365/2', '536365-2'],
  ['5363652', '5363652'],
  ['eu1001b', 'EU1001B'],
  ['#NO-1001', 'NO-1001'],
  ['NO1001', 'NO1001'],
  ['Order-1001', 'ORDER-1001'],
  ['Order A', 'ORDER-A'],
  ['#0042', '0042'],
])('%s has the key %s', (typed, key) => {
  expect(orderNumberKey(typed)).toEqual({ ok: true, key });
});

test.each(['', '   ', '#', ' - – — ', '\u200b'])('%j is no order number', (typed) => {
  expect(orderNumberKey(typed)).toEqual({ ok: false, refusal: { code: 'order-number.empty' } });
});

test('a text beyond the limits is refused, one within them is not', () => {
  const tooLong = { ok: false, refusal: { code: 'order-number.too-long' } };
  expect(orderNumberKey('1'.repeat(64))).toMatchObject({ ok: true });
  expect(orderNumberKey('1'.repeat(65))).toEqual(tooLong);
  expect(orderNumberKey(`${' '.repeat(ORDER_NUMBER_INPUT_LIMIT)}1`)).toEqual(tooLong);
});

test('folding a key gives the key itself, whatever was typed', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^(order|no|nr|#|[. -]|\d){0,8}$/)),
      (typed) => {
        const folded = orderNumberKey(typed);
        if (folded.ok) expect(orderNumberKey(folded.key)).toEqual(folded);
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  [' Anna@Example.COM ', 'anna@example.com'],
  ['anna @ example.com', 'anna@example.com'],
  ['ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'anna@example.com'],
  ['mailto:anna@example.com', 'anna@example.com'],
  ['<anna@example.com>', 'anna@example.com'],
  ['anna+shop@example.com.', 'anna+shop@example.com'],
  ['info@MÜLLER.example', 'info@xn--mller-kva.example'],
  ['用户@例え.jp', '用户@xn--r8jz45g.jp'],
  ["o'neill@example.org", "o'neill@example.org"],
])('%s has the key %s', (typed, key) => {
  expect(emailKey(typed)).toEqual({ ok: true, key });
});

test.each([
  'anna',
  'anna@',
  '@example.com',
  'anna@localhost',
  'anna@1.2.3.4',
  'anna@[1.2.3.4]',
  'a@b@example.com',
  '"a b"@example.com',
  'anna@example.com,eve@example.com',
  'anna..b@example.com',
  'anna@-a.example.com',
  'anna@example.com/x',
  'anna@example.com:25',
  'anna@x.c\u0000om',
])('%j is no address', (typed) => {
  expect(emailKey(typed)).toEqual({ ok: false, refusal: { code: 'email.malformed' } });
});

test('an empty and an overlong address are refused as such', () => {
  expect(emailKey(' ')).toEqual({ ok: false, refusal: { code: 'email.empty' } });
  expect(emailKey(`${'a'.repeat(64)}@example.com`)).toMatchObject({ ok: true });
  expect(emailKey(`${'a'.repeat(65)}@example.com`)).toEqual({ ok: false, refusal: { code: 'email.too-long' } });
  expect(emailKey(`${'é'.repeat(40)}@example.com`)).toEqual({ ok: false, refusal: { code: 'email.too-long' } });
});
