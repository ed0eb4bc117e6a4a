import type { OrderShape } from '#machines/policy/facts.ts';
import { type HolidayPlace, lastHolidayYear } from '#machines/policy/holidays.ts';
import { type ConditionalRight, conditionalRight, type Law, lawOf } from '#machines/policy/law-of.ts';
import { dateOfNumber, dayNumber, endOfDay, localDayNumber } from '#machines/policy/local-day.ts';
import { compareInstants } from '#machines/policy/moments.ts';
import { addBusinessDays, laterDate, rollOver, type Step, withTwoWorkingDays } from '#machines/policy/period.ts';
import { remember } from '#machines/policy/remember.ts';
import { type CountryStatute, followsDirective, type NonWorkingKind } from '#machines/policy/statutory.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';

export { timeZoneOf } from '#machines/policy/zone.ts';

export type DeadlineInput = {
  country: string;
  subdivision: string | null;
  orderShape: OrderShape;
  /** Known deliveries of the order, in any order. */
  deliveredAt: readonly Temporal.Instant[];
  /** A delivery is missing, or its time is not known. */
  undeliveredRemain: boolean;
  /** false: the customer was not told as the law wants: of the right; of the policy (US states); of terms and copy of the contract (Canada). */
  informed: boolean;
  /** When the information, or the copy, was given after all. Of no effect when `informed`. */
  informedAt: Temporal.Instant | null;
  /** null: the zone of country and subdivision. */
  timeZone: string | null;
};

export type LegalDeadline =
  | { kind: 'none'; basis: string | null; steps: readonly Step[] }
  | {
      kind: 'open';
      why: 'delivery-unknown' | 'information-missing' | 'holidays-unknown';
      basis: string;
      steps: readonly Step[];
    }
  | {
      kind: 'ends';
      endExclusive: Temporal.Instant;
      lastDay: Temporal.PlainDate;
      basis: string;
      steps: readonly Step[];
    };

type Right = {
  statute: CountryStatute;
  /** Only because the customer was not informed; null: the country's unconditional right. */
  conditional: ConditionalRight | null;
  /** Name of the delivery that counts. */
  event: string;
  /** Kinds of day the last day may not be; empty where the law does not extend the period. */
  extendsOver: readonly NonWorkingKind[];
  place: HolidayPlace;
  timeZone: string;
};

const answers = remember<string, LegalDeadline>(5000);

/**
 * The end of the statutory right to withdraw from an order. `none`: the place grants none, or is not known. `open`: the right can be used and no end
 * can be named, because a delivery or required information is missing, or because the end lies beyond the years whose holidays are known. `ends`:
 * with the last local day at the consumer's place and the first instant after it.
 * Where the law leaves the roll-over unsettled, the longer period counts. Sources: Directive 2011/83/EU art. 9 and 10, Regulation (EEC, Euratom)
 * 1182/71 art. 3, and the national acts named in `basis`.
 */
export function legalDeadline(input: DeadlineInput): LegalDeadline {
  const law = lawOf(input.country, input.subdivision);
  if (!law) return { kind: 'none', basis: null, steps: [] };
  const conditional = input.informed ? null : conditionalRight(law);
  if (!law.country.hasStatutoryRight && !conditional) return { kind: 'none', basis: law.basis, steps: [] };
  const right = rightOf(input, law, conditional);
  const delivered = eventInstant(input, right.event);
  if (!delivered) return { kind: 'open', why: 'delivery-unknown', basis: law.basis, steps: [] };
  const event = localDayNumber(delivered, right.timeZone);
  const informed = informedOn(input, right.timeZone);
  const key = `${input.country}|${input.subdivision}|${right.timeZone}|${right.event}|${event}|${informed}`;
  return answers(key, () => deadlineFrom(event, informed, right, law.basis));
}

/** `in-time`, or the day of late information as a number of days since 1970, or null for none. */
type Informed = 'in-time' | number | null;

function informedOn({ informed, informedAt }: DeadlineInput, timeZone: string): Informed {
  if (informed) return 'in-time';
  return informedAt && localDayNumber(informedAt, timeZone);
}

function deadlineFrom(event: number, informed: Informed, right: Right, basis: string): LegalDeadline {
  const date = dateOfNumber(event);
  const steps: Step[] = [{ code: 'event', date: date.toString(), detail: right.event }];
  if (date.year > lastHolidayYear(right.place.country)) return { kind: 'open', why: 'holidays-unknown', basis, steps };
  const late = typeof informed === 'number' ? dateOfNumber(informed) : null;
  const lastDay =
    right.conditional === null
      ? unconditionalEnd(date, informed === 'in-time', late, right, steps)
      : conditionalEnd(date, late, right.conditional, right.place, steps);
  if (!lastDay) return { kind: 'open', why: 'information-missing', basis, steps };
  // Beyond the table the roll-over would be guessed, and too short.
  if (lastDay.year > lastHolidayYear(right.place.country)) {
    return { kind: 'open', why: 'holidays-unknown', basis, steps };
  }
  steps.push({ code: 'end', date: lastDay.toString(), detail: right.timeZone });
  return { kind: 'ends', endExclusive: endOfDay(lastDay, right.timeZone), lastDay, basis, steps };
}

function rightOf(input: DeadlineInput, { country: statute }: Law, conditional: ConditionalRight | null): Right {
  // Never for business days; where it is unsettled (null) `extendsOver` lists what the consumer-favourable reading passes over.
  const rollsOver = statute.dayKind === 'calendar' && statute.extendsOverNonWorkingDays !== false;
  return {
    statute,
    conditional,
    event: statute.countedFromByOrderShape?.[input.orderShape] ?? 'delivery',
    extendsOver: rollsOver ? statute.extendsOver : [],
    place: { country: input.country, subdivision: input.subdivision, scope: statute.holidayScope ?? 'national' },
    timeZone: input.timeZone ?? timeZoneOf(input.country, input.subdivision),
  };
}

/**
 * The delivery the period counts from. The first one for regular deliveries; else the last, and none while a parcel is missing. Where the law
 * speaks only of "delivery", the last one is taken, the reading that favours the consumer; regular deliveries never all arrive, so there the
 * latest known one.
 */
function eventInstant(input: DeadlineInput, event: string): Temporal.Instant | null {
  if (event !== 'firstDelivery' && input.undeliveredRemain && input.orderShape !== 'subscription') return null;
  const inOrder = input.deliveredAt.toSorted(compareInstants);
  return inOrder.at(event === 'firstDelivery' ? 0 : -1) ?? null;
}

/** The last day of a right that everybody has; null: no end can be named, because the information is missing. */
function unconditionalEnd(
  event: Temporal.PlainDate,
  informedInTime: boolean,
  informed: Temporal.PlainDate | null,
  right: Right,
  steps: Step[],
): Temporal.PlainDate | null {
  const initial = initialEnd(event, right, steps);
  return informedInTime ? initial : withoutInformation(event, initial, informed, right, steps);
}

function initialEnd(event: Temporal.PlainDate, right: Right, steps: Step[]): Temporal.PlainDate {
  const { dayKind, excludesEventDay, withdrawalDays } = right.statute;
  const days = withdrawalDays ?? 0;
  if (dayKind === 'business') return countBusiness(event, days, right.place, steps);
  return countCalendar(event, excludesEventDay === false ? days - 1 : days, right, steps);
}

function countBusiness(from: Temporal.PlainDate, days: number, place: HolidayPlace, steps: Step[]) {
  const day = addBusinessDays(from, days, place);
  steps.push({ code: 'count-business', date: day.toString(), detail: days });
  return day;
}

function countPlain(from: Temporal.PlainDate, days: number, steps: Step[]): Temporal.PlainDate {
  const day = dateOfNumber(dayNumber(from) + days);
  steps.push({ code: 'count-calendar', date: day.toString(), detail: days });
  return day;
}

function countCalendar(from: Temporal.PlainDate, days: number, right: Right, steps: Step[]): Temporal.PlainDate {
  const lastDay = rollOver(countPlain(from, days, steps), right.extendsOver, right.place, steps);
  if (days < 2 || !followsDirective(right.place.country)) return lastDay;
  return withTwoWorkingDays(from, lastDay, right.place, steps);
}

/** The last day when the customer was not told of the right; null: no end can be named. */
function withoutInformation(
  event: Temporal.PlainDate,
  initial: Temporal.PlainDate,
  informed: Temporal.PlainDate | null,
  right: Right,
  steps: Step[],
): Temporal.PlainDate | null {
  const failure = right.statute.informationFailure;
  if (!failure || failure.rule === 'cancel') return initial;
  // Told on the day the period begins or earlier: told in time.
  if (informed && Temporal.PlainDate.compare(informed, event) <= 0) return initial;
  const cap = informationCap(event, initial, failure);
  if (failure.rule === 'extend')
    steps.push({ code: 'information-missing', date: (cap ?? initial).toString(), detail: failure.from });
  const extended = cap && rollOver(cap, right.extendsOver, right.place, steps);
  if (!informed || failure.ifInformedLaterDays === null) return extended;
  steps.push({ code: 'information-late', date: informed.toString(), detail: failure.ifInformedLaterDays });
  const afterInformation = laterDate(initial, countCalendar(informed, failure.ifInformedLaterDays, right, steps));
  if (!extended || Temporal.PlainDate.compare(afterInformation, extended) <= 0) return afterInformation;
  steps.push({ code: 'information-cap', date: extended.toString(), detail: failure.months ?? failure.days });
  return extended;
}

/**
 * The latest last day without information, before any roll-over; null where the law names none (Israel, Korea). Counted from the end of the
 * ordinary period in the EU, from delivery elsewhere. In Taiwan the four months run from the day the ordinary period would have begun.
 */
function informationCap(
  event: Temporal.PlainDate,
  initial: Temporal.PlainDate,
  failure: NonNullable<CountryStatute['informationFailure']>,
): Temporal.PlainDate | null {
  const from = failure.from === 'endOfInitialPeriod' ? initial : event;
  if (failure.months !== null) return from.add({ months: failure.months });
  if (failure.rule === 'startLater' || failure.days === null) return null;
  return from.add({ days: failure.days });
}

/**
 * The last day of a right that only the uninformed have. A copy of the contract that comes while the long period runs leaves the days after it; one
 * that comes later revives nothing.
 */
function conditionalEnd(
  event: Temporal.PlainDate,
  copy: Temporal.PlainDate | null,
  conditional: ConditionalRight,
  place: HolidayPlace,
  steps: Step[],
): Temporal.PlainDate {
  const { days, dayKind, daysAfterCopy, why } = conditional;
  const counted: Step[] = [];
  const plain = dayKind === 'business' ? countBusiness(event, days, place, counted) : countPlain(event, days, counted);
  steps.push({ code: 'information-missing', date: plain.toString(), detail: why });
  if (!copy || daysAfterCopy === null || Temporal.PlainDate.compare(copy, plain) > 0) {
    steps.push(...counted);
    return plain;
  }
  steps.push({ code: 'information-late', date: copy.toString(), detail: daysAfterCopy });
  return countPlain(copy, daysAfterCopy, steps);
}
