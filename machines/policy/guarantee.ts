import { endOfDay, localDate } from '#machines/policy/local-day.ts';
import { type CountryStatute, statuteOf } from '#machines/policy/statutory.ts';

export type GuaranteeFacts = {
  country: string;
  timeZone: string;
  deliveredAt: Temporal.Instant | null;
  /** Meant to last considerably longer than most goods; null: not known, which counts as yes. */
  durable: boolean | null;
  /** When the goods were first repaired under the guarantee; null: never. */
  repairedAt: Temporal.Instant | null;
};

export type Limit = { lastDay: Temporal.PlainDate; endExclusive: Temporal.Instant };

export type Guarantee = {
  /** `none`: the law knows no term; `open`: it has begun, or will, and no end can be named. */
  until: ({ kind: 'until' } & Limit) | { kind: 'open'; why: 'delivery-unknown' | 'no-fixed-term' } | { kind: 'none' };
  /** Until then a fault is presumed to have been there at delivery, and the seller has to prove the opposite. */
  presumedUntil: Limit | null;
  /** Until then the customer may reject faulty goods outright and have the price back. */
  rejectUntil: Limit | null;
  /** Until then a claim can be brought to court. */
  claimUntil: Limit | null;
};

/**
 * How long the seller answers for faults, by law, from the delivery of the goods. The statutory months, or where the law has no term of its own the
 * limitation period. A repair adds months once, where it began within the term and not before the day the law says (Directive (EU) 2024/1799).
 * Where the law looks to the expected life of the goods no end is named and staff judge.
 */
export function guaranteeOf(facts: GuaranteeFacts): Guarantee {
  const statute = statuteOf(facts.country);
  const faulty = statute?.faultyGoods;
  const delivered = facts.deliveredAt && localDate(facts.deliveredAt, facts.timeZone);
  const months = (count: number | null | undefined) =>
    delivered && count ? limit(delivered.add({ months: count }), facts.timeZone) : null;
  const days = faulty?.shortTermRejectDays;
  return {
    until: answersUntil(facts, faulty ?? null, delivered),
    presumedUntil: months(faulty?.burdenOfProofMonths),
    rejectUntil: delivered && days ? limit(delivered.add({ days }), facts.timeZone) : null,
    claimUntil: months(faulty?.limitationMonths),
  };
}

function answersUntil(
  facts: GuaranteeFacts,
  faulty: CountryStatute['faultyGoods'] | null,
  delivered: Temporal.PlainDate | null,
): Guarantee['until'] {
  if (!faulty || faulty.guaranteeKind === null) return { kind: 'none' };
  const usual = faulty.guaranteeMonths ?? faulty.limitationMonths;
  if (faulty.guaranteeKind === 'reasonableLifetime' || usual === null) return { kind: 'open', why: 'no-fixed-term' };
  if (!delivered) return { kind: 'open', why: 'delivery-unknown' };
  const months = facts.durable === false ? usual : (faulty.guaranteeMonthsDurable ?? usual);
  const more = extension(facts, faulty, delivered.add({ months }));
  return { kind: 'until', ...limit(delivered.add({ months: months + more }), facts.timeZone) };
}

function extension(facts: GuaranteeFacts, faulty: CountryStatute['faultyGoods'], lastDay: Temporal.PlainDate): number {
  const { extensionAfterRepairMonths: months, extensionAfterRepairFrom: from } = faulty;
  if (months === null || from === null || !facts.repairedAt) return 0;
  const repaired = localDate(facts.repairedAt, facts.timeZone);
  const within = Temporal.PlainDate.compare(repaired, lastDay) <= 0;
  return within && Temporal.PlainDate.compare(repaired, Temporal.PlainDate.from(from)) >= 0 ? months : 0;
}

function limit(lastDay: Temporal.PlainDate, timeZone: string): Limit {
  return { lastDay, endExclusive: endOfDay(lastDay, timeZone) };
}

/** By when the price of rejected faulty goods is to be paid back; null where the law names no day. Counted without roll-over, as the one who owes should. */
export function rejectionRefundDue(country: string, timeZone: string, agreedAt: Temporal.Instant): Limit | null {
  const days = statuteOf(country)?.faultyGoods.refundDaysAfterRejection ?? null;
  return days === null ? null : limit(localDate(agreedAt, timeZone).add({ days }), timeZone);
}

/** Who pays the carriage of faulty goods by law; null: the law is silent. */
export function remedyShippingPayer(country: string): 'merchant' | null {
  return statuteOf(country)?.faultyGoods.remedyShippingPaidBy ?? null;
}
