import type { LineFacts } from '#machines/policy/facts.ts';
import { guaranteeOf } from '#machines/policy/guarantee.ts';
import { localDayNumber } from '#machines/policy/local-day.ts';
import { remember } from '#machines/policy/remember.ts';
import { effectiveDelivery } from '#machines/policy/rules/effective-delivery.ts';
import type { CountryStatute } from '#machines/policy/statutory.ts';
import type { FaultyUntil } from '#machines/policy/verdict.ts';

const answers = remember<string, FaultyUntil>(20_000);

/**
 * How long the seller answers for faults of an order line, as `guaranteeOf` counts it. The shop does not say how long goods are meant to last, so
 * where the law has a longer term for lasting goods (Iceland, Norway) that one holds; repairs are not known here either.
 */
export function faultyUntil(facts: LineFacts, statute: CountryStatute | null, timeZone: string): FaultyUntil {
  if (!statute) return { kind: 'none' };
  const deliveredAt = effectiveDelivery(facts.line.deliveredAt, facts.order.placedAt);
  const key = `${statute.code}|${timeZone}|${deliveredAt && localDayNumber(deliveredAt, timeZone)}`;
  return answers(key, () => faultyFrom(statute.code, timeZone, deliveredAt));
}

function faultyFrom(country: string, timeZone: string, deliveredAt: Temporal.Instant | null): FaultyUntil {
  const { until } = guaranteeOf({ country, timeZone, deliveredAt, durable: null, repairedAt: null });
  if (until.kind !== 'until') return until;
  return { kind: 'until', lastDay: until.lastDay.toString(), endExclusive: until.endExclusive.toString() };
}
