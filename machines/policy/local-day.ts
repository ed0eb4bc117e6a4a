const DAY_MS = 86_400_000;
/** Days since 1970 of 1900-01-01 and 2200-01-01: between them answers are remembered, beyond them computed anew. */
const FIRST_DAY = -25_567;
const LAST_DAY = 84_006;
/** Zones and days come from outside, so what is remembered of them has a bound. */
const MOST_STARTS = 200_000;

let starts = new Map<string, Map<number, number>>();
let startsKept = 0;
const dates = new Map<number, Temporal.PlainDate>();

/** The day as a number of days since 1970-01-01; what is computed with it never goes wrong at a clock change. */
export function dayNumber(date: Temporal.PlainDate): number {
  const { year, month, day } = date;
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  if (year < 1000 || year > 9000) return date.since(EPOCH, { largestUnit: 'day' }).days;
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

const EPOCH = new Temporal.PlainDate(1970, 1, 1);

/** The date of a number of days since 1970-01-01. */
export function dateOfNumber(number: number): Temporal.PlainDate {
  const known = dates.get(number);
  if (known) return known;
  const date = EPOCH.add({ days: number });
  if (number >= FIRST_DAY && number <= LAST_DAY) dates.set(number, date);
  return date;
}

/** The first instant of a local day in milliseconds since 1970; where the clock leaves midnight out, the first one there is. */
function startOfDay(number: number, timeZone: string): number {
  const ofZone = starts.get(timeZone);
  const known = ofZone?.get(number);
  if (known !== undefined) return known;
  const start = dateOfNumber(number).toZonedDateTime(timeZone).epochMilliseconds;
  if (startsKept >= MOST_STARTS) {
    starts = new Map();
    startsKept = 0;
  }
  const kept = starts.get(timeZone) ?? new Map<number, number>();
  kept.set(number, start);
  starts.set(timeZone, kept);
  startsKept += 1;
  return start;
}

/** The local day of an instant in a zone, as a number of days since 1970-01-01. */
export function localDayNumber(instant: Temporal.Instant, timeZone: string): number {
  const ms = instant.epochMilliseconds;
  let number = Math.floor(ms / DAY_MS);
  if (number <= FIRST_DAY || number >= LAST_DAY) return dayNumber(instant.toZonedDateTimeISO(timeZone).toPlainDate());
  // A zone is at most a day away from UTC; a day that a zone left out has the same start as the next one and holds no instant.
  while (startOfDay(number, timeZone) > ms) number -= 1;
  while (startOfDay(number + 1, timeZone) <= ms) number += 1;
  return number;
}

/** The local date of an instant in a zone. */
export function localDate(instant: Temporal.Instant, timeZone: string): Temporal.PlainDate {
  return dateOfNumber(localDayNumber(instant, timeZone));
}

/** The end of a local day: the first instant of the next one. Never a multiple of 24 hours: a clock change makes a day longer or shorter. */
export function endOfDay(day: Temporal.PlainDate, timeZone: string): Temporal.Instant {
  const next = dayNumber(day) + 1;
  if (next <= FIRST_DAY || next >= LAST_DAY) return day.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  return Temporal.Instant.fromEpochMilliseconds(startOfDay(next, timeZone));
}
