import { orthodoxEaster } from '#machines/policy/easter.ts';

type ByYear = Readonly<Record<number, readonly string[]>>;

/** The ISO dates from one to another, both included. */
function span(first: string, last: string): string[] {
  const days: string[] = [];
  const end = Temporal.PlainDate.from(last);
  for (
    let day = Temporal.PlainDate.from(first);
    Temporal.PlainDate.compare(day, end) <= 0;
    day = day.add({ days: 1 })
  ) {
    days.push(day.toString());
  }
  return days;
}

/** Days off that were ordered for one year. */
export const ONE_OFF: Readonly<Record<string, ByYear>> = {
  AR: {
    2025: ['2025-05-02', '2025-08-15', '2025-10-10', '2025-11-21'],
    2026: ['2026-03-23', '2026-07-10', '2026-12-07'],
  },
  CN: {
    2024: [
      ...span('2024-02-10', '2024-02-17'),
      ...span('2024-04-04', '2024-04-06'),
      ...span('2024-05-01', '2024-05-05'),
      ...span('2024-09-15', '2024-09-17'),
      ...span('2024-10-01', '2024-10-07'),
    ],
    2025: [
      ...span('2025-01-28', '2025-02-04'),
      ...span('2025-04-04', '2025-04-06'),
      ...span('2025-05-01', '2025-05-05'),
      ...span('2025-05-31', '2025-06-02'),
      ...span('2025-10-01', '2025-10-08'),
    ],
    2026: [
      ...span('2026-01-01', '2026-01-03'),
      ...span('2026-02-15', '2026-02-23'),
      ...span('2026-04-04', '2026-04-06'),
      ...span('2026-05-01', '2026-05-05'),
      ...span('2026-06-19', '2026-06-21'),
      ...span('2026-09-25', '2026-09-27'),
      ...span('2026-10-01', '2026-10-07'),
    ],
  },
  GR: { 2024: ['2024-05-07'] },
  KR: {
    2024: ['2024-04-10', '2024-10-01'],
    2025: ['2025-01-27', '2025-06-03'],
    2026: ['2026-06-03'],
    2028: ['2028-04-12'],
  },
  RU: {
    2024: ['2024-04-29', '2024-04-30', '2024-05-10', '2024-12-30', '2024-12-31'],
    2025: ['2025-05-02', '2025-05-08', '2025-06-13', '2025-11-03', '2025-12-31'],
    2026: ['2026-01-09', '2026-03-09', '2026-05-11', '2026-12-31'],
  },
  TH: {
    2024: ['2024-04-12', '2024-07-20', '2024-07-21', '2024-12-30'],
    2025: ['2025-02-12', '2025-06-02', '2025-08-11'],
    2026: ['2026-01-02'],
  },
};

const THAI_FIRST_DAY = new Temporal.PlainDate(2026, 12, 10);
const THAI_EXTRA_MONTH: ReadonlySet<number> = new Set([2029, 2031, 2034, 2037, 2040]);
const THAI_EXTRA_DAY: ReadonlySet<number> = new Set([2032, 2035]);

/**
 * Makha Bucha, Visakha Bucha, Asalha Bucha and the day after it, by the Thai lunar calendar, for the years the library does not list (2027 on).
 * A lunar year has 354 days, in some years a day or a month of 30 more; the full moons are then a month later.
 */
export function thaiMoonDays(year: number): string[] {
  if (year < 2027) return [];
  let first = THAI_FIRST_DAY;
  for (let before = 2027; before < year; before += 1) first = first.add({ days: thaiYearDays(before) });
  const month = THAI_EXTRA_MONTH.has(year);
  const asalha = month ? 250 : THAI_EXTRA_DAY.has(year) ? 221 : 220;
  return [month ? 102 : 73, month ? 191 : 161, asalha, asalha + 1].map((days) => first.add({ days }).toString());
}

function thaiYearDays(year: number): number {
  return 354 + (THAI_EXTRA_MONTH.has(year) ? 30 : 0) + (THAI_EXTRA_DAY.has(year) ? 1 : 0);
}

/**
 * Thailand: what its holidays on a weekend give, New Year's Eve of the year before among them. Holidays in a row give one day together, the first
 * working day after them: Songkran from a Saturday to a Monday the Tuesday.
 */
export function thaiSubstitutes(year: number, listed: ReadonlySet<string>): string[] {
  const off = new Set([...listed, ...thaiMoonDays(year)]);
  // That of 2023 gave none: the cabinet had ordered the Friday before it instead.
  if (year > 2024) off.add(`${year - 1}-12-31`);
  return weekendDays(off).map((day) => nextWorkingDay(day, 1, off).toString());
}

/** The Friday between 19 and 25 June. */
export function midsummerEve(year: number): string {
  return firstWeekday(new Temporal.PlainDate(year, 6, 19), 5).toString();
}

/** Iceland's first day of summer: the Thursday between 19 and 25 April. */
export function firstThursdayOfSummer(year: number): string {
  return firstWeekday(new Temporal.PlainDate(year, 4, 19), 4).toString();
}

function firstWeekday(first: Temporal.PlainDate, weekday: number): Temporal.PlainDate {
  return first.add({ days: (weekday - first.dayOfWeek + 7) % 7 });
}

/** For each of the days on a weekend the Monday after it. */
export function mondayAfter(days: readonly string[]): string[] {
  return weekendDays(days).map((day) => day.add({ days: 8 - day.dayOfWeek }).toString());
}

function weekendDays(days: Iterable<string>): Temporal.PlainDate[] {
  return Array.from(days, (day) => Temporal.PlainDate.from(day)).filter(({ dayOfWeek }) => dayOfWeek > 5);
}

const BULGARIA = ['01-01', '03-03', '05-01', '05-06', '05-24', '09-06', '09-22', '12-24', '12-25', '12-26'];

/** Bulgaria: each holiday on a weekend, Easter apart, gives the first working day after it that is not given yet. Since 2017. */
export function bulgarianCompensation(year: number): string[] {
  if (year < 2017) return [];
  const easter = orthodoxEaster(year);
  const fixed = BULGARIA.map((day) => `${year}-${day}`);
  const taken = new Set([...fixed, ...[-2, -1, 0, 1].map((days) => easter.add({ days }).toString())]);
  const given: string[] = [];
  for (const holiday of weekendDays(fixed)) {
    const day = nextWorkingDay(holiday, 1, taken).toString();
    taken.add(day);
    given.push(day);
  }
  return given;
}

/** The next day, forward (1) or back (-1), that is no weekend and not off already. */
function nextWorkingDay(from: Temporal.PlainDate, step: 1 | -1, off: ReadonlySet<string>): Temporal.PlainDate {
  let day = from.add({ days: step });
  while (day.dayOfWeek > 5 || off.has(day.toString())) day = day.add({ days: step });
  return day;
}

/** The first day of the lunar New Year's holiday as the library lists it: after 20 January, and no other holiday of these countries lies between. */
export function lunarNewYear(year: number, listed: ReadonlySet<string>): Temporal.PlainDate[] {
  const days = [...listed].filter((day) => day > `${year}-01-15`).toSorted();
  return days.slice(0, 1).map((day) => Temporal.PlainDate.from(day));
}

/**
 * Taiwan: Children's Day beside Tomb Sweeping; Teachers' Day, Retrocession Day and Constitution Day from the end of May 2025, Labour Day and the day
 * before New Year's Eve from 2026. A holiday on a Saturday gives the Friday before, on a Sunday the Monday after.
 */
export function taiwaneseDays(year: number, listed: ReadonlySet<string>): string[] {
  const added = [
    ...springDays(year),
    ...(year >= 2025 ? ['09-28', '10-25', '12-25'] : []).map((day) => `${year}-${day}`),
    ...(year >= 2026 ? [`${year}-05-01`, ...dayBeforeEve(year, listed)] : []),
  ];
  const moved = weekendDays([...listed, ...added]).map((day) => day.add({ days: awayFromWeekend(day) }).toString());
  return [...added, ...moved];
}

/**
 * Children's Day on 4 April and Tomb Sweeping on 4 or 5 April. When both fall on one day, which the library lists once, Children's Day is the day
 * before, but on a Thursday the day after. What one of them gives for a weekend is never the other one.
 */
function springDays(year: number): string[] {
  const first = new Temporal.PlainDate(year, 4, 4);
  const second = tombSweepingDay(year) === 5 || first.dayOfWeek === 4 ? 1 : -1;
  const days = [first.toString(), first.add({ days: second }).toString()];
  const off = new Set(days);
  return [...days, ...weekendDays(days).map((day) => nextWorkingDay(day, awayFromWeekend(day), off).toString())];
}

/** The day of April on which the solar term Qingming falls in this century: 365.2422 days after the one before, less a leap day in every fourth year. */
function tombSweepingDay(year: number): number {
  const since = year - 2000;
  return Math.floor(since * 0.2422 + 4.81) - Math.floor(since / 4);
}

/** Back from a Saturday, on from a Sunday. */
function awayFromWeekend({ dayOfWeek }: Temporal.PlainDate): 1 | -1 {
  return dayOfWeek === 6 ? -1 : 1;
}

function dayBeforeEve(year: number, listed: ReadonlySet<string>): string[] {
  return lunarNewYear(year, listed).map((eve) => eve.subtract({ days: 1 }).toString());
}
