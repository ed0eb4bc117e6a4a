import type { LineFacts } from '#machines/policy/facts.ts';
import { endOfDay, localDate } from '#machines/policy/period.ts';
import { effectiveDelivery } from '#machines/policy/rules/effective-delivery.ts';
import type { CountryStatute } from '#machines/policy/statutory.ts';
import type { FaultyUntil } from '#machines/policy/verdict.ts';

/**
 * How long the seller answers for faulty goods: the statutory months from the delivery of the line, or where the law has no term of its own the
 * limitation period. Without a known delivery it has not ended. Where the law looks to the expected life of the goods, no end is named and staff judge.
 */
export function faultyUntil(facts: LineFacts, statute: CountryStatute | null, timeZone: string): FaultyUntil {
  const faulty = statute?.faultyGoods;
  if (!faulty || faulty.guaranteeKind === null) return { kind: 'none' };
  const months = faulty.guaranteeMonths ?? faulty.limitationMonths;
  if (faulty.guaranteeKind === 'reasonableLifetime' || months === null) return { kind: 'open', why: 'no-fixed-term' };
  const delivered = effectiveDelivery(facts.line.deliveredAt, facts.order.placedAt);
  if (!delivered) return { kind: 'open', why: 'delivery-unknown' };
  const lastDay = localDate(delivered, timeZone).add({ months });
  return { kind: 'until', lastDay: lastDay.toString(), endExclusive: endOfDay(lastDay, timeZone).toString() };
}
