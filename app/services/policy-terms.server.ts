import { LAW_ONLY } from '#machines/policy/law-only.ts';
import { lintPolicy } from '#machines/policy/lint.ts';
import { CountryCodeSchema, type CountryPolicy, countryPolicy, type PolicyDocument } from '#machines/policy/policy.ts';
import { type CountryStatute, followsDirective, STATUTE_COUNTRIES, statuteOf } from '#machines/policy/statutory.ts';

/** The law of a country for a change of mind, as far as a policy is weighed against it. */
export interface LawTerms {
  readonly days: number;
  readonly dayKind: 'calendar' | 'business';
  /** `unspecified`: the law does not say. */
  readonly returnCost: 'merchant' | 'customer' | 'unspecified';
  readonly refundsOutboundShipping: boolean;
  /** A clearly shown policy takes its place. */
  readonly replaceable: boolean;
}

/** What applies in one country. */
export interface CountryTerms {
  readonly country: string;
  /** Has an entry of its own; else the default. */
  readonly own: boolean;
  /** Whether the table of laws has the country; where it has not, only the policy is known. */
  readonly lawKnown: boolean;
  /** null: no right to change one's mind. */
  readonly law: LawTerms | null;
  readonly basis: string | null;
  readonly article: string | null;
  readonly rules: CountryPolicy;
  /**
   * Whose window is the longer. `law`: the law's, also at a tie, where it is only the law that may move the end past a holiday. `replaced`: the
   * policy's, which takes the place of the law's. `none`: neither grants one.
   */
  readonly window: 'law' | 'policy' | 'replaced' | 'none';
  /** On whose word the way back is paid. */
  readonly cost: 'law' | 'policy';
  /** On whose word outbound shipping comes back; `none`: it does not. */
  readonly shipping: 'law' | 'policy' | 'none';
  /** On whose word final-sale goods may come back; `none`: they may not. */
  readonly finalSale: 'law' | 'policy' | 'none';
}

/** What applies in one country under a policy. */
export function countryTerms(document: PolicyDocument, country: string): CountryTerms {
  return termsOf(document, country, windowsBelowLaw(document).has(country));
}

/** Every country that has a law we know or an entry of its own, in order of their codes. */
export function policyTerms(document: PolicyDocument): CountryTerms[] {
  const belowLaw = windowsBelowLaw(document);
  const countries = [...new Set([...Object.keys(document.countries), ...STATUTE_COUNTRIES])].toSorted();
  return countries.map((country) => termsOf(document, country, belowLaw.has(country)));
}

function windowsBelowLaw(document: PolicyDocument): Set<string> {
  const below = lintPolicy(document).filter((finding) => finding.code === 'policy.below-law');
  return new Set(below.flatMap(({ countries }) => countries));
}

function termsOf(document: PolicyDocument, country: string, belowLaw: boolean): CountryTerms {
  const statute = statuteOf(country);
  const law = statute && lawTerms(statute);
  const rules = countryPolicy(document, country);
  return {
    country,
    own: Object.hasOwn(document.countries, country),
    lawKnown: statute !== null,
    law,
    basis: statute?.basis ?? null,
    article: law && followsDirective(country) ? 'Directive 2011/83/EU art. 9(1)' : null,
    rules,
    window: longerWindow(law, rules, belowLaw),
    cost: law?.returnCost === 'merchant' ? 'law' : 'policy',
    shipping: law?.refundsOutboundShipping ? 'law' : rules.refundOutboundShipping ? 'policy' : 'none',
    finalSale: law && !law.replaceable ? 'law' : rules.finalSaleReturnable ? 'policy' : 'none',
  };
}

/** The law of one country; null: it grants no right to change one's mind. */
export function lawTerms(statute: CountryStatute): LawTerms | null {
  const { hasStatutoryRight, withdrawalDays, dayKind, returnPostagePaidBy } = statute;
  if (!hasStatutoryRight || withdrawalDays === null || dayKind === null) return null;
  const bearer = {
    consumer_unless_merchant_offers: 'customer',
    merchant: 'merchant',
    unspecified: 'unspecified',
  } as const;
  return {
    days: withdrawalDays,
    dayKind,
    returnCost: bearer[returnPostagePaidBy ?? 'unspecified'],
    refundsOutboundShipping: statute.refundsOutboundStandardShipping === true,
    replaceable: statute.excludableByMerchant === true,
  };
}

function longerWindow(law: LawTerms | null, rules: CountryPolicy, belowLaw: boolean): CountryTerms['window'] {
  if (rules.windowDays === null) return law ? 'law' : 'none';
  if (!law) return rules.windowDays === 0 ? 'none' : 'policy';
  if (law.replaceable) return 'replaced';
  const tie = law.dayKind === 'calendar' && law.days === rules.windowDays;
  return belowLaw || tie ? 'law' : 'policy';
}

/** Whether a code names a country of today; groups such as EU and countries that are gone do not count. */
export function isCountry(code: string): boolean {
  if (!CountryCodeSchema.safeParse(code).success) return false;
  const alone: PolicyDocument = { ...LAW_ONLY, countries: { [code]: LAW_ONLY.default } };
  return !lintPolicy(alone).some((finding) => finding.code === 'policy.unknown-country');
}
