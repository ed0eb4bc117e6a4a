import Holidays from 'date-holidays';
import { subdivisionPart } from '#machines/policy/subdivision.ts';

export type HolidayPlace = {
  country: string;
  subdivision: string | null;
  /** `nationalAndRegional`: the holidays of the region count as well. */
  scope: 'national' | 'nationalAndRegional';
};

type MonthDay = { month: number; day: number };

/**
 * Days that national law treats as non-working although they are not public holidays: Denmark 5 June, 24 and 31 December; Sweden and Finland
 * Midsummer Eve and 24 December; Sweden also 31 December.
 */
const EXTRA_DAYS: Readonly<Record<string, { fixed: readonly MonthDay[]; midsummerEve: boolean }>> = {
  DK: {
    fixed: [
      { month: 6, day: 5 },
      { month: 12, day: 24 },
      { month: 12, day: 31 },
    ],
    midsummerEve: false,
  },
  SE: {
    fixed: [
      { month: 12, day: 24 },
      { month: 12, day: 31 },
    ],
    midsummerEve: true,
  },
  FI: { fixed: [{ month: 12, day: 24 }], midsummerEve: true },
};

const remembered = new Map<string, ReadonlySet<string>>();

/**
 * Whether a local date is a public holiday at a place. Only whole days count: an afternoon off (Iceland, 24 December) is a working day.
 * With the scope `nationalAndRegional` and a region that is not known, a holiday of any region counts, which gives the later end. Within a known
 * region the holidays of its parts count too (Assumption in Catholic Bavaria), for the same reason.
 */
export function isPublicHoliday(date: Temporal.PlainDate, place: HolidayPlace): boolean {
  return holidaysOf(date.year, place).has(date.toString());
}

/** All public holidays of a year at a place as ISO dates, extra national non-working days included. */
export function holidaysOf(year: number, place: HolidayPlace): ReadonlySet<string> {
  const part = place.scope === 'national' ? null : subdivisionPart(place.country, place.subdivision);
  const key = `${place.country}|${place.scope}|${part ?? ''}|${year}`;
  const known = remembered.get(key);
  if (known) return known;
  const days = new Set(extraDays(place.country, year));
  for (const calendar of calendars(place, part)) addPublicDays(calendar, year, days);
  // A bound, so that dates from outside cannot grow the memory without end.
  if (remembered.size < 2000) remembered.set(key, days);
  return days;
}

function calendars(place: HolidayPlace, part: string | null): Holidays[] {
  const country = place.country;
  const national = new Holidays(country, { types: ['public'] });
  if (place.scope === 'national') return [national];
  const states = Object.keys(national.getStates(country) ?? {});
  const chosen =
    part !== null && isOwnRegion(country, part, states) ? states.filter((state) => state === part) : states;
  return [national, ...chosen.flatMap((state) => regionCalendars(country, state))];
}

function regionCalendars(country: string, state: string): Holidays[] {
  const calendar = new Holidays(country, state, { types: ['public'] });
  const regions = Object.keys(calendar.getRegions(country, state) ?? {});
  return [calendar, ...regions.map((region) => new Holidays(country, state, region, { types: ['public'] }))];
}

/**
 * Whether the region is one whose holidays are settled. The library lists only those French departments that have holidays of their own; any
 * other department of the mainland (01 to 95, 2A, 2B) has just the national ones.
 */
function isOwnRegion(country: string, part: string, states: readonly string[]): boolean {
  if (states.includes(part)) return true;
  return country === 'FR' && /^(0[1-9]|[1-8]\d|9[0-5]|2[AB])$/.test(part);
}

function addPublicDays(calendar: Holidays, year: number, days: Set<string>): void {
  for (const holiday of calendar.getHolidays(year)) {
    if (holiday.type !== 'public') continue;
    const hours = (holiday.end.getTime() - holiday.start.getTime()) / 3_600_000;
    // A day of the clock change has 23 or 25 hours; what is shorter than a day is no day off.
    const whole = Math.floor((hours + 1.5) / 24);
    const first = Temporal.PlainDate.from(holiday.date.slice(0, 10));
    for (let day = 0; day < whole; day += 1) days.add(first.add({ days: day }).toString());
  }
}

function extraDays(country: string, year: number): string[] {
  const extra = EXTRA_DAYS[country];
  if (!extra) return [];
  const fixed = extra.fixed.map(({ month, day }) => Temporal.PlainDate.from({ year, month, day }).toString());
  return extra.midsummerEve ? [...fixed, midsummerEve(year)] : fixed;
}

/** The Friday between 19 and 25 June. */
function midsummerEve(year: number): string {
  const first = Temporal.PlainDate.from({ year, month: 6, day: 19 });
  return first.add({ days: (5 - first.dayOfWeek + 7) % 7 }).toString();
}
