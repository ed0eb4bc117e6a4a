import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  allocate,
  exponent,
  formatMoney,
  MoneySchema,
  money,
  multiply,
  parseDecimal,
  payableStep,
  roundToPayable,
  subtract,
  toDecimal,
} from '#machines/money.ts';

const ZERO = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ');
const THREE = 'BHD JOD KWD OMR TND'.split(' ');
const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'ISK', 'HUF');

test.each([
  ...ZERO.map((code) => [code, 0] as const),
  ...THREE.map((code) => [code, 3] as const),
  ...['EUR', 'USD', 'GBP', 'ISK', 'UGX', 'HUF', 'TWD', 'CHF'].map((code) => [code, 2] as const),
])('exponent of %s is %i', (code, places) => {
  expect(exponent(code)).toBe(places);
});

test.each(['XXQ', 'eur', '', 'EURO', '€'])('the unknown currency %j is refused', (code) => {
  expect(() => exponent(code)).toThrow(RangeError);
  expect(parseDecimal('1', code)).toEqual({ ok: false, refusal: { code: 'money.unknown-currency' } });
  expect(MoneySchema.safeParse({ amount: 1, currency: code }).success).toBe(false);
});

test.each([
  ['12.50', 'EUR', 1250],
  ['12.5', 'EUR', 1250],
  ['12', 'EUR', 1200],
  ['0.07', 'EUR', 7],
  ['-3.10', 'EUR', -310],
  [' 8.00 ', 'EUR', 800],
  ['1.5000', 'EUR', 150],
  ['0012.00', 'EUR', 1200],
  ['1250', 'JPY', 1250],
  ['1250.00', 'JPY', 1250],
  ['1.234', 'KWD', 1234],
  ['1.2340', 'KWD', 1234],
  ['90071992547409.91', 'EUR', Number.MAX_SAFE_INTEGER],
  ['-0', 'EUR', 0],
])('parses %j %s as %i', (text, code, amount) => {
  expect(parseDecimal(text, code)).toEqual({ ok: true, money: { amount, currency: code } });
});

test.each([
  ['12.505', 'EUR', 'money.too-many-decimals'],
  ['12.5', 'JPY', 'money.too-many-decimals'],
  ['1.2345', 'KWD', 'money.too-many-decimals'],
  ['90071992547409.92', 'EUR', 'money.too-large'],
  ['99999999999999999999', 'JPY', 'money.too-large'],
  ['', 'EUR', 'money.garbage'],
  ['1e3', 'EUR', 'money.garbage'],
  ['1,50', 'EUR', 'money.garbage'],
  ['1.', 'EUR', 'money.garbage'],
  ['.5', 'EUR', 'money.garbage'],
  ['+1', 'EUR', 'money.garbage'],
  ['--1', 'EUR', 'money.garbage'],
  ['NaN', 'EUR', 'money.garbage'],
  ['1 000', 'EUR', 'money.garbage'],
  ['٣', 'EUR', 'money.garbage'],
])('refuses %j %s with %s', (text, code, refusal) => {
  expect(parseDecimal(text, code)).toEqual({ ok: false, refusal: { code: refusal } });
});

test.each([
  [{ amount: 5, currency: 'EUR' }, '0.05'],
  [{ amount: -5, currency: 'EUR' }, '-0.05'],
  [{ amount: 1234, currency: 'KWD' }, '1.234'],
  [{ amount: 1234, currency: 'JPY' }, '1234'],
  [{ amount: 0, currency: 'JPY' }, '0'],
])('writes %j as %s', (value, text) => {
  expect(toDecimal(value)).toBe(text);
});

test('writing and parsing are inverse', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), currency, (amount, code) => {
      const value = money(amount, code);
      expect(parseDecimal(toDecimal(value), code)).toEqual({ ok: true, money: value });
    }),
    { numRuns: 1000 },
  );
});

test('sums, differences and multiples are exact and stay in one currency', () => {
  expect(add(money(10, 'EUR'), money(20, 'EUR'))).toEqual({ amount: 30, currency: 'EUR' });
  expect(subtract(money(10, 'EUR'), money(20, 'EUR'))).toEqual({ amount: -10, currency: 'EUR' });
  expect(multiply(money(333, 'EUR'), 3)).toEqual({ amount: 999, currency: 'EUR' });
  expect(multiply(money(-5, 'EUR'), 0)).toEqual({ amount: 0, currency: 'EUR' });
  expect(() => add(money(1, 'EUR'), money(1, 'USD'))).toThrow(RangeError);
  expect(() => subtract(money(1, 'EUR'), money(1, 'USD'))).toThrow(RangeError);
  expect(() => multiply(money(1, 'EUR'), 0.5)).toThrow(RangeError);
  expect(() => add(money(Number.MAX_SAFE_INTEGER, 'EUR'), money(1, 'EUR'))).toThrow(RangeError);
  expect(() => money(0.1, 'EUR')).toThrow(RangeError);
});

test.each([
  [100, [1, 1, 1], [34, 33, 33]],
  [-100, [1, 1, 1], [-34, -33, -33]],
  [10, [3, 3, 1], [4, 4, 2]],
  [5, [0, 0], [3, 2]],
  [0, [], []],
  [1, [1, 2], [0, 1]],
  [7, [0, 5], [0, 7]],
])('allocates %i by %j as %j', (total, weights, parts) => {
  expect(allocate(money(total, 'EUR'), weights).map((part) => part.amount)).toEqual(parts);
});

test('an allocation sums exactly, and no part is a unit or more from its exact share', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.array(fc.nat(1e6), { minLength: 1, maxLength: 30 }),
      currency,
      (total, weights, code) => {
        const parts = allocate(money(total, code), weights).map((part) => part.amount);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        const sum = weights.reduce((a, b) => a + b, 0);
        if (sum === 0) return;
        const farthest = Math.max(...weights.map((weight, i) => Math.abs((parts[i] ?? 0) - (total * weight) / sum)));
        expect(farthest).toBeLessThan(1.001);
      },
    ),
    { numRuns: 1000 },
  );
});

test('an allocation of the largest amount does not lose a unit', () => {
  const parts = allocate(money(Number.MAX_SAFE_INTEGER, 'EUR'), [Number.MAX_SAFE_INTEGER, 1, Number.MAX_SAFE_INTEGER]);
  expect(parts.reduce((sum, part) => sum + BigInt(part.amount), 0n)).toBe(BigInt(Number.MAX_SAFE_INTEGER));
});

test('weights that are no whole numbers from 0 are refused', () => {
  expect(() => allocate(money(1, 'EUR'), [-1])).toThrow(RangeError);
  expect(() => allocate(money(1, 'EUR'), [0.5])).toThrow(RangeError);
  expect(() => allocate(money(1, 'EUR'), [])).toThrow(RangeError);
});

test.each([
  [3333, 'KWD', 10_000, 3340],
  [3330, 'KWD', 10_000, 3330],
  [3333, 'KWD', 3335, 3330],
  [3333, 'KWD', 0, 0],
  [101, 'ISK', 1000, 200],
  [101, 'UGX', 199, 100],
  [101, 'HUF', 1000, 101],
  [101, 'EUR', 1000, 101],
  [101, 'EUR', 50, 50],
  [101, 'JPY', 1000, 101],
])('%i %s with %i left is payable as %i', (amount, code, left, expected) => {
  expect(roundToPayable(money(amount, code), money(left, code))).toEqual({ amount: expected, currency: code });
});

test('nothing negative is payable', () => {
  expect(() => roundToPayable(money(-1, 'EUR'), money(1, 'EUR'))).toThrow(RangeError);
  expect(() => roundToPayable(money(1, 'EUR'), money(1, 'USD'))).toThrow(RangeError);
  expect([payableStep('KWD'), payableStep('ISK'), payableStep('EUR'), payableStep('JPY')]).toEqual([10, 100, 1, 1]);
});

test.each([
  [1250, 'EUR', 'en', '€12.50'],
  [1250, 'EUR', 'de', '12,50 €'],
  [1250, 'JPY', 'en', '¥1,250'],
  [1234, 'KWD', 'en', 'KWD 1.234'],
  [150_000, 'ISK', 'en', 'ISK 1,500'],
  [500_000, 'UGX', 'en', 'UGX 5,000'],
  [123_456, 'HUF', 'en', 'HUF 1,234.56'],
  [-1250, 'EUR', 'en', '-€12.50'],
  [0, 'EUR', 'en', '€0.00'],
  [150_050, 'ISK', 'en', 'ISK 1,500.50'],
  [0, 'ISK', 'en', 'ISK 0'],
  [100, 'UGX', 'en', 'UGX 1'],
  [1200, 'EUR', 'en', '€12.00'],
  [5000, 'KWD', 'en', 'KWD 5.000'],
  [100, 'HUF', 'en', 'HUF 1.00'],
  [Number.MAX_SAFE_INTEGER, 'EUR', 'en', '€90,071,992,547,409.91'],
])('%i %s in %s reads %s', (amount, code, locale, text) => {
  expect(formatMoney(money(amount, code), locale).replaceAll('\u00a0', ' ')).toBe(text);
});
