import { type CountryStatute, type SubdivisionStatute, statuteOf } from '#machines/policy/statutory.ts';
import { subdivisionPart } from '#machines/policy/subdivision.ts';

/** The law of a place. `subdivision`: what a state or province adds where the country itself has no right; `basis` names the act that decides. */
export type Law = { country: CountryStatute; subdivision: SubdivisionStatute | null; basis: string };

/** A right that exists only because something was left undone: the policy was not shown, the terms or the copy of the contract not given. */
export type ConditionalRight = {
  why: 'policy-not-shown' | 'disclosure-failure' | 'information-missing';
  days: number;
  dayKind: 'calendar' | 'business';
  /** Days from the receipt of a late copy of the contract; null: what comes late does not matter. */
  daysAfterCopy: number | null;
  basis: string;
};

/** Rhode Island counts its ten days as business days (R.I. Gen. Laws ch. 6-33); the file says so only in a note. */
const BUSINESS_DAYS: ReadonlySet<string> = new Set(['US-RI']);

/** Goods that a state's own rule leaves out: California's is not for perishable and custom goods (Cal. Civ. Code § 1723). */
const OWN_EXCEPTIONS: Readonly<Record<string, readonly string[]>> = { 'US-CA': ['perishable', 'custom_made'] };

/** The law of a country and, where it has one of its own, of a state or province. null: the country is not in the table. */
export function lawOf(country: string, subdivision: string | null = null): Law | null {
  const statute = statuteOf(country);
  if (!statute) return null;
  const part = statute.subdivisions && subdivisionPart(country, subdivision);
  const own = statute.subdivisions?.find(({ code }) => code === `${country}-${part}`) ?? null;
  return { country: statute, subdivision: own, basis: own?.basis ?? statute.basis };
}

/**
 * The right of a customer who was not informed, in places that grant none otherwise: American states where the policy must be shown, Canadian
 * provinces where terms and copy must be given, Vietnam. All are counted from delivery, since the day of the contract is not asked for; that is the
 * later day. null: the place has a right of its own, or none at all.
 */
export function conditionalRight({ country, subdivision }: Law): ConditionalRight | null {
  if (country.hasStatutoryRight) return null;
  if (subdivision?.rule === 'posted_policy') {
    return {
      why: 'policy-not-shown',
      days: subdivision.defaultRefundDaysIfNotPosted,
      dayKind: BUSINESS_DAYS.has(subdivision.code) ? 'business' : 'calendar',
      daysAfterCopy: null,
      basis: subdivision.basis,
    };
  }
  if (subdivision?.rule === 'disclosure_failure') {
    return {
      why: 'disclosure-failure',
      days: subdivision.cancelDaysIfNoCopy,
      dayKind: 'calendar',
      daysAfterCopy: subdivision.cancelDaysAfterCopy,
      basis: subdivision.basis,
    };
  }
  const failure = country.informationFailure;
  if (failure?.rule !== 'cancel' || failure.days === null) return null;
  return {
    why: 'information-missing',
    days: failure.days,
    dayKind: 'calendar',
    daysAfterCopy: failure.ifInformedLaterDays,
    basis: country.basis,
  };
}

/** The exceptions from the right of a place, by their identifiers: the country's list, or that of the state whose rule grants the right. */
export function exceptionsAt(country: string, subdivision: string | null): readonly string[] {
  const law = lawOf(country, subdivision);
  return OWN_EXCEPTIONS[law?.subdivision?.code ?? ''] ?? law?.country.exceptions ?? [];
}

/**
 * Whether a return policy must be shown to the buyer before the purchase. Where a state names a floor (California: seven days for a full refund), a
 * policy that grants as much need not be shown. `windowDays` null: no returns are promised.
 */
export function policyMustBeShown(country: string, subdivision: string | null, windowDays: number | null): boolean {
  const own = lawOf(country, subdivision)?.subdivision;
  if (own?.rule !== 'posted_policy') return false;
  return own.policyFloorDays === null || (windowDays ?? 0) < own.policyFloorDays;
}
