import { z } from 'zod';
import { exponent, isCurrency } from './currency.ts';

export { exponent, isCurrency } from './currency.ts';

/**
 * An amount in minor units of one currency. The size of the minor unit is Stripe's, not ISO 4217's and not that of Intl:
 * Stripe takes ISK and UGX with two decimals where ISO has none, and HUF and TWD with two.
 * Source: docs.stripe.com/currencies (zero-decimal, three-decimal and special-case currencies).
 */
export type Money = { amount: number; currency: string };

/** Sent with two decimals that must be 00: the currency itself has none. */
const WHOLE_UNITS_IN_TWO_DECIMALS = new Set(['ISK', 'UGX']);

export const CurrencySchema = z.string().length(3).refine(isCurrency, 'unknown currency');

/** Integer minor units within what a number holds exactly; negative amounts are allowed and refused where a rule says so. */
export const MoneySchema = z.strictObject({ amount: z.int(), currency: CurrencySchema });

/** Builds an amount from minor units. Throws when it is no safe integer or the currency is unknown. */
export function money(amount: number, currency: string): Money {
  exponent(currency);
  // `+ 0` turns -0 into 0, so that equal amounts are also deeply equal.
  return { amount: safe(amount) + 0, currency };
}

function safe(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new RangeError('amount is not a safe integer of minor units');
  return amount;
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new RangeError(`currencies differ: ${a.currency} and ${b.currency}`);
}

/** The sum. Throws when the currencies differ or the sum is not a safe integer. */
export function add(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.amount + b.amount, a.currency);
}

/** The difference; may be negative. Throws when the currencies differ. */
export function subtract(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.amount - b.amount, a.currency);
}

/** An amount taken a whole number of times. Throws for a factor that is no safe integer: a share is made by `allocate`. */
export function multiply(a: Money, times: number): Money {
  return money(safe(a.amount) * safe(times), a.currency);
}

/**
 * A whole percentage of an amount, rounded down: what is taken off a customer's money is never rounded against them. Throws for a negative amount
 * and for a percentage that is no whole number from 0.
 */
export function percentOf(value: Money, percent: number): Money {
  if (safe(value.amount) < 0 || safe(percent) < 0) throw new RangeError('a percentage is taken of amounts from 0');
  return money(Number((BigInt(value.amount) * BigInt(percent)) / 100n), value.currency);
}

export type ParsedMoney =
  | { ok: true; money: Money }
  | {
      ok: false;
      refusal: { code: 'money.garbage' | 'money.unknown-currency' | 'money.too-many-decimals' | 'money.too-large' };
    };

/**
 * Reads a decimal text such as `12.50` or `-3` into minor units, digit by digit and never through a float.
 * Decimals beyond the exponent are taken only when they are zeros: `1.500` is EUR 1.50, `1.505` is refused.
 * Refuses signs other than a leading minus, exponents, grouping, spaces inside and empty text.
 */
export function parseDecimal(text: string, currency: string): ParsedMoney {
  if (!isCurrency(currency)) return { ok: false, refusal: { code: 'money.unknown-currency' } };
  const match = /^(-?)(\d{1,32})(?:\.(\d{1,32}))?$/.exec(text.trim());
  if (!match) return { ok: false, refusal: { code: 'money.garbage' } };
  const [, sign = '', whole = '', decimals = ''] = match;
  const places = exponent(currency);
  if (/[^0]/.test(decimals.slice(places))) return { ok: false, refusal: { code: 'money.too-many-decimals' } };
  const amount = Number(BigInt(sign + whole + decimals.slice(0, places).padEnd(places, '0')));
  if (!Number.isSafeInteger(amount)) return { ok: false, refusal: { code: 'money.too-large' } };
  return { ok: true, money: money(amount, currency) };
}

/** The inverse of `parseDecimal`: minor units as a plain decimal text with all the decimals of the currency. */
export function toDecimal(value: Money): string {
  const places = exponent(value.currency);
  const digits = String(Math.abs(value.amount)).padStart(places + 1, '0');
  const sign = value.amount < 0 ? '-' : '';
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/**
 * Splits a total by weights so that the parts sum to it exactly. Each part is the exact share rounded towards zero; the units left over go,
 * one each, to the largest remainders, and among equal remainders to the earlier part, so the result depends on nothing but the order given.
 * Weights are whole numbers from 0; with no weight above 0 the parts are equal. Throws without weights, unless the total is 0.
 */
export function allocate(total: Money, weights: readonly number[]): Money[] {
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0))
    throw new RangeError('weights are whole numbers from 0');
  if (weights.length === 0) {
    if (total.amount === 0) return [];
    throw new RangeError('nothing to allocate to');
  }
  const even = weights.every((weight) => weight === 0);
  const shares = weights.map((weight) => BigInt(even ? 1 : weight));
  const sum = shares.reduce((a, b) => a + b, 0n);
  const sign = Math.sign(total.amount);
  const magnitude = BigInt(safe(Math.abs(total.amount)));
  const parts = shares.map((share) => Number((magnitude * share) / sum));
  const left = Number(magnitude - parts.reduce((a, part) => a + BigInt(part), 0n));
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: (magnitude * share) % sum }))
    .toSorted((a, b) => Number(b.remainder - a.remainder));
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts.map((part) => money(sign * part, total.currency));
}

/** The smallest step Stripe pays out, in minor units: 10 for three-decimal currencies, 100 for ISK and UGX, else 1. */
export function payableStep(currency: string): 1 | 10 | 100 {
  if (exponent(currency) === 3) return 10;
  return WHOLE_UNITS_IN_TWO_DECIMALS.has(currency) ? 100 : 1;
}

/**
 * The amount Stripe will take: in a three-decimal currency the last digit must be 0 (KWD 3.333 cannot be paid, 3.340 can), in ISK and UGX the
 * last two. Rounds up, in the customer's favour; but never above `left`, what can still be refunded, and then down to the step below it.
 * Throws for a negative amount or when the currencies differ.
 */
export function roundToPayable(value: Money, left: Money): Money {
  sameCurrency(value, left);
  if (value.amount < 0 || left.amount < 0) throw new RangeError('only amounts from 0 are paid out');
  const step = payableStep(value.currency);
  const up = Math.ceil(value.amount / step) * step;
  return money(Math.min(up, Math.floor(left.amount / step) * step), value.currency);
}

/**
 * The amount in the words of a locale, with the decimals people write in that currency: ISK and UGX without any. Amounts pass to Intl as text,
 * so nothing is rounded on the way.
 */
export function formatMoney(value: Money, locale: string): string {
  const places =
    WHOLE_UNITS_IN_TWO_DECIMALS.has(value.currency) && value.amount % 100 === 0 ? 0 : exponent(value.currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: value.currency,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  return format.format(decimalText(value));
}

function decimalText(value: Money): `${number}` {
  return toDecimal(value) as `${number}`;
}
