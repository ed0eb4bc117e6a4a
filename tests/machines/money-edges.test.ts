import { expect, test } from 'vitest';
import { exponent, isCurrency } from '#machines/currency.ts';
import {
  add,
  allocate,
  CurrencySchema,
  MoneySchema,
  money,
  multiply,
  parseDecimal,
  payableStep,
  percentOf,
  roundToPayable,
  subtract,
  toDecimal,
} from '#machines/money.ts';

const MOST = Number.MAX_SAFE_INTEGER;
const eur = (amount: number) => ({ amount, currency: 'EUR' });

test.each([
  ['nothing', 0, 50, 0],
  ['no part', 1000, 0, 0],
  ['all', 1001, 100, 1001],
  ['more than all', 1001, 200, 2002],
  ['exact', 200, 15, 30],
  ['a half is rounded down', 50, 1, 0],
  ['just below a unit', 99, 1, 0],
  ['a unit', 100, 1, 1],
  ['just below two', 199, 1, 1],
  ['the largest amount, to the unit', MOST, 99, 8_917_127_262_193_581],
  ['all of the largest amount', MOST, 100, MOST],
])('a percentage of %s', (_what, amount, percent, expected) => {
  expect(percentOf(money(amount, 'KWD'), percent)).toEqual({ amount: expected, currency: 'KWD' });
});

test('a percentage is taken of amounts from 0, by whole numbers from 0', () => {
  const message = 'a percentage is taken of amounts from 0';
  expect(() => percentOf(eur(-1), 1)).toThrow(new RangeError(message));
  expect(() => percentOf(eur(1), -1)).toThrow(new RangeError(message));
  expect(() => percentOf(eur(1), 0.5)).toThrow(RangeError);
  expect(() => percentOf(eur(0.5), 1)).toThrow(RangeError);
  expect(() => percentOf(eur(MOST), 101)).toThrow(RangeError);
});

test('amounts are whole minor units within what a number holds', () => {
  const fault = new RangeError('amount is not a safe integer of minor units');
  for (const amount of [0.5, MOST + 1, -MOST - 1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => money(amount, 'EUR')).toThrow(fault);
  expect(money(MOST, 'EUR').amount).toBe(MOST);
  expect(money(-MOST, 'EUR').amount).toBe(-MOST);
  expect(Object.is(money(-0, 'EUR').amount, 0)).toBe(true);
  expect(() => money(1, 'EURO')).toThrow(new RangeError('unknown currency "EURO"'));
  expect(() => exponent('a very long word')).toThrow(new RangeError('unknown currency "a very lon"'));
});

test('sums and differences name both currencies where they differ', () => {
  const fault = new RangeError('currencies differ: EUR and USD');
  const usd = { amount: 1, currency: 'USD' };
  expect(() => add(eur(1), usd)).toThrow(fault);
  expect(() => subtract(eur(1), usd)).toThrow(fault);
  expect(() => roundToPayable(eur(1), usd)).toThrow(fault);
  expect(() => subtract(eur(-MOST), eur(1))).toThrow(RangeError);
  expect(subtract(eur(5), eur(5))).toEqual(eur(0));
  expect(add(eur(-5), eur(5))).toEqual(eur(0));
});

test('a multiple beyond what a number holds is a fault', () => {
  expect(multiply(eur(MOST), 1)).toEqual(eur(MOST));
  expect(() => multiply(eur(MOST), 2)).toThrow(RangeError);
  expect(() => multiply(eur(1), MOST + 1)).toThrow(RangeError);
  expect(() => multiply(eur(0.5), 2)).toThrow(RangeError);
});

test('the schema takes whole amounts in a known currency and nothing else', () => {
  expect(MoneySchema.parse(eur(-5))).toEqual(eur(-5));
  for (const value of [{ ...eur(1), extra: 1 }, eur(0.5), { amount: 1 }, { currency: 'EUR' }, eur(MOST + 1), null, '1'])
    expect(MoneySchema.safeParse(value).success).toBe(false);
  expect(CurrencySchema.safeParse('XXQ').error?.issues.map(({ message }) => message)).toEqual(['unknown currency']);
  expect(CurrencySchema.safeParse('EURO').success).toBe(false);
  expect(CurrencySchema.safeParse('EUR').success).toBe(true);
});

test('a currency is known in capital letters only', () => {
  expect(['EUR', 'UGX', 'eur', 'Eur', '', 'EU', ' EUR'].map(isCurrency)).toEqual([
    ...[true, true, false, false, false, false, false],
  ]);
});

test.each([
  ['thirty-two digits, most of them zeros', `${'0'.repeat(30)}12`, 'EUR', 1200],
  ['thirty-two decimals, most of them zeros', `1.50${'0'.repeat(30)}`, 'EUR', 150],
  ['a tab and a line end around', '\t3.10\n', 'EUR', 310],
  ['the least', '-90071992547409.91', 'EUR', -MOST],
  ['the largest in three decimals', '9007199254740.991', 'KWD', MOST],
  ['fewer decimals than the currency has', '1.2', 'KWD', 1200],
  ['zeros behind the point where there are no decimals', '-5.000', 'JPY', -5],
  ['nothing, in many zeros', '-0.00', 'EUR', 0],
])('reads %s', (_what, text, currency, amount) => {
  expect(parseDecimal(text, currency)).toEqual({ ok: true, money: { amount, currency } });
});

test.each([
  ['thirty-three digits', '0'.repeat(33), 'money.garbage'],
  ['thirty-three decimals', `1.${'0'.repeat(33)}`, 'money.garbage'],
  ['something before it', 'x1', 'money.garbage'],
  ['something behind it', '1x', 'money.garbage'],
  ['two lines', '1\n2', 'money.garbage'],
  ['a minus behind it', '1-', 'money.garbage'],
  ['a minus alone', '-', 'money.garbage'],
  ['a space behind the minus', '- 1', 'money.garbage'],
  ['another sign for the point', '1·5', 'money.garbage'],
  ['two points', '1.5.0', 'money.garbage'],
  ['a decimal too many that is not zero', '1.009', 'money.too-many-decimals'],
  ['the same far behind', '1.0000001', 'money.too-many-decimals'],
  ['one more than the least', '-90071992547409.92', 'money.too-large'],
  ['a value far beyond', '9'.repeat(32), 'money.too-large'],
])('refuses %s', (_what, text, code) => {
  expect(parseDecimal(text, 'EUR')).toEqual({ ok: false, refusal: { code } });
});

test.each([
  [0, 'EUR', '0.00'],
  [9, 'EUR', '0.09'],
  [-9, 'EUR', '-0.09'],
  [99, 'EUR', '0.99'],
  [100, 'EUR', '1.00'],
  [-100, 'EUR', '-1.00'],
  [9, 'KWD', '0.009'],
  [999, 'KWD', '0.999'],
  [1000, 'KWD', '1.000'],
  [-7, 'JPY', '-7'],
  [12, 'JPY', '12'],
  [100, 'ISK', '1.00'],
  [MOST, 'EUR', '90071992547409.91'],
])('%i %s is written %s', (amount, currency, text) => {
  expect(toDecimal({ amount, currency })).toBe(text);
});

test.each([
  ['equal remainders go to the earlier parts', 2, [1, 1, 1], [1, 1, 0]],
  ['the larger remainder first, wherever it stands', 10, [1, 1, 4], [2, 2, 6]],
  ['a larger remainder behind', 5, [3, 4], [2, 3]],
  ['a larger remainder in front', 5, [4, 3], [3, 2]],
  ['a part of nothing gets nothing', 3, [0, 1, 0, 1], [0, 2, 0, 1]],
  ['one part gets all', 7, [3], [7]],
  ['fewer units than parts', 1, [5, 5, 5], [1, 0, 0]],
  ['a debt, rounded towards zero', -5, [4, 3], [-3, -2]],
  ['a debt, its units left over to the larger remainders', -10, [1, 1, 4], [-2, -2, -6]],
  [
    'more parts than units: a small part before a large one, by its larger remainder',
    3,
    [1, 5, 1, 5, 1],
    [1, 1, 0, 1, 0],
  ],
  ['nothing', 0, [1, 2], [0, 0]],
  ['nothing to nobody in particular', 0, [0, 0], [0, 0]],
  ['all weights nothing', 3, [0, 0], [2, 1]],
  ['weights as large as a number holds', 4, [MOST, MOST], [2, 2]],
])('allocates: %s', (_what, total, weights, parts) => {
  const found = allocate(money(total, 'JPY'), weights);
  expect(found).toEqual(parts.map((amount) => ({ amount, currency: 'JPY' })));
  expect(found.some(({ amount }) => Object.is(amount, -0))).toBe(false);
});

test('an allocation refuses weights that are none, and a total without weights', () => {
  const weights = new RangeError('weights are whole numbers from 0');
  for (const bad of [-1, 0.5, Number.NaN, MOST + 1]) expect(() => allocate(eur(1), [1, bad])).toThrow(weights);
  expect(() => allocate(eur(1), [])).toThrow(new RangeError('nothing to allocate to'));
  expect(() => allocate(eur(-1), [])).toThrow(RangeError);
  expect(() => allocate({ amount: 0.5, currency: 'EUR' }, [1])).toThrow(RangeError);
  expect(allocate(eur(0), [])).toEqual([]);
});

test('the smallest step that Stripe pays', () => {
  const steps = 'EUR HUF TWD JPY CLP UGX ISK KWD BHD JOD OMR TND'.split(' ').map((code) => payableStep(code));
  expect(steps).toEqual([1, 1, 1, 1, 1, 100, 100, 10, 10, 10, 10, 10]);
  expect(() => payableStep('EURO')).toThrow(RangeError);
});

test.each([
  [0, 'KWD', 0, 0],
  [1, 'KWD', 10, 10],
  [1, 'KWD', 9, 0],
  [9, 'KWD', 10, 10],
  [10, 'KWD', 10, 10],
  [11, 'KWD', 20, 20],
  [11, 'KWD', 19, 10],
  [100, 'ISK', 100, 100],
  [101, 'ISK', 200, 200],
  [101, 'ISK', 199, 100],
  [1, 'ISK', 99, 0],
  [7, 'JPY', 7, 7],
  [8, 'JPY', 7, 7],
  [MOST, 'EUR', MOST, MOST],
])('%i %s with %i left: %i is paid', (amount, currency, left, paid) => {
  expect(roundToPayable(money(amount, currency), money(left, currency))).toEqual({ amount: paid, currency });
});

test('neither what is due nor what is left is negative', () => {
  const fault = new RangeError('only amounts from 0 are paid out');
  expect(() => roundToPayable(eur(-1), eur(1))).toThrow(fault);
  expect(() => roundToPayable(eur(1), eur(-1))).toThrow(fault);
  expect(roundToPayable(eur(0), eur(0))).toEqual(eur(0));
});
