import { expect, test } from 'vitest';
import { type HolidayPlace, holidaysOf, isPublicHoliday, lastHolidayYear } from '#machines/policy/holidays.ts';
import { STATUTE_COUNTRIES, statuteOf } from '#machines/policy/statutory.ts';
import { EXPECTED, expectedDays, MOVED } from '#tests/machines/policy/holiday-table.ts';

const YEARS = [2024, 2025, 2026, 2027, 2028, 2029, 2030];
const national = (country: string): HolidayPlace => ({ country, subdivision: null, scope: 'national' });
const isHoliday = (date: string, country: string) => isPublicHoliday(Temporal.PlainDate.from(date), national(country));

/** Only days on which a period could otherwise end are told apart: a holiday on a weekend moves nothing. */
const weekdays = (days: Iterable<string>) =>
  [...days].filter((day) => Temporal.PlainDate.from(day).dayOfWeek < 6).toSorted();

test.each(Object.keys(EXPECTED).flatMap((country) => YEARS.map((year): [string, number] => [country, year])))(
  'the days off of %s in %i are those of the table',
  (country, year) => {
    expect(weekdays(holidaysOf(year, national(country)))).toEqual(weekdays(expectedDays(country, year)));
  },
);

test('the table has the thirty countries of the European Economic Area and the United Kingdom', () => {
  const area = STATUTE_COUNTRIES.filter((country) => ['EU', 'EEA'].includes(statuteOf(country)?.region ?? ''));
  expect(Object.keys(EXPECTED).toSorted()).toEqual([...area, 'GB'].toSorted());
});

test.each(MOVED)('%s: %s is a day off: %s', (country, day, expected) => {
  expect(isHoliday(day, country)).toBe(expected);
});

test.each([
  ['DE-BY', '2026-08-15', true],
  ['DE-HH', '2026-08-15', false],
  [null, '2026-08-15', true],
  ['DE-HH', '2026-10-03', true],
  ['DE-BE', '2028-06-17', true],
  ['DE-BE', '2029-06-17', false],
  ['DE-SN', '2027-11-17', true],
  ['DE-TH', '2027-09-20', true],
  ['DE-BW', '2027-09-20', false],
])('in the region %s, %s: %s', (subdivision, date, expected) => {
  const place = { country: 'DE', subdivision, scope: 'nationalAndRegional' as const };
  expect(isPublicHoliday(Temporal.PlainDate.from(date), place)).toBe(expected);
});

test.each([
  ['ES', 'ES-B', '2026-06-24', true],
  ['ES', 'ES-CT', '2026-06-24', true],
  ['ES', 'ES-M', '2026-06-24', false],
  ['ES', 'M', '2026-12-07', true],
  ['ES', null, '2026-06-24', true],
  ['FR', 'FR-67', '2026-12-26', true],
  ['FR', 'FR-IDF', '2026-12-26', false],
  ['FR', 'FR-GES', '2026-12-26', true],
  ['FR', '974', '2027-12-20', true],
  ['FR', 'FR-971', '2027-05-27', true],
  ['FR', '75', '2027-05-27', false],
])('in %s, region %s, %s: %s', (country, subdivision, date, expected) => {
  const place = { country, subdivision, scope: 'nationalAndRegional' as const };
  expect(isPublicHoliday(Temporal.PlainDate.from(date), place)).toBe(expected);
});

test('a region that is not known never has fewer days off than one that is', () => {
  for (const [country, regions] of Object.entries({
    DE: ['BY', 'BE', 'SN'],
    ES: ['CT', 'B', 'CN'],
    FR: ['57', 'RE'],
  })) {
    const all = holidaysOf(2027, { country, subdivision: null, scope: 'nationalAndRegional' });
    for (const subdivision of regions) {
      const own = holidaysOf(2027, { country, subdivision, scope: 'nationalAndRegional' });
      expect([...own].filter((day) => !all.has(day))).toEqual([]);
      expect([...holidaysOf(2027, national(country))].filter((day) => !own.has(day))).toEqual([]);
    }
  }
});

test('every country with a right has public holidays from 2024 to the last year its table reaches', () => {
  const rights = STATUTE_COUNTRIES.filter((country) => statuteOf(country)?.hasStatutoryRight);
  const thin = rights.flatMap((country) =>
    [...YEARS, lastHolidayYear(country)]
      .filter((year) => holidaysOf(year, national(country)).size < 6)
      .map((year) => `${country} ${year}`),
  );
  expect(thin).toEqual([]);
  expect([lastHolidayYear('DE'), lastHolidayYear('TR'), lastHolidayYear('TH')]).toEqual([2099, 2076, 2040]);
});
