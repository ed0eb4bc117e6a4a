import { lawOf } from '#machines/policy/law-of.ts';
import {
  addBusinessDays,
  endOfDay,
  laterDate,
  localDate,
  rollOver,
  type Step,
  withTwoWorkingDays,
} from '#machines/policy/period.ts';
import { followsDirective } from '#machines/policy/statutory.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';

export type RefundDeadlineInput = {
  country: string;
  subdivision?: string | null;
  timeZone?: string | null;
  /** When the customer declared the withdrawal or asked for the return. */
  noticeAt: Temporal.Instant;
  goodsReceivedAt: Temporal.Instant | null;
  proofOfDispatchAt: Temporal.Instant | null;
  /** false: the customer uses a right that only the uninformed have (Canadian provinces). Without it: informed. */
  informed?: boolean;
  /** The merchant offered to collect the goods, and so may not wait for them. */
  merchantCollects?: boolean;
};

export type DueDay = { lastDay: Temporal.PlainDate; endExclusive: Temporal.Instant };

export type RefundDuty = {
  /** null: the clock has not started, it waits for the goods or for proof that they were sent. */
  due: DueDay | null;
  /** The refund may be held back beyond the due day, because neither goods nor a sufficient proof have come. */
  withholdingUntilGoods: boolean;
  basis: string;
};

type Event = 'withdrawalNotice' | 'goodsReceived' | 'goodsReceivedOrProofOfDispatch';

/** A duty to refund: so many days from an event, and what it may be held back for. */
type Duty = {
  days: number;
  dayKind: 'calendar' | 'business';
  from: Event;
  withholdFor: readonly ('goodsReceived' | 'proofOfDispatch')[] | null;
  basis: string;
};

/**
 * By when the law wants the refund paid; null where the law sets no day. Counted in local days at the consumer's place and without roll-over over
 * weekends and holidays, the safe reading for the one who owes. What was rightly held back is due on the day its reason ends, when that is later.
 * A merchant who offered to collect the goods may hold nothing back, and a period from proof of dispatch then runs from the notice.
 * Source: Directive 2011/83/EU art. 13(1) and (3), national acts in `basis`.
 */
export function refundDeadline(input: RefundDeadlineInput): RefundDuty | null {
  const duty = dutyOf(input);
  if (!duty) return null;
  const start = startOf(duty.from, input);
  const released = duty.withholdFor && earliest(duty.withholdFor.map((event) => proofOf(event, input)));
  const withholdingUntilGoods = duty.withholdFor !== null && released === null;
  if (!start) return { due: null, withholdingUntilGoods, basis: duty.basis };
  const timeZone = input.timeZone ?? timeZoneOf(input.country, input.subdivision ?? null);
  const counted = countDuty(start, input, duty, timeZone);
  const heldUntil = released ? localDate(released, timeZone) : counted;
  const lastDay = laterDate(heldUntil, counted);
  return { due: { lastDay, endExclusive: endOfDay(lastDay, timeZone) }, withholdingUntilGoods, basis: duty.basis };
}

function dutyOf({ country, subdivision, informed, merchantCollects }: RefundDeadlineInput): Duty | null {
  const law = lawOf(country, subdivision ?? null);
  if (!law) return null;
  const { refundDeadlineDays, refundDeadlineDayKind, refundDeadlineCountedFrom: from, ...statute } = law.country;
  if (law.subdivision?.rule === 'disclosure_failure' && informed === false) {
    const { refundDays, basis } = law.subdivision;
    return { days: refundDays, dayKind: 'calendar', from: 'withdrawalNotice', withholdFor: null, basis };
  }
  if (refundDeadlineDays === null || from === null || from === 'unspecified') return null;
  const withholds = statute.mayWithholdUntilGoods === true && merchantCollects !== true;
  return {
    days: refundDeadlineDays,
    dayKind: refundDeadlineDayKind ?? 'calendar',
    from: merchantCollects === true && from === 'goodsReceivedOrProofOfDispatch' ? 'withdrawalNotice' : from,
    withholdFor: withholds ? statute.withholdEndsAtEarliestOf : null,
    basis: law.basis,
  };
}

function startOf(from: Event, input: RefundDeadlineInput): Temporal.Instant | null {
  if (from === 'withdrawalNotice') return input.noticeAt;
  if (from === 'goodsReceived') return input.goodsReceivedAt;
  return earliest([input.goodsReceivedAt, input.proofOfDispatchAt]);
}

function proofOf(event: 'goodsReceived' | 'proofOfDispatch', input: RefundDeadlineInput): Temporal.Instant | null {
  return event === 'goodsReceived' ? input.goodsReceivedAt : input.proofOfDispatchAt;
}

function countDuty(start: Temporal.Instant, input: RefundDeadlineInput, duty: Duty, timeZone: string) {
  const event = localDate(start, timeZone);
  if (duty.dayKind === 'calendar') return event.add({ days: duty.days });
  return addBusinessDays(event, duty.days, placeOf(input));
}

function placeOf({ country, subdivision }: Pick<RefundDeadlineInput, 'country' | 'subdivision'>) {
  const scope = lawOf(country)?.country.holidayScope ?? 'national';
  return { country, subdivision: subdivision ?? null, scope };
}

function earliest(instants: readonly (Temporal.Instant | null)[]): Temporal.Instant | null {
  return instants.filter((instant) => instant !== null).toSorted(Temporal.Instant.compare)[0] ?? null;
}

/**
 * Until when the customer has to send the goods back after a withdrawal; null where the law names no number of days. With roll-over, in the
 * customer's favour (Directive 2011/83/EU art. 14(1)); in Canadian provinces for a right that only the uninformed have, without.
 */
export function dispatchDeadline(
  input: Pick<RefundDeadlineInput, 'country' | 'subdivision' | 'timeZone' | 'noticeAt' | 'informed'>,
): (DueDay & { steps: Step[] }) | null {
  const period = dispatchPeriod(input);
  if (!period) return null;
  const timeZone = input.timeZone ?? timeZoneOf(input.country, input.subdivision ?? null);
  const notice = localDate(input.noticeAt, timeZone);
  const counted = notice.add({ days: period.days });
  const steps: Step[] = [
    { code: 'event', date: notice.toString(), detail: 'withdrawalNotice' },
    { code: 'count-calendar', date: counted.toString(), detail: period.days },
  ];
  const place = placeOf(input);
  const rolled = rollOver(counted, period.extendsOver, place, steps);
  const lastDay = followsDirective(input.country) ? withTwoWorkingDays(notice, rolled, place, steps) : rolled;
  steps.push({ code: 'end', date: lastDay.toString(), detail: timeZone });
  return { lastDay, endExclusive: endOfDay(lastDay, timeZone), steps };
}

function dispatchPeriod({
  country,
  subdivision,
  informed,
}: Pick<RefundDeadlineInput, 'country' | 'subdivision' | 'informed'>) {
  const law = lawOf(country, subdivision ?? null);
  if (!law) return null;
  const { returnDispatchDays, returnDispatchCountedFrom, extendsOver, extendsOverNonWorkingDays } = law.country;
  if (returnDispatchDays !== null && returnDispatchCountedFrom === 'withdrawalNotice') {
    return { days: returnDispatchDays, extendsOver: extendsOverNonWorkingDays === false ? [] : extendsOver };
  }
  if (informed !== false || law.subdivision?.rule !== 'disclosure_failure') return null;
  return { days: law.subdivision.returnDays, extendsOver: [] };
}
