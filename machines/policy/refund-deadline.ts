import { addBusinessDays, endOfDay, localDate, rollOver, type Step } from '#machines/policy/period.ts';
import { type CountryStatute, statuteOf } from '#machines/policy/statutory.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';

export type RefundDeadlineInput = {
  country: string;
  subdivision?: string | null;
  timeZone?: string | null;
  /** When the customer declared the withdrawal or asked for the return. */
  noticeAt: Temporal.Instant;
  goodsReceivedAt: Temporal.Instant | null;
  proofOfDispatchAt: Temporal.Instant | null;
};

export type DueDay = { lastDay: Temporal.PlainDate; endExclusive: Temporal.Instant };

export type RefundDuty = {
  /** null: the clock has not started, it waits for the goods or for proof that they were sent. */
  due: DueDay | null;
  /** The refund may be held back beyond the due day, because neither goods nor a sufficient proof have come. */
  withholdingUntilGoods: boolean;
  basis: string;
};

/**
 * By when the law wants the refund paid; null where the law sets no day. Counted in local days at the consumer's place and without roll-over over
 * weekends and holidays, the safe reading for the one who owes. What was rightly held back is due on the day its reason ends, when that is later.
 * Source: Directive 2011/83/EU art. 13(1) and (3), national acts in `basis`.
 */
export function refundDeadline(input: RefundDeadlineInput): RefundDuty | null {
  const statute = statuteOf(input.country);
  if (!statute || statute.refundDeadlineDays === null) return null;
  const start = startOfDuty(input, statute);
  if (start === 'unspecified') return null;
  const released = earliest(
    statute.withholdEndsAtEarliestOf.map((event) =>
      event === 'goodsReceived' ? input.goodsReceivedAt : input.proofOfDispatchAt,
    ),
  );
  const withholdingUntilGoods = statute.mayWithholdUntilGoods === true && released === null;
  if (!start) return { due: null, withholdingUntilGoods, basis: statute.basis };
  const timeZone = input.timeZone ?? timeZoneOf(input.country, input.subdivision ?? null);
  const counted = countDuty(start, input, statute, timeZone);
  const heldUntil = statute.mayWithholdUntilGoods === true && released ? localDate(released, timeZone) : counted;
  const lastDay = Temporal.PlainDate.compare(heldUntil, counted) > 0 ? heldUntil : counted;
  return { due: { lastDay, endExclusive: endOfDay(lastDay, timeZone) }, withholdingUntilGoods, basis: statute.basis };
}

function startOfDuty(input: RefundDeadlineInput, statute: CountryStatute): Temporal.Instant | null | 'unspecified' {
  switch (statute.refundDeadlineCountedFrom) {
    case 'withdrawalNotice':
      return input.noticeAt;
    case 'goodsReceived':
      return input.goodsReceivedAt;
    case 'goodsReceivedOrProofOfDispatch':
      return earliest([input.goodsReceivedAt, input.proofOfDispatchAt]);
    default:
      return 'unspecified';
  }
}

function countDuty(start: Temporal.Instant, input: RefundDeadlineInput, statute: CountryStatute, timeZone: string) {
  const event = localDate(start, timeZone);
  const days = statute.refundDeadlineDays ?? 0;
  if (statute.refundDeadlineDayKind !== 'business') return event.add({ days });
  return addBusinessDays(event, days, {
    country: input.country,
    subdivision: input.subdivision ?? null,
    scope: statute.holidayScope ?? 'national',
  });
}

function earliest(instants: readonly (Temporal.Instant | null)[]): Temporal.Instant | null {
  return instants.filter((instant) => instant !== null).toSorted(Temporal.Instant.compare)[0] ?? null;
}

/**
 * Until when the customer has to send the goods back after a withdrawal; null where the law names no number of days. With roll-over, in the
 * customer's favour (Directive 2011/83/EU art. 14(1)).
 */
export function dispatchDeadline(
  input: Pick<RefundDeadlineInput, 'country' | 'subdivision' | 'timeZone' | 'noticeAt'>,
): (DueDay & { steps: Step[] }) | null {
  const statute = statuteOf(input.country);
  if (!statute || statute.returnDispatchDays === null) return null;
  const subdivision = input.subdivision ?? null;
  const timeZone = input.timeZone ?? timeZoneOf(input.country, subdivision);
  const notice = localDate(input.noticeAt, timeZone);
  const counted = notice.add({ days: statute.returnDispatchDays });
  const steps: Step[] = [
    { code: 'event', date: notice.toString(), detail: 'withdrawalNotice' },
    { code: 'count-calendar', date: counted.toString(), detail: statute.returnDispatchDays },
  ];
  const kinds = statute.extendsOverNonWorkingDays === false ? [] : statute.extendsOver;
  const place = { country: input.country, subdivision, scope: statute.holidayScope ?? 'national' };
  const lastDay = rollOver(counted, kinds, place, steps);
  steps.push({ code: 'end', date: lastDay.toString(), detail: timeZone });
  return { lastDay, endExclusive: endOfDay(lastDay, timeZone), steps };
}
