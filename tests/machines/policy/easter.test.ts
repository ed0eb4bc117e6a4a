import { expect, test } from 'vitest';
import { orthodoxEaster, westernEaster } from '#machines/policy/easter.ts';

/** As the churches kept it or have announced it: the earliest and the latest there can be, and the years in which other rules go wrong. */
test.each([
  [1609, '1609-04-19'],
  [1700, '1700-04-11'],
  [1800, '1800-04-13'],
  [1818, '1818-03-22'],
  [1900, '1900-04-15'],
  [1943, '1943-04-25'],
  [1954, '1954-04-18'],
  [1981, '1981-04-19'],
  [2000, '2000-04-23'],
  [2008, '2008-03-23'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2028, '2028-04-16'],
  [2029, '2029-04-01'],
  [2030, '2030-04-21'],
  [2038, '2038-04-25'],
  [2049, '2049-04-18'],
  [2076, '2076-04-19'],
  [2100, '2100-03-28'],
  [2200, '2200-04-06'],
])('western Easter of %i is on %s', (year, date) => {
  expect(westernEaster(year).toString()).toBe(date);
});

test.each([
  [2013, '2013-05-05'],
  [2014, '2014-04-20'],
  [2024, '2024-05-05'],
  [2025, '2025-04-20'],
  [2026, '2026-04-12'],
  [2027, '2027-05-02'],
  [2028, '2028-04-16'],
  [2029, '2029-04-08'],
  [2030, '2030-04-28'],
  [2033, '2033-04-24'],
  [2099, '2099-04-12'],
])('orthodox Easter of %i is on %s', (year, date) => {
  expect(orthodoxEaster(year).toString()).toBe(date);
});

/** Another rule for the western date, of 1876: it knows no table and no exception. */
function butcher(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const f = Math.floor((b + 8) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - f + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const n = h + l - 7 * Math.floor((a + 11 * h + 22 * l) / 451) + 114;
  return new Temporal.PlainDate(year, Math.floor(n / 31), (n % 31) + 1).toString();
}

/** The orthodox date by the Julian calendar, whose dates Temporal does not count: thirteen days behind from 1900 to 2099. */
function julian(year: number): string {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const n = d + e + 114;
  return new Temporal.PlainDate(year, Math.floor(n / 31), (n % 31) + 1).add({ days: 13 }).toString();
}

test('another rule gives the same dates: western from 1583 to 2299, orthodox for these two centuries', () => {
  for (let year = 1583; year < 2300; year += 1) expect(westernEaster(year).toString()).toBe(butcher(year));
  for (let year = 1900; year < 2100; year += 1) expect(orthodoxEaster(year).toString()).toBe(julian(year));
});
