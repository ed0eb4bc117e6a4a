import { exponent } from '#machines/currency.ts';
import type { Money } from '#machines/money.ts';
import { type Language, languageFacts } from './languages.ts';

const formatters = new Map<string, Intl.NumberFormat>();

/** Money as the reader writes it: `€12.34`, `12,34 €`, `￥1,234` without decimals, `KWD 1.234` with three. Always exact. */
export function formatMoney(money: Money, locale: Language): string {
  return numberFormatter(locale, 'currency', money.currency).format(toDecimal(money.amount, exponent(money.currency)));
}

/** Made once for each kind: that takes far longer than writing a number, and a list writes hundreds. */
function numberFormatter(
  locale: Language,
  style: 'currency' | 'decimal' | 'percent',
  currency = '',
): Intl.NumberFormat {
  const key = `${locale} ${style} ${currency}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(languageFacts[locale].format, { style, ...(currency && { currency }) });
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

const dates = new Map<string, Intl.DateTimeFormat>();

const DATE_STYLES = {
  day: { dateStyle: 'long' },
  moment: { dateStyle: 'medium', timeStyle: 'short' },
  exact: {
    ...{ year: 'numeric', month: 'long', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/**
 * Dates go through Intl as epoch milliseconds: the runtime's own formatting of Temporal values writes Chinese dates as 2026/12/5
 * whatever style is asked for.
 */
function dateFormatter(locale: Language, style: keyof typeof DATE_STYLES, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${style} ${timeZone}`;
  const known = dates.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(languageFacts[locale].format, { ...DATE_STYLES[style], timeZone });
  dates.set(key, made);
  return made;
}

/** A local date (`2026-12-05`) in full: `5 December 2026`. */
export function formatDay(plainDateIso: string, locale: Language): string {
  const day = Temporal.PlainDate.from(plainDateIso).toZonedDateTime('UTC');
  return dateFormatter(locale, 'day', 'UTC').format(day.epochMilliseconds);
}

/** A moment (`2026-12-05T09:30:00Z`) on the clock of a time zone: date and time of day. */
export function formatInstant(instantIso: string, timeZone: string, locale: Language): string {
  return dateFormatter(locale, 'moment', timeZone).format(Temporal.Instant.from(instantIso).epochMilliseconds);
}

/** The same to the second and with the name of the zone: what is a proof has to be read without knowing where it was written. */
export function formatExactInstant(instantIso: string, timeZone: string, locale: Language): string {
  return dateFormatter(locale, 'exact', timeZone).format(Temporal.Instant.from(instantIso).epochMilliseconds);
}

/** A count as the reader writes it: `14,244`, `14.244`. */
export function formatCount(count: number, locale: Language): string {
  return numberFormatter(locale, 'decimal').format(count);
}

/** A whole percentage as the reader writes it: `20%`, `20 %`. */
export function formatPercent(percent: number, locale: Language): string {
  return numberFormatter(locale, 'percent').format(percent / 100);
}
