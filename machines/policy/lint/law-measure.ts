import type { PolicyFinding } from '#machines/policy/lint/finding.ts';
import { type CountryStatute, followsDirective } from '#machines/policy/statutory.ts';

/**
 * The calendar days a legal period can reach without any holiday; the measure for a window that is promised in calendar days. Five business days
 * span at least one weekend, so they take seven; where the day of delivery counts as the first, the last comes one day sooner.
 */
export function lawInCalendarDays(statute: CountryStatute): number {
  const days = statute.withdrawalDays ?? 0;
  if (statute.dayKind === 'business') return days + 2 * Math.ceil(days / 5);
  return statute.excludesEventDay === false ? days - 1 : days;
}

type WindowStanding =
  | { kind: 'below' }
  /** From the order or the dispatch: once that many days pass until delivery, the law's end is the later one. */
  | { kind: 'may-end-before'; margin: number }
  | { kind: 'enough' };

/**
 * A promised window against the law of a country, by the instants they end. Nothing arrives before it was ordered or sent, so a window from there
 * with fewer days than the law ends before it always, and one with as many or more as soon as the parcel takes longer than the difference.
 */
export function windowStanding(
  statute: CountryStatute,
  days: number,
  from: 'delivery' | 'order' | 'dispatch',
): WindowStanding {
  const margin = days - lawInCalendarDays(statute);
  if (margin < 0) return { kind: 'below' };
  return from === 'delivery' ? { kind: 'enough' } : { kind: 'may-end-before', margin };
}

/** Parcels take this long so seldom that a window with such a margin is only noted. */
const RARE_DELIVERY_DAYS = 30;

export function marginSeverity(margin: number): PolicyFinding['severity'] {
  return margin < RARE_DELIVERY_DAYS ? 'warn' : 'note';
}

type LawPart = Pick<PolicyFinding, 'country' | 'law' | 'lawDayKind' | 'basis' | 'article'>;

/** The law's own figures for a remark on a window. */
export function windowLaw(statute: CountryStatute): LawPart {
  return {
    country: statute.code,
    law: statute.withdrawalDays,
    lawDayKind: statute.dayKind,
    basis: statute.basis,
    article: followsDirective(statute.code) ? 'Directive 2011/83/EU art. 9(1)' : null,
  };
}

/** The law's word on who pays the way back, for a remark on it. */
export function costLaw(statute: CountryStatute): LawPart {
  return { country: statute.code, law: 'merchant', lawDayKind: null, basis: statute.basis, article: null };
}
