import { orthodoxEaster, westernEaster } from '#machines/policy/easter.ts';
import {
  bulgarianCompensation,
  firstThursdayOfSummer,
  lunarNewYear,
  midsummerEve,
  mondayAfter,
  ONE_OFF,
  taiwaneseDays,
  thaiMoonDays,
  thaiSubstitutes,
} from '#machines/policy/movable-days.ts';

/** What is added to and dropped from the library's days of a country, as ISO dates of the year. `why` names the rule that asks for it. */
type Correction = {
  why: string;
  add?: (year: number, listed: ReadonlySet<string>) => readonly string[];
  drop?: (year: number, listed: ReadonlySet<string>) => readonly string[];
};

const iso = (date: Temporal.PlainDate, days = 0) => date.add({ days }).toString();
const fixed = (year: number, ...days: string[]) => days.map((day) => `${year}-${day}`);
const from =
  (first: number, ...days: string[]) =>
  (year: number) =>
    year >= first ? fixed(year, ...days) : [];

const victoryDay = from(2024, '05-08');

/**
 * Where national law knows more days off than `date-holidays`, or other ones. Two kinds: days that are no public holidays but on which a statutory
 * period does not end, and mistakes of the library, each checked against the act named.
 */
const CORRECTIONS: Readonly<Record<string, readonly Correction[]>> = {
  AR: [{ why: 'days off by decree, moved holidays', add: (year) => ONE_OFF.AR?.[year] ?? [] }],
  AT: [{ why: '§ 903 ABGB with BGBl. 37/1961: Good Friday', add: (year) => [iso(westernEaster(year), -2)] }],
  BG: [
    { why: 'Labour Code art. 154(1): 26 December too', add: (year) => fixed(year, '12-26') },
    { why: 'Labour Code art. 154(2): a holiday on a weekend moves', add: bulgarianCompensation },
  ],
  CN: [
    { why: 'three days from New Year; from 2025 the eve and 2 May', add: thirdDayOfNewYear },
    { why: 'the State Council announces the weekdays off of each year', add: (year) => ONE_OFF.CN?.[year] ?? [] },
    { why: 'a day off for children only', drop: (year) => fixed(year, '06-01') },
  ],
  CY: [
    {
      why: 'Green Monday is the 48th day before Easter, a Monday',
      add: (year) => [iso(orthodoxEaster(year), -48)],
      drop: (year) => [iso(orthodoxEaster(year), -47)],
    },
    { why: 'Kataklysmos, the Monday after Pentecost', add: (year) => [iso(orthodoxEaster(year), 50)] },
  ],
  DK: [{ why: 'Constitution Day, 24 and 31 December', add: (year) => fixed(year, '06-05', '12-24', '12-31') }],
  FI: [{ why: 'Act 150/1930 § 5', add: (year) => [...fixed(year, '12-24'), midsummerEve(year)] }],
  GR: [{ why: '1 May in Holy Week was moved', add: (year) => ONE_OFF.GR?.[year] ?? [] }],
  IS: [
    {
      why: 'the first Thursday after 18 April, which the day itself is not',
      add: (year) => [firstThursdayOfSummer(year)],
      drop: (year) => fixed(year, '04-18').filter((day) => !isEasterDay(day)),
    },
  ],
  KR: [
    { why: 'elections and days named for one year', add: (year) => ONE_OFF.KR?.[year] ?? [] },
    { why: 'the lunar New Year has the day before it off, not a second one after', ...koreanNewYear() },
  ],
  LI: [{ why: 'Assumption, the national day, and All Saints', add: (year) => fixed(year, '08-15', '11-01') }],
  MX: [
    {
      why: 'Ley Federal del Trabajo art. 74: the executive changes on 1 October since 2024',
      add: (year) => (year >= 2024 && year % 6 === 2 ? fixed(year, '10-01') : []),
      drop: (year) => (year >= 2024 ? fixed(year, '12-01') : []),
    },
  ],
  NL: [
    {
      why: 'Algemene termijnenwet art. 3: 5 May, and Good Friday alike',
      add: (year) => [...fixed(year, '05-05'), iso(westernEaster(year), -2)],
    },
  ],
  RU: [
    { why: 'the government moves days off each year', add: (year) => ONE_OFF.RU?.[year] ?? [] },
    { why: 'Labour Code art. 112: a holiday on a weekend moves to the next working day', add: russianMoves },
  ],
  SE: [{ why: 'Lag (1930:173) § 2', add: (year) => [...fixed(year, '12-24', '12-31'), midsummerEve(year)] }],
  SK: [{ why: 'days of rest again from 2027, left out for 2026 alone', add: from(2027, '05-08', '09-15') }],
  TH: [
    { why: 'days by the moon', add: thaiMoonDays },
    {
      why: 'days off by resolution of the cabinet; Asalha Bucha of 2024 and Makha Bucha of 2025 are another day',
      add: (year) => ONE_OFF.TH?.[year] ?? [],
      drop: () => ['2024-07-19', '2025-02-13'],
    },
    { why: 'holidays on a weekend give the next working day, several in a row one', add: thaiSubstitutes },
  ],
  TW: [{ why: 'Act on memorial days and holidays of 2025; Saturdays give the Friday', add: taiwaneseDays }],
  UA: [
    {
      why: 'Law 3107-IX: 8 May instead of 9 May, moved off a weekend',
      add: (year) => [...victoryDay(year), ...mondayAfter(victoryDay(year))],
      drop: from(2024, '05-09'),
    },
  ],
};

/** Maundy Thursday, Good Friday, Easter Sunday or Easter Monday. */
function isEasterDay(day: string): boolean {
  const date = Temporal.PlainDate.from(day);
  return [3, 2, 0, -1].includes(westernEaster(date.year).since(date, { largestUnit: 'day' }).days);
}

/** The library begins with the eve and knows three days in all; the law counted three from New Year's Day before 2025 and the eve besides since. */
function thirdDayOfNewYear(year: number, listed: ReadonlySet<string>): string[] {
  const third = lunarNewYear(year, listed).map((eve) => iso(eve, 3));
  return [...third, ...from(2025, '05-02')(year)];
}

/** The library begins with New Year's Day itself. The day it has too many stays where it makes up for a Sunday among the three. */
function koreanNewYear(): Pick<Correction, 'add' | 'drop'> {
  const hasSunday = (day: Temporal.PlainDate) => [-1, 0, 1].some((days) => day.add({ days }).dayOfWeek === 7);
  return {
    add: (year, listed) => lunarNewYear(year, listed).map((day) => iso(day, -1)),
    drop: (year, listed) => lunarNewYear(year, listed).flatMap((day) => (hasSunday(day) ? [] : [iso(day, 2)])),
  };
}

function russianMoves(year: number): string[] {
  // The government's own list is known up to 2026; it may move the day elsewhere, and then both count.
  return mondayAfter(fixed(year, '02-23', '03-08', '05-01', '05-09', '06-12', '11-04'));
}

/** Days that the library lacks for a country and year. */
export function daysToAdd(country: string, year: number, listed: ReadonlySet<string>): string[] {
  return (CORRECTIONS[country] ?? []).flatMap(({ add }) => add?.(year, listed) ?? []);
}

/** Days that the library calls public holidays and that are none. */
export function daysToDrop(country: string, year: number, listed: ReadonlySet<string>): string[] {
  return (CORRECTIONS[country] ?? []).flatMap(({ drop }) => drop?.(year, listed) ?? []);
}

/** The last year whose holidays are known: tables by the moon end sooner, and no law is relied on beyond this century. */
export function lastHolidayYear(country: string): number {
  return LAST_YEARS[country] ?? 2099;
}

const LAST_YEARS: Readonly<Record<string, number>> = { SA: 2076, TH: 2040, TR: 2076 };
