/**
 * The public holidays of the European Economic Area and the United Kingdom, written down from their acts and not from any library, and Easter
 * computed by Gauss's rule. `e` counts days from the western Easter Sunday, `o` from the orthodox one, all else is month and day.
 */
const CHRISTIAN = '01-01 05-01 12-25';
export const EXPECTED: Readonly<Record<string, string>> = {
  AT: `${CHRISTIAN} 01-06 e-2 e1 e39 e50 e60 08-15 10-26 11-01 12-08 12-26`,
  BE: `${CHRISTIAN} e1 e39 e50 07-21 08-15 11-01 11-11`,
  BG: `${CHRISTIAN} 03-03 o-2 o1 05-06 05-24 09-06 09-22 12-24 12-26`,
  CY: `${CHRISTIAN} 01-06 o-48 03-25 04-01 o-2 o1 o50 08-15 10-01 10-28 12-26`,
  CZ: `${CHRISTIAN} e-2 e1 05-08 07-05 07-06 09-28 10-28 11-17 12-24 12-26`,
  DE: `${CHRISTIAN} e-2 e1 e39 e50 10-03 12-26`,
  DK: '01-01 e-3 e-2 e1 e39 e50 06-05 12-24 12-25 12-26 12-31',
  EE: `${CHRISTIAN} 02-24 e-2 06-23 06-24 08-20 12-24 12-26`,
  ES: `${CHRISTIAN} 01-06 e-2 08-15 10-12 11-01 12-06 12-08`,
  FI: `${CHRISTIAN} 01-06 e-2 e1 e39 12-06 12-24 12-26`,
  FR: `${CHRISTIAN} e1 05-08 e39 e50 07-14 08-15 11-01 11-11`,
  GB: '01-01 e-2 e1 12-25 12-26',
  GR: `${CHRISTIAN} 01-06 o-48 03-25 o-2 o1 o50 08-15 10-28 12-26`,
  HR: `${CHRISTIAN} 01-06 e1 05-30 e60 06-22 08-05 08-15 11-01 11-18 12-26`,
  HU: `${CHRISTIAN} 03-15 e-2 e1 e50 08-20 10-23 11-01 12-26`,
  IE: '01-01 03-17 e1 12-25 12-26',
  IS: `${CHRISTIAN} e-3 e-2 e1 e39 e50 06-17 12-26`,
  IT: `${CHRISTIAN} 01-06 e1 04-25 06-02 08-15 11-01 12-08 12-26`,
  LI: `${CHRISTIAN} 01-06 e-2 e1 e39 e40 e50 e60 e61 08-15 09-08 11-01 12-08 12-26`,
  LT: `${CHRISTIAN} 02-16 03-11 e1 06-24 07-06 08-15 11-01 11-02 12-24 12-26`,
  LU: `${CHRISTIAN} e1 05-09 e39 e50 06-23 08-15 11-01 12-26`,
  LV: `${CHRISTIAN} e-2 e1 05-04 06-23 06-24 11-18 12-24 12-26 12-31`,
  MT: `${CHRISTIAN} 02-10 03-19 e-2 03-31 06-07 06-29 08-15 09-08 09-21 12-08 12-13`,
  NL: '01-01 e-2 e1 05-05 e39 e50 12-25 12-26',
  NO: `${CHRISTIAN} e-3 e-2 e1 e39 05-17 e50 12-26`,
  PL: `${CHRISTIAN} 01-06 e1 05-03 e60 08-15 11-01 11-11 12-26`,
  PT: `${CHRISTIAN} e-2 04-25 e60 06-10 08-15 10-05 11-01 12-01 12-08`,
  RO: `${CHRISTIAN} 01-02 01-06 01-07 01-24 o-2 o1 06-01 o50 08-15 11-30 12-01 12-26`,
  SE: `${CHRISTIAN} 01-06 e-2 e1 e39 06-06 12-24 12-26 12-31`,
  SI: `${CHRISTIAN} 01-02 02-08 e1 04-27 05-02 06-25 08-15 10-31 11-01 12-26`,
  SK: `${CHRISTIAN} 01-06 e-2 e1 07-05 08-29 11-01 12-24 12-26`,
};

/** What follows the calendar in another way, or was changed by a year's act. */
const BY_YEAR: Readonly<Record<string, (year: number) => string[]>> = {
  BG: (year) => BULGARIAN_MOVES[year] ?? [],
  FI: (year) => [fridayOf(year, '06-19')],
  GB: (year) => [mondayFrom(year, '05-01'), mondayFrom(year, '05-25'), ...(BRITISH_MOVES[year] ?? [])],
  GR: (year) => (year === 2024 ? ['2024-05-07'] : []),
  IE: (year) => [
    year === 2030 ? '2030-02-01' : mondayFrom(year, '02-01'),
    mondayFrom(year, '05-01'),
    mondayFrom(year, '06-01'),
    mondayFrom(year, '08-01'),
    mondayFrom(year, '10-25'),
  ],
  IS: (year) => [weekdayFrom(year, '04-19', 4), mondayFrom(year, '08-01')],
  IT: (year) => (year >= 2026 ? [`${year}-10-04`] : []),
  LV: (year) => [...nextMonday(year, '05-04'), ...nextMonday(year, '11-18')],
  NL: (year) => [year === 2025 ? '2025-04-26' : `${year}-04-27`],
  PL: (year) => (year >= 2025 ? [`${year}-12-24`] : []),
  SE: (year) => [fridayOf(year, '06-19')],
  // Victory Day and Our Lady of Sorrows were working days in 2026 alone, the day of freedom is one since 2025.
  SK: (year) => [
    ...(year === 2026 ? [] : [`${year}-05-08`, `${year}-09-15`]),
    ...(year === 2024 ? [`${year}-11-17`] : []),
  ],
};

const BULGARIAN_MOVES: Readonly<Record<number, string[]>> = {
  2024: ['2024-03-04', '2024-09-23'],
  2025: ['2025-05-26', '2025-09-08'],
  2026: ['2026-05-25', '2026-09-07', '2026-12-28'],
  2027: ['2027-05-04', '2027-12-27', '2027-12-28'],
  2028: ['2028-01-03', '2028-05-08', '2028-12-27'],
  2029: ['2029-03-05', '2029-05-07', '2029-09-24'],
  2030: ['2030-03-04', '2030-09-23'],
};

const BRITISH_MOVES: Readonly<Record<number, string[]>> = {
  2026: ['2026-12-28'],
  2027: ['2027-12-27', '2027-12-28'],
  2028: ['2028-01-03'],
};

/** Days of other countries that move, by the acts of the year. */
export const MOVED: [country: string, day: string, off: boolean][] = [
  ['AR', '2026-02-16', true],
  ['AR', '2026-06-15', true],
  ['AR', '2026-06-17', false],
  ['AR', '2026-07-10', true],
  ['BR', '2026-02-17', false],
  ['BR', '2026-04-03', true],
  ['BR', '2026-11-20', true],
  ['CN', '2026-02-19', true],
  ['CN', '2026-02-23', true],
  ['CN', '2027-02-08', true],
  ['CN', '2027-05-02', true],
  ['CN', '2027-06-01', false],
  ['CO', '2026-01-12', true],
  ['CO', '2026-06-08', true],
  ['CO', '2026-06-15', true],
  ['CO', '2026-11-16', true],
  ['DK', '2024-03-31', true],
  ['IL', '2026-04-22', true],
  ['IL', '2026-09-21', true],
  ['IL', '2027-10-11', true],
  ['IS', '2026-12-24', false],
  ['KR', '2024-02-09', true],
  ['KR', '2024-02-12', true],
  ['KR', '2026-02-16', true],
  ['KR', '2026-02-19', false],
  ['KR', '2027-02-09', true],
  ['KR', '2025-01-28', true],
  ['KR', '2025-01-31', false],
  ['KR', '2026-03-02', true],
  ['KR', '2026-06-03', true],
  ['KR', '2026-08-17', true],
  ['KR', '2028-10-05', true],
  ['MX', '2024-10-01', true],
  ['MX', '2026-02-02', true],
  ['MX', '2026-11-16', true],
  ['MX', '2030-10-01', true],
  ['MX', '2029-10-01', false],
  ['RU', '2026-03-09', true],
  ['RU', '2026-05-11', true],
  ['RU', '2027-05-10', true],
  ['RU', '2026-01-08', true],
  ['SA', '2026-03-20', true],
  ['SA', '2026-09-23', true],
  ['TH', '2026-05-31', true],
  ['TH', '2027-05-20', true],
  ['TH', '2028-07-06', true],
  ['TH', '2029-02-27', true],
  ['TR', '2026-03-20', true],
  ['TR', '2026-05-27', true],
  ['TR', '2026-05-30', true],
  ['TR', '2026-05-31', false],
  ['TR', '2026-10-29', true],
  ['TW', '2026-02-15', true],
  ['TW', '2026-02-27', true],
  ['TW', '2026-04-03', true],
  ['TW', '2026-04-06', true],
  ['TW', '2026-05-01', true],
  ['TW', '2025-05-01', false],
  ['TW', '2026-09-28', true],
  ['TW', '2026-10-26', true],
  ['UA', '2026-05-08', true],
  ['UA', '2027-05-10', true],
  ['UA', '2026-05-09', false],
  ['UA', '2026-07-15', true],
  ['UY', '2026-08-25', true],
  ['ZA', '2026-08-10', true],
  ['ZA', '2027-03-22', true],
  ['ZA', '2026-04-27', true],
];

/** The days off of a country in a year as ISO dates. */
export function expectedDays(country: string, year: number): string[] {
  const listed = (EXPECTED[country] ?? '').split(' ').map((day) => {
    const feast = /^([eo])(-?\d+)$/.exec(day);
    if (!feast) return `${year}-${day}`;
    const easter = feast[1] === 'e' ? gauss(year) : gaussJulian(year);
    return easter.add({ days: Number(feast[2]) }).toString();
  });
  return [...new Set([...listed, ...(BY_YEAR[country]?.(year) ?? [])])];
}

/** Gauss's rule for the Gregorian calendar with the constants of 1900 to 2099. */
function gauss(year: number): Temporal.PlainDate {
  const moon = (19 * (year % 19) + 24) % 30;
  const day = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
  const days = moon + day;
  const early = days === 35 || (moon === 28 && day === 6 && year % 19 > 10) ? days - 7 : days;
  return Temporal.PlainDate.from({ year, month: 3, day: 22 }).add({ days: early });
}

/** Gauss's rule for the Julian calendar, thirteen days behind in these centuries. */
function gaussJulian(year: number): Temporal.PlainDate {
  const moon = (19 * (year % 19) + 15) % 30;
  const day = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 6) % 7;
  return Temporal.PlainDate.from({ year, month: 3, day: 22 }).add({ days: moon + day + 13 });
}

function weekdayFrom(year: number, first: string, weekday: number): string {
  let day = Temporal.PlainDate.from(`${year}-${first}`);
  while (day.dayOfWeek !== weekday) day = day.add({ days: 1 });
  return day.toString();
}

function mondayFrom(year: number, first: string): string {
  return weekdayFrom(year, first, 1);
}

function fridayOf(year: number, first: string): string {
  return weekdayFrom(year, first, 5);
}

function nextMonday(year: number, day: string): string[] {
  return Temporal.PlainDate.from(`${year}-${day}`).dayOfWeek > 5 ? [mondayFrom(year, day)] : [];
}
