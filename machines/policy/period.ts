import { type HolidayPlace, isPublicHoliday } from '#machines/policy/holidays.ts';
import type { NonWorkingKind } from '#machines/policy/statutory.ts';

export { endOfDay, localDate } from '#machines/policy/local-day.ts';

/** One step of a computation, for the receipt: what was done and the local date it led to. */
export type Step = {
  code:
    | 'event'
    | 'count-calendar'
    | 'count-business'
    | 'roll-over'
    | 'information-missing'
    | 'information-late'
    | 'information-cap'
    | 'end';
  date: string;
  /** Days or months counted, or the kind of day that was passed over. */
  detail: string | number | null;
};

const WEEKEND_AND_HOLIDAY: readonly NonWorkingKind[] = ['saturday', 'sunday', 'publicHoliday'];

/** The kind of non-working day a date is among the kinds asked for, or null when it is none of them. */
export function nonWorkingKind(
  date: Temporal.PlainDate,
  kinds: readonly NonWorkingKind[],
  place: HolidayPlace,
): NonWorkingKind | null {
  for (const kind of kinds) {
    if (kind === 'publicHoliday' ? isPublicHoliday(date, place) : date.dayOfWeek === WEEKDAY[kind]) return kind;
  }
  return null;
}

const WEEKDAY = { friday: 5, saturday: 6, sunday: 7 } as const;

/** Moves a last day forward until it is none of the kinds; notes each day passed over. */
export function rollOver(
  lastDay: Temporal.PlainDate,
  kinds: readonly NonWorkingKind[],
  place: HolidayPlace,
  steps: Step[],
): Temporal.PlainDate {
  let day = lastDay;
  for (let kind = nonWorkingKind(day, kinds, place); kind; kind = nonWorkingKind(day, kinds, place)) {
    day = day.add({ days: 1 });
    steps.push({ code: 'roll-over', date: day.toString(), detail: kind });
  }
  return day;
}

/**
 * Moves a last day forward until two working days lie between the event and it: a period of two days or more has at least two of them (Regulation
 * 1182/71 art. 3(5)). Working days are those that are no Saturday, Sunday or public holiday (art. 2(2)).
 */
export function withTwoWorkingDays(
  event: Temporal.PlainDate,
  lastDay: Temporal.PlainDate,
  place: HolidayPlace,
  steps: Step[],
): Temporal.PlainDate {
  const second = addBusinessDays(event, 2, place);
  if (Temporal.PlainDate.compare(second, lastDay) <= 0) return lastDay;
  steps.push({ code: 'count-business', date: second.toString(), detail: 2 });
  return second;
}

/** The last of so many business days, counted from the day after the event; not Saturday, Sunday or a public holiday. */
export function addBusinessDays(event: Temporal.PlainDate, days: number, place: HolidayPlace): Temporal.PlainDate {
  let day = event;
  for (let left = days; left > 0; ) {
    day = day.add({ days: 1 });
    if (!nonWorkingKind(day, WEEKEND_AND_HOLIDAY, place)) left -= 1;
  }
  return day;
}

/** The later of two dates. */
export function laterDate(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b;
}
