import type { OrderShape } from '#machines/policy/facts.ts';
import type { HolidayPlace } from '#machines/policy/holidays.ts';
import { addBusinessDays, endOfDay, laterDate, localDate, rollOver, type Step } from '#machines/policy/period.ts';
import { type CountryStatute, type NonWorkingKind, statuteOf } from '#machines/policy/statutory.ts';
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
  /** false: the customer was not told of the right as the law wants. */
  informed: boolean;
  /** When the information was given after all. */
  informedAt: Temporal.Instant | null;
  /** null: the zone of country and subdivision. */
  timeZone: string | null;
};

export type LegalDeadline =
  | { kind: 'none'; basis: string | null; steps: Step[] }
  | { kind: 'open'; why: 'delivery-unknown' | 'information-missing'; basis: string; steps: Step[] }
  | { kind: 'ends'; endExclusive: Temporal.Instant; lastDay: Temporal.PlainDate; basis: string; steps: Step[] };

type Right = {
  statute: CountryStatute;
  days: number;
  /** Kinds of day the last day may not be; empty where the law does not extend the period. */
  extendsOver: readonly NonWorkingKind[];
  place: HolidayPlace;
  timeZone: string;
};

/**
 * The end of the statutory right to withdraw from an order. `none`: the country grants none, or is not known. `open`: the period has not begun
 * or no end can be named (delivery or required information missing); the right can be used. `ends`: with the last local day at the consumer's
 * place and the first instant after it.
 * Where the law leaves the roll-over unsettled, the longer period counts. Sources: Directive 2011/83/EU art. 9 and 10, Regulation (EEC, Euratom)
 * 1182/71 art. 3, and the national acts named in `basis`.
 */
export function legalDeadline(input: DeadlineInput): LegalDeadline {
  const right = rightOf(input);
  if (!right) return { kind: 'none', basis: statuteOf(input.country)?.basis ?? null, steps: [] };
  const { basis } = right.statute;
  const delivered = eventInstant(input, right.statute);
  if (!delivered) return { kind: 'open', why: 'delivery-unknown', basis, steps: [] };
  const event = localDate(delivered, right.timeZone);
  const steps: Step[] = [{ code: 'event', date: event.toString(), detail: shapeEvent(input, right.statute) }];
  const initial = initialEnd(event, right, steps);
  const lastDay = input.informed ? initial : withoutInformation(event, initial, input.informedAt, right, steps);
  if (!lastDay) return { kind: 'open', why: 'information-missing', basis, steps };
  steps.push({ code: 'end', date: lastDay.toString(), detail: right.timeZone });
  return { kind: 'ends', endExclusive: endOfDay(lastDay, right.timeZone), lastDay, basis, steps };
}

function rightOf(input: DeadlineInput): Right | null {
  const statute = statuteOf(input.country);
  if (!statute?.hasStatutoryRight || statute.withdrawalDays === null) return null;
  // Never for business days; where it is unsettled (null) `extendsOver` lists what the consumer-favourable reading passes over.
  const rollsOver = statute.dayKind === 'calendar' && statute.extendsOverNonWorkingDays !== false;
  return {
    statute,
    days: statute.withdrawalDays,
    extendsOver: rollsOver ? statute.extendsOver : [],
    place: { country: input.country, subdivision: input.subdivision, scope: statute.holidayScope ?? 'national' },
    timeZone: input.timeZone ?? timeZoneOf(input.country, input.subdivision),
  };
}

function shapeEvent(input: DeadlineInput, statute: CountryStatute) {
  return statute.countedFromByOrderShape?.[input.orderShape] ?? 'delivery';
}

/**
 * The delivery the period counts from. The first one for regular deliveries; else the last, and none while a parcel is missing. Where the law
 * speaks only of "delivery", the last one is taken, the reading that favours the consumer; regular deliveries never all arrive, so there the
 * latest known one.
 */
function eventInstant(input: DeadlineInput, statute: CountryStatute): Temporal.Instant | null {
  const sorted = input.deliveredAt.toSorted(Temporal.Instant.compare);
  if (shapeEvent(input, statute) === 'firstDelivery') return sorted[0] ?? null;
  if (input.undeliveredRemain && input.orderShape !== 'subscription') return null;
  return sorted.at(-1) ?? null;
}

function initialEnd(event: Temporal.PlainDate, right: Right, steps: Step[]): Temporal.PlainDate {
  if (right.statute.dayKind === 'business') {
    const day = addBusinessDays(event, right.days, right.place);
    steps.push({ code: 'count-business', date: day.toString(), detail: right.days });
    return day;
  }
  const counted = right.statute.excludesEventDay === false ? right.days - 1 : right.days;
  return countCalendar(event, counted, right, steps);
}

function countCalendar(from: Temporal.PlainDate, days: number, right: Right, steps: Step[]): Temporal.PlainDate {
  const day = from.add({ days });
  steps.push({ code: 'count-calendar', date: day.toString(), detail: days });
  return rollOver(day, right.extendsOver, right.place, steps);
}

/** The last day when the customer was not told of the right; null: no end can be named. */
function withoutInformation(
  event: Temporal.PlainDate,
  initial: Temporal.PlainDate,
  informedAt: Temporal.Instant | null,
  right: Right,
  steps: Step[],
): Temporal.PlainDate | null {
  const failure = right.statute.informationFailure;
  if (!failure || failure.rule === 'cancel') return initial;
  const informed = informedAt ? localDate(informedAt, right.timeZone) : null;
  // Told on the day the period begins or earlier: told in time.
  if (informed && Temporal.PlainDate.compare(informed, event) <= 0) return initial;
  const cap = informationCap(event, initial, right);
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
  right: Right,
): Temporal.PlainDate | null {
  const failure = right.statute.informationFailure;
  if (!failure) return null;
  const from = failure.from === 'endOfInitialPeriod' ? initial : event;
  if (failure.months !== null) return laterDate(initial, from.add({ months: failure.months }));
  if (failure.rule === 'startLater' || failure.days === null) return null;
  return laterDate(initial, from.add({ days: failure.days }));
}
