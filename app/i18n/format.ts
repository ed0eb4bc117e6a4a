import { exponent, type Money } from '#machines/money.ts';
import { type Locale, localeFacts } from './locales.ts';

const formatters = new Map<string, Intl.NumberFormat>();

/** Money as the reader writes it: `€12.34`, `12,34 €`, `￥1,234` without decimals, `KWD 1.234` with three. Always exact. */
export function formatMoney(money: Money, locale: Locale): string {
  return moneyFormatter(money.currency, locale).format(toDecimal(money.amount, exponent(money.currency)));
}

function moneyFormatter(currency: string, locale: Locale): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(localeFacts[locale].format, { style: 'currency', currency });
  formatters.set(key, made);
  return made;
}

/** Intl takes decimal strings digit by digit, so no float ever stands between the stored integer and the page. */
function toDecimal(minor: number, digits: number): Intl.StringNumericLiteral {
  const sign = minor < 0 ? '-' : '';
  const all = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = all.slice(0, all.length - digits);
  return `${sign}${whole}${digits > 0 ? `.${all.slice(-digits)}` : ''}` as Intl.StringNumericLiteral;
}

/** A local date (`2026-12-05`) in full: `5 December 2026`. */
export function formatDay(plainDateIso: string, locale: Locale): string {
  return Temporal.PlainDate.from(plainDateIso).toLocaleString(localeFacts[locale].format, { dateStyle: 'long' });
}

/** A moment (`2026-12-05T09:30:00Z`) on the clock of a time zone: date and time of day. */
export function formatInstant(instantIso: string, timeZone: string, locale: Locale): string {
  return Temporal.Instant.from(instantIso).toLocaleString(localeFacts[locale].format, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
}

/** A count as the reader writes it: `14,244`, `14.244`. */
export function formatCount(count: number, locale: Locale): string {
  return new Intl.NumberFormat(localeFacts[locale].format).format(count);
}
