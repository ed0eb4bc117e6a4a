import Holidays from 'date-holidays';
import { daysToAdd, daysToDrop } from '#machines/policy/holiday-corrections.ts';
import { isPlainFrance, regionOf } from '#machines/policy/region.ts';
import { remember } from '#machines/policy/remember.ts';

export { lastHolidayYear } from '#machines/policy/holiday-corrections.ts';

export type HolidayPlace = {
  country: string;
  subdivision: string | null;
  /** `nationalAndRegional`: the holidays of the region count as well. */
  scope: 'national' | 'nationalAndRegional';
};

const days = remember<string, ReadonlySet<string>>(2000);
const calendars = remember<string, Holidays[]>(2000);

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
  const where = `${place.country}|${place.scope}|${region}`;
  return days(`${where}|${year}`, () => {
    const listed = new Set(calendars(where, () => calendarsOf(place, region)).flatMap((one) => publicDays(one, year)));
    const dropped = new Set(daysToDrop(place.country, year, listed));
    return listed.difference(dropped).union(new Set(daysToAdd(place.country, year, listed)));
  });
}

function calendarsOf(place: HolidayPlace, region: string | null): Holidays[] {
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

function publicDays(calendar: Holidays, year: number): string[] {
  return calendar.getHolidays(year).flatMap(({ start, end, date }) => {
    const hours = (end.getTime() - start.getTime()) / 3_600_000;
    // A day of the clock change has 23 or 25 hours; what is shorter than a day is no day off.
    const whole = Math.floor((hours + 1.5) / 24);
    const first = Temporal.PlainDate.from(date.slice(0, 10));
    return Array.from({ length: whole }, (_, day) => first.add({ days: day }).toString());
  });
}
