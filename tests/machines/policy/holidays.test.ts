import { expect, test } from 'vitest';
import { holidaysOf, isPublicHoliday } from '#machines/policy/holidays.ts';
import { STATUTE_COUNTRIES, statuteOf } from '#machines/policy/statutory.ts';

const national = (country: string) => ({ country, subdivision: null, scope: 'national' as const });
const isHoliday = (date: string, country: string) => isPublicHoliday(Temporal.PlainDate.from(date), national(country));

test('every country with a right has public holidays in each year from 2024 to 2030', () => {
  const missing = STATUTE_COUNTRIES.filter((country) => statuteOf(country)?.hasStatutoryRight).flatMap((country) =>
    [2024, 2025, 2026, 2027, 2028, 2029, 2030]
      .filter((year) => holidaysOf(year, national(country)).size < 3)
      .map((year) => `${country} ${year}`),
  );
  expect(missing).toEqual([]);
});

test.each([
  ['2026-01-01', 'DE', true],
  ['2026-10-03', 'DE', true],
  ['2026-01-06', 'DE', false],
  ['2026-12-24', 'DE', false],
  ['2026-12-24', 'DK', true],
  ['2026-12-31', 'DK', true],
  ['2026-06-05', 'DK', true],
  ['2026-12-24', 'FI', true],
  ['2026-06-19', 'FI', true],
  ['2027-06-25', 'SE', true],
  ['2026-12-31', 'SE', true],
  ['2026-12-24', 'IS', false],
  ['2026-12-25', 'IS', true],
  ['2026-05-27', 'TR', true],
  ['2026-05-30', 'TR', true],
  ['2026-05-31', 'TR', false],
  ['2026-03-20', 'SA', true],
  ['2026-09-21', 'IL', true],
])('%s in %s: %s', (date, country, expected) => {
  expect(isHoliday(date, country)).toBe(expected);
});

test('a holiday of a part of a known region counts, one of another region does not', () => {
  const inRegion = (subdivision: string | null, date: string) =>
    isPublicHoliday(Temporal.PlainDate.from(date), { country: 'DE', subdivision, scope: 'nationalAndRegional' });
  expect(inRegion('DE-BY', '2026-08-15')).toBe(true);
  expect(inRegion('DE-HH', '2026-08-15')).toBe(false);
  expect(inRegion(null, '2026-08-15')).toBe(true);
  expect(inRegion('DE-HH', '2026-10-03')).toBe(true);
});
