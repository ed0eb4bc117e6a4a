import { subdivisionPart } from '#machines/policy/subdivision.ts';
import { EXPIRY_LAW, type ExpiryFact, UNKNOWN_LAW } from './expiry-law.ts';

/** What the merchant promises: what the law asks for, no end, or at least so many years. */
export type CreditValidity = 'law' | 'never' | { readonly years: number };

export interface CreditPlace {
  readonly country: string;
  /** ISO 3166-2, with or without the country. */
  readonly subdivision: string | null;
  readonly timeZone: string;
}

export interface CreditExpiry {
  /** The first instant at which it is worth nothing; null: never. */
  readonly expiresAt: Temporal.Instant | null;
  /** The article by which it may end, or may not. */
  readonly rule: string;
}

/** Goods paid with a credit that come back bring the money to it again, and then there must be time to use it. A rule of the house. */
export const DAYS_AFTER_REVERSAL = 90;

/**
 * When a store credit that is given now ends, by the customer's place. The merchant may promise more than the law asks for and never less; where
 * the law is not known it never ends. Whole local days: it ends with the last one.
 */
export function creditExpiry(place: CreditPlace, issuedAt: Temporal.Instant, validity: CreditValidity): CreditExpiry {
  const fact = factOf(place);
  const { rule } = fact;
  if (fact.years === null || validity === 'never') return { expiresAt: null, rule };
  const issuedOn = issuedAt.toZonedDateTimeISO(place.timeZone).toPlainDate();
  const byLaw = endOf(issuedOn, fact.years, fact.from);
  const promised = validity === 'law' ? byLaw : endOf(issuedOn, validity.years, 'issue');
  const last = Temporal.PlainDate.compare(promised, byLaw) > 0 ? promised : byLaw;
  return { expiresAt: last.toZonedDateTime(place.timeZone).toInstant(), rule };
}

/** The last local day, ISO, before an end. */
export const lastDayBefore = (end: Temporal.Instant, timeZone: string): string =>
  end.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** Of two ends the later; null, no end, is the last of all. */
export function laterEnd(a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null {
  if (a === null || b === null) return null;
  return Temporal.Instant.compare(a, b) < 0 ? b : a;
}

/** The end of a credit to which money was given back at this instant: as before, or later. */
export function endAfterReversal(expiresAt: Temporal.Instant | null, at: Temporal.Instant): Temporal.Instant | null {
  return laterEnd(expiresAt, at.add({ hours: 24 * DAYS_AFTER_REVERSAL }));
}

function factOf({ country, subdivision }: CreditPlace): ExpiryFact {
  const part = subdivisionPart(country, subdivision);
  const own = part === null ? undefined : EXPIRY_LAW[`${country}-${part}`];
  return own ?? EXPIRY_LAW[country] ?? UNKNOWN_LAW;
}

/** The first local day on which it is worth nothing. */
function endOf(issuedOn: Temporal.PlainDate, years: number, from: ExpiryFact['from']): Temporal.PlainDate {
  if (from === 'issue') return issuedOn.add({ years }).add({ days: 1 });
  return new Temporal.PlainDate(issuedOn.year + years + 1, 1, 1);
}
