import Holidays from 'date-holidays';
import { daysToAdd, daysToDrop } from '#machines/policy/holiday-corrections.ts';
import { isPlainFrance, regionOf } from '#machines/policy/region.ts';

export { lastHolidayYear } from '#machines/policy/holiday-corrections.ts';

export type HolidayPlace = {
  country: string;
  subdivision: string | null;
  /** `nationalAndRegional`: the holidays of the region count as well. */
  scope: 'national' | 'nationalAndRegional';
};

/** A bound, so that places and dates from outside cannot grow the memory without end. */
const MOST_REMEMBERED = 2000;
const rememberedDays = new Map<string, ReadonlySet<string>>();
const rememberedCalendars = new Map<string, Holidays[]>();

/**
 * Whether a local date is a public holiday at a place. Only whole days count: an afternoon off (Iceland, 24 December) is a working day.
 * With the scope `nationalAndRegional` and a region that is not known, a holiday of any region counts, which gives the later end. Within a known
 * region the holidays of its parts count too (Assumption in Catholic Bavaria), for the same reason.
 */
export function isPublicHoliday(date: Temporal.PlainDate, place: HolidayPlace): boolean {
  return holidaysOf(date.year, place).has(date.toString());
}

/** All public holidays of a year at a place as ISO dates, with the days on which national law lets no period end. */
export function holidaysOf(year: number, place: HolidayPlace): ReadonlySet<string> {
  const region = place.scope === 'national' ? null : regionOf(place.country, place.subdivision);
  const where = `${place.country}|${place.scope}|${region ?? ''}`;
  const key = `${where}|${year}`;
  const known = rememberedDays.get(key);
  if (known) return known;
  const days = new Set<string>();
  for (const calendar of calendarsOf(where, place, region)) addPublicDays(calendar, year, days);
  const listed: ReadonlySet<string> = new Set(days);
  for (const day of daysToDrop(place.country, year, listed)) days.delete(day);
  for (const day of daysToAdd(place.country, year, listed)) days.add(day);
  if (rememberedDays.size >= MOST_REMEMBERED) rememberedDays.clear();
  rememberedDays.set(key, days);
  return days;
}

function calendarsOf(where: string, place: HolidayPlace, region: string | null): Holidays[] {
  const known = rememberedCalendars.get(where);
  if (known) return known;
  const made = calendars(place, region);
  if (rememberedCalendars.size >= MOST_REMEMBERED) rememberedCalendars.clear();
  rememberedCalendars.set(where, made);
  return made;
}

function calendars(place: HolidayPlace, region: string | null): Holidays[] {
  const country = place.country;
  const national = new Holidays(country, { types: ['public'] });
  if (place.scope === 'national') return [national];
  const states = Object.keys(national.getStates(country) ?? {});
  const chosen =
    region !== null && isOwnRegion(country, region, states) ? states.filter((state) => state === region) : states;
  return [national, ...chosen.flatMap((state) => regionCalendars(country, state))];
}

function regionCalendars(country: string, state: string): Holidays[] {
  const calendar = new Holidays(country, state, { types: ['public'] });
  const regions = Object.keys(calendar.getRegions(country, state) ?? {});
  return [calendar, ...regions.map((region) => new Holidays(country, state, region, { types: ['public'] }))];
}

/** Whether the region is one whose holidays are settled. The library lists only those French departments that have holidays of their own. */
function isOwnRegion(country: string, region: string, states: readonly string[]): boolean {
  return states.includes(region) || (country === 'FR' && isPlainFrance(region));
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
