import { remember } from '#machines/policy/remember.ts';

const DAY_MS = 86_400_000;
const EPOCH = new Temporal.PlainDate(1970, 1, 1);

const dates = remember<number, Temporal.PlainDate>(100_000);
const zones = remember<string, (day: number, make: () => number) => number>(1000);

/** The day as a number of days since 1970-01-01; what is computed with it never goes wrong at a clock change. */
export function dayNumber({ year, month, day }: Temporal.PlainDate): number {
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MS;
}

/** The date of a number of days since 1970-01-01. */
export function dateOfNumber(number: number): Temporal.PlainDate {
  return dates(number, () => EPOCH.add({ days: number }));
}

/** The first instant of a local day in milliseconds since 1970; where the clock leaves midnight out, the first one there is. */
function startOfDay(number: number, timeZone: string): number {
  const starts = zones(timeZone, () => remember(10_000));
  return starts(number, () => dateOfNumber(number).toZonedDateTime(timeZone).epochMilliseconds);
}

/** The local day of an instant in a zone, as a number of days since 1970-01-01. */
export function localDayNumber(instant: Temporal.Instant, timeZone: string): number {
  const ms = instant.epochMilliseconds;
  // A zone is at most a day away from UTC; a day that a zone left out has the same start as the next one and holds no instant.
  let number = Math.floor(ms / DAY_MS) - 1;
  while (startOfDay(number + 1, timeZone) <= ms) number += 1;
  return number;
}

/** The local date of an instant in a zone. */
export function localDate(instant: Temporal.Instant, timeZone: string): Temporal.PlainDate {
  return dateOfNumber(localDayNumber(instant, timeZone));
}

/** The end of a local day: the first instant of the next one. Never a multiple of 24 hours: a clock change makes a day longer or shorter. */
export function endOfDay(day: Temporal.PlainDate, timeZone: string): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(startOfDay(dayNumber(day) + 1, timeZone));
}
