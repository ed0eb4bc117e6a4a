import { expect, test } from 'vitest';
import { type HolidayPlace, holidaysOf, isPublicHoliday } from '#machines/policy/holidays.ts';

const national = (country: string): HolidayPlace => ({ country, subdivision: null, scope: 'national' });
const weekday = (day: string) => Temporal.PlainDate.from(day).dayOfWeek;

/** The weekdays off in a year, as the governments announced them; a holiday on a weekend that moves nothing is left out. */
const CALENDARS: readonly [country: string, year: number, days: string][] = [
  // Directorate-General of Personnel Administration: Children's Day stands beside Tomb Sweeping, which was on 4 April in 2024, 2025 and 2028.
  ['TW', 2024, '01-01 02-09 02-12 02-13 02-14 02-28 04-04 04-05 06-10 09-17 10-10'],
  ['TW', 2025, '01-01 01-28 01-29 01-30 01-31 02-03 02-28 04-03 04-04 05-30 09-29 10-06 10-10 10-24 12-25'],
  ['TW', 2026, '01-01 02-16 02-17 02-18 02-19 02-20 02-27 04-03 04-06 05-01 06-19 09-25 09-28 10-09 10-26 12-25'],
  ['TW', 2027, '01-01 02-04 02-05 02-08 02-09 02-10 03-01 04-05 04-06 04-30 06-09 09-15 09-28 10-11 10-25 12-24 12-31'],
  // Decree on the holidays of public offices: the lunar New Year and Chuseok with a day on each side, Sundays made up for.
  ['KR', 2024, '01-01 02-09 02-12 03-01 04-10 05-06 05-15 06-06 08-15 09-16 09-17 09-18 10-01 10-03 10-09 12-25'],
  ['KR', 2025, '01-01 01-27 01-28 01-29 01-30 03-03 05-05 05-06 06-03 06-06 08-15 10-03 10-06 10-07 10-08 10-09 12-25'],
  // The State Council's notices, the working weekends left out.
  [
    'CN',
    2024,
    '01-01 02-09 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07',
  ],
  [
    'CN',
    2025,
    '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08',
  ],
  [
    'CN',
    2026,
    '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
  ],
  // Cabinet resolutions to 2026, then their rule; each year checked against the table of python-holidays.
  [
    'TH',
    2024,
    '01-01 02-26 04-08 04-12 04-15 04-16 05-06 05-22 06-03 07-22 07-29 08-12 10-14 10-23 12-05 12-10 12-30 12-31',
  ],
  [
    'TH',
    2025,
    '01-01 02-12 04-07 04-14 04-15 04-16 05-05 05-12 06-02 06-03 07-10 07-11 07-28 08-11 08-12 10-13 10-23 12-05 12-10 12-31',
  ],
  [
    'TH',
    2026,
    '01-01 01-02 03-03 04-06 04-13 04-14 04-15 05-04 06-01 06-03 07-28 07-29 07-30 08-12 10-13 10-23 12-07 12-10 12-31',
  ],
  [
    'TH',
    2027,
    '01-01 02-22 04-06 04-13 04-14 04-15 05-04 05-20 06-03 07-19 07-20 07-28 08-12 10-13 10-25 12-06 12-10 12-31',
  ],
  ['TH', 2028, '01-03 02-10 04-06 04-13 04-14 04-17 05-04 05-08 06-05 07-06 07-07 07-28 08-14 10-13 10-23 12-05 12-11'],
  [
    'TH',
    2029,
    '01-01 01-02 02-27 04-06 04-13 04-16 05-04 05-28 06-04 07-25 07-26 07-30 08-13 10-15 10-23 12-05 12-10 12-31',
  ],
  ['TH', 2030, '01-01 02-18 04-08 04-15 04-16 05-06 05-16 06-03 07-15 07-16 07-29 08-12 10-14 10-23 12-05 12-10 12-31'],
  // Government decrees on moved days off, and art. 112 of the Labour Code for days that they left alone.
  ['RU', 2026, '01-01 01-02 01-05 01-06 01-07 01-08 01-09 02-23 03-09 05-01 05-11 06-12 11-04 12-31'],
  // Law 27.399 with the bridging days that were decreed.
  [
    'AR',
    2026,
    '01-01 02-16 02-17 03-23 03-24 04-02 04-03 05-01 05-25 06-15 07-09 07-10 08-17 10-12 11-23 12-07 12-08 12-25',
  ],
];

test.each(CALENDARS)('%s %i: the weekdays off are those of the official calendar', (country, year, days) => {
  const found = [...holidaysOf(year, national(country))].filter(
    (day) => day.startsWith(`${year}-`) && weekday(day) < 6,
  );
  expect(found.toSorted()).toEqual(days.split(' ').map((day) => `${year}-${day}`));
});

test.each([
  ['TW', '2028-04-03', true],
  ['TW', '2028-04-05', false],
  ['TW', '2031-04-03', true],
  ['TW', '2032-04-02', true],
  ['TW', '2032-04-05', true],
  ['TW', '2032-04-06', false],
  ['TW', '2033-04-05', true],
  ['TW', '2041-04-05', true],
  // The Act of 2025 on memorial days came into force at the end of that May.
  ['TW', '2024-09-27', false],
  ['TW', '2024-12-25', false],
  ['TW', '2025-05-01', false],
  ['TW', '2025-01-27', false],
  // By python-holidays. Songkran of these years begins on a Sunday, a Saturday, a Friday and a Thursday.
  ['TH', '2025-04-16', true],
  ['TH', '2030-04-16', true],
  ['TH', '2029-04-16', true],
  ['TH', '2029-04-17', false],
  ['TH', '2028-04-17', true],
  ['TH', '2028-04-16', false],
  // Holidays in a row give one day, across the end of a year too; what the library takes for the moon is not off.
  ['TH', '2024-01-02', false],
  ['TH', '2029-01-02', true],
  ['TH', '2029-01-03', false],
  ['TH', '2024-07-19', false],
  ['TH', '2024-07-20', true],
  ['TH', '2024-07-21', true],
  ['TH', '2024-07-23', false],
  ['TH', '2025-02-13', false],
  ['TH', '2027-07-21', false],
  ['TH', '2031-08-04', true],
  ['TH', '2031-08-05', false],
  ['TH', '2029-05-28', true],
  // Bulgaria's art. 154(2) of the Labour Code is of 2017.
  ['BG', '2016-12-27', false],
  ['BG', '2017-05-08', true],
  ['BG', '2017-12-27', true],
  // Ukraine moved Victory Day to 8 May in 2024, Mexico its change of the executive to 1 October; Slovakia's two days are off again from 2027.
  ['UA', '2023-05-09', true],
  ['UA', '2023-05-08', false],
  ['UA', '2024-05-08', true],
  ['UA', '2024-05-09', false],
  ['MX', '2018-12-01', true],
  ['MX', '2018-10-01', false],
  ['MX', '2024-10-01', true],
  ['MX', '2024-12-01', false],
  ['SK', '2026-05-08', false],
  ['SK', '2027-05-08', true],
  ['SK', '2027-09-15', true],
  ['CN', '2024-05-02', true],
  ['CN', '2025-06-01', true],
  ['CN', '2028-06-01', false],
  ['CN', '2028-05-02', true],
  ['IS', '2024-04-18', false],
  ['IS', '2024-04-25', true],
  // The first day of summer and Easter Monday, Maundy Thursday or Good Friday can be 18 April: then it stays off.
  ['IS', '2022-04-18', true],
  ['IS', '2019-04-18', true],
  ['IS', '2025-04-18', true],
  ['IS', '2049-04-18', true],
  ['IS', '2023-04-18', false],
  ['CY', '2026-02-23', true],
  ['CY', '2026-02-24', false],
])('%s, %s is a day off: %s', (country, day, off) => {
  expect(isPublicHoliday(Temporal.PlainDate.from(day), national(country))).toBe(off);
});

/** Days from the nearest mean full moon: the mean new moon of January 2000, and months of 29.53 days. */
function daysFromFullMoon(day: Temporal.PlainDate): number {
  const newMoon = Temporal.Instant.from('2000-01-06T18:14:00Z').epochMilliseconds;
  const noon = day.toZonedDateTime({ timeZone: 'Asia/Bangkok', plainTime: '12:00' }).epochMilliseconds;
  const month = 29.530588861;
  const age = ((noon - newMoon) / 86_400_000) % month;
  return age - month / 2;
}

test('the three feasts of Buddha are full moons, in spring and summer, until 2040; Lent begins the day after the third', () => {
  for (let year = 2027; year <= 2040; year += 1) {
    const listed = [...holidaysOf(year, national('TH'))].toSorted().map((day) => Temporal.PlainDate.from(day));
    const moons = listed.filter((day) => Math.abs(daysFromFullMoon(day)) < 1.6);
    const inMonths = (from: number, to: number) =>
      moons.filter(({ month }) => month >= from && month <= to).map(String);
    expect(inMonths(2, 3).length, `${year} Makha`).toBeGreaterThan(0);
    expect(inMonths(5, 6).length, `${year} Visakha`).toBeGreaterThan(0);
    const asalha = inMonths(7, 8);
    expect(asalha.length, `${year} Asalha`).toBeGreaterThan(0);
    const after = asalha.map((day) => Temporal.PlainDate.from(day).add({ days: 1 }).toString());
    expect(listed.map(String).filter((day) => after.includes(day)).length, `${year} Lent`).toBeGreaterThan(0);
  }
});

const regional = (country: string, subdivision: string | null): HolidayPlace => ({
  country,
  subdivision,
  scope: 'nationalAndRegional',
});

test.each([
  // Carnival is kept by many in Bavaria and Saxony, and is no day off in either; the Augsburg Peace Festival is one, in a part of Bavaria.
  ['DE', 'DE-BY', '2026-02-16', false],
  ['DE', 'DE-SN', '2026-02-16', false],
  ['DE', null, '2026-02-16', false],
  ['DE', 'DE-BY', '2026-08-08', true],
  ['DE', 'DE-SN', '2026-08-08', false],
  ['DE', null, '2026-08-08', true],
  // 09 is Bavaria in German statistics and no code of ISO 3166-2: an unknown region has the holidays of all of them.
  ['DE', '09', '2027-03-08', true],
  ['DE', '09', '2026-09-20', true],
  ['DE', 'DE-BY', '2026-09-20', false],
  ['ES', '08', '2026-06-24', true],
])('in %s, region %s, %s is a day off: %s', (country, subdivision, day, off) => {
  expect(isPublicHoliday(Temporal.PlainDate.from(day), regional(country, subdivision))).toBe(off);
});

test('two places are not taken for each other, asked one after the other and again', () => {
  const ask = (place: HolidayPlace) => isPublicHoliday(Temporal.PlainDate.from('2026-06-24'), place);
  const places = [regional('ES', 'CT'), regional('ES', 'MD'), national('ES'), regional('DE', 'CT'), national('LV')];
  for (let time = 0; time < 2; time += 1) expect(places.map(ask)).toEqual([true, false, false, false, true]);
  expect(holidaysOf(2026, places[0] ?? national('ES'))).toBe(holidaysOf(2026, regional('ES', 'ES-CT')));
});
