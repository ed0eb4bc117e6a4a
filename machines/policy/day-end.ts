import { dateOfNumber, dayNumber, endOfDay } from '#machines/policy/local-day.ts';
import { remember } from '#machines/policy/remember.ts';
import type { Until } from '#machines/policy/verdict.ts';

/** The end of a period of whole days: as it is told, and its first instant after in milliseconds since 1970, to be compared. */
export type DayEnd = { until: Until; endsAt: number };

const zones = remember<string, (day: number, make: () => DayEnd) => DayEnd>(1000);
const numbers = remember<string, number>(20_000);

/**
 * The end of a local day, a number of days since 1970. The texts are what takes time, and a simulation asks for the same few days thousands of times.
 */
export function dayEnd(day: number, timeZone: string): DayEnd {
  return zones(timeZone, () => remember(10_000))(day, () => {
    const lastDay = dateOfNumber(day);
    const end = endOfDay(lastDay, timeZone);
    return {
      until: { lastDay: lastDay.toString(), endExclusive: end.toString() },
      endsAt: end.epochMilliseconds,
    };
  });
}

/** The number of days since 1970 of an ISO date. */
export function numberOfDay(date: string): number {
  return numbers(date, () => dayNumber(Temporal.PlainDate.from(date)));
}
