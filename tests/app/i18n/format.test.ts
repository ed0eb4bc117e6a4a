import { expect, test } from 'vitest';
import { formatCount, formatDay, formatExactInstant, formatInstant, formatMoney } from '#app/i18n/format.ts';
import { formatSpan } from '#app/i18n/format-span.ts';
import { formatWeight } from '#app/i18n/format-weight.ts';

/** Intl separates with no-break spaces and marks the direction; neither is what these tables are about. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f\u061c]/g, '');
}

test.each([
  ['en', 'EUR', 123456, '€1,234.56'],
  ['en', 'JPY', 1234, 'JP¥1,234'],
  ['en', 'KWD', 1234567, 'KWD 1,234.567'],
  ['de', 'EUR', 123456, '1.234,56 €'],
  ['de', 'JPY', 1234, '1.234 ¥'],
  ['de', 'KWD', 1234567, '1.234,567 KWD'],
  ['ar', 'EUR', 123456, '1,234.56 €'],
  ['ar', 'JPY', 1234, '1,234 JP¥'],
  ['ar', 'KWD', 1234567, '1,234.567 د.ك.'],
  ['zh', 'EUR', 123456, '€1,234.56'],
  ['zh', 'JPY', 1234, 'JP¥1,234'],
  ['zh', 'KWD', 1234567, 'KWD 1,234.567'],
  ['en', 'EUR', 0, '€0.00'],
  ['en', 'EUR', 5, '€0.05'],
  ['en', 'EUR', -490, '-€4.90'],
  ['en', 'KWD', -5, '-KWD 0.005'],
  // Stripe counts krónur in hundredths that are always 00.
  ['en', 'ISK', 120000, 'ISK 1,200'],
  // More digits than a float can tell apart after a division by 100.
  ['en', 'EUR', 9007199254740991, '€90,071,992,547,409.91'],
] as const)('money in %s: %s %i', (locale, currency, amount, expected) => {
  expect(plain(formatMoney({ amount, currency }, locale))).toBe(expected);
});

test('money of an unknown currency is a fault, not a guess', () => {
  expect(() => formatMoney({ amount: 1, currency: 'QQQ' }, 'en')).toThrow(RangeError);
});

test.each([
  ['en', '5 December 2026'],
  ['de', '5. Dezember 2026'],
  ['ar', '5 ديسمبر 2026'],
  ['zh', '2026年12月5日'],
] as const)('a day in %s', (locale, expected) => {
  expect(plain(formatDay('2026-12-05', locale))).toBe(expected);
});

test.each([
  ['en', 'Europe/Berlin', '6 Dec 2026, 00:30'],
  ['de', 'Europe/Berlin', '06.12.2026, 00:30'],
  ['en', 'America/New_York', '5 Dec 2026, 18:30'],
  ['zh', 'Asia/Shanghai', '2026年12月6日 07:30'],
] as const)('a moment in %s on the clocks of %s', (locale, zone, expected) => {
  expect(plain(formatInstant('2026-12-05T23:30:00Z', zone, locale))).toBe(expected);
});

test.each([
  ['en', '14,244'],
  ['de', '14.244'],
  ['ar', '14,244'],
] as const)('a count in %s', (locale, expected) => {
  expect(plain(formatCount(14244, locale))).toBe(expected);
});

test.each([
  ['pl', 'Europe/Warsaw', '22 listopada 2026 01:05:09 CET'],
  ['en', 'Europe/Berlin', '22 November 2026 at 01:05:09 CET'],
  ['de', 'Europe/Berlin', '22. November 2026 um 01:05:09 MEZ'],
  ['es-AR', 'America/Argentina/Buenos_Aires', '21 de noviembre de 2026 a las 09:05:09 p. m. ART'],
] as const)('a moment to be proved in %s, with its zone', (language, zone, expected) => {
  expect(plain(formatExactInstant('2026-11-22T00:05:09Z', zone, language))).toBe(expected);
});

test.each([
  ['en', 999, '999 g'],
  ['de', 999, '999 g'],
  ['ar', 999, '999 غرام'],
  ['zh', 999, '999 g'],
  ['en', 1000, '1 kg'],
  ['en', 1_000_000, '1,000 kg'],
  ['en', 1201, '1.201 kg'],
  ['de', 1201, '1,201 kg'],
  ['ar', 1250, '1.25 كغم'],
  ['zh', 1250, '1.25 kg'],
] as const)('a weight in %s: %i', (locale, grams, expected) => {
  expect(plain(formatWeight(grams, locale))).toBe(expected);
});

test.each([
  ['en', 0, '0 minutes'],
  ['en', 59.4 * 60_000, '59 minutes'],
  ['en', 59.6 * 60_000, '1 hour'],
  ['en', 47.4 * 3_600_000, '47 hours'],
  ['en', 47.6 * 3_600_000, '2 days'],
  ['de', 5 * 86_400_000, '5 Tage'],
  ['ar', 7_200_000, 'ساعتان'],
  ['zh', 86_400_000 * 3, '3天'],
] as const)('in %s %i ms last %s', (locale, milliseconds, words) => {
  expect(plain(formatSpan(milliseconds, locale))).toBe(words);
});
