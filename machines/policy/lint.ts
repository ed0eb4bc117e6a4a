import { type CountryPolicy, countryPolicy, type PolicyDocument } from '#machines/policy/policy.ts';
import { type CountryStatute, followsDirective, STATUTE_COUNTRIES, statuteOf } from '#machines/policy/statutory.ts';

export type PolicyField = 'windowDays' | 'returnCost' | 'finalSaleReturnable' | 'country';
type Value = string | number | boolean | null;

/**
 * One remark on a policy. `block`: it may not be published. `warn`: the law will win over it at every decision. `note`: true, but easily overlooked.
 * `basis` names the national act, `article` the article of Directive 2011/83/EU where it applies.
 */
export type PolicyFinding = {
  code:
    | 'policy.below-law'
    | 'policy.return-cost-against-law'
    | 'policy.replaces-law'
    | 'policy.final-sale-without-effect'
    | 'policy.unknown-law'
    | 'policy.unknown-country';
  severity: 'block' | 'warn' | 'note';
  country: string;
  /** true: the value comes from the default, the country has no entry of its own. */
  inherited: boolean;
  field: PolicyField;
  merchant: Value;
  law: Value;
  lawDayKind: 'calendar' | 'business' | null;
  basis: string | null;
  article: string | null;
};

/**
 * Checks a policy against the law of every country. A country's own entry below the law blocks. A default below the law only warns: one default
 * serves countries with and without a right, and the law wins over it at each decision anyway.
 * `windowDays: null` and `refundOutboundShipping: false` promise nothing and take nothing, so they are never below the law.
 */
export function lintPolicy(document: PolicyDocument): PolicyFinding[] {
  const own = Object.keys(document.countries);
  const countries = [...new Set([...own, ...STATUTE_COUNTRIES])].toSorted();
  return countries.flatMap((country) => {
    const inherited = !Object.hasOwn(document.countries, country);
    const policy = countryPolicy(document, country);
    const statute = statuteOf(country);
    if (!statute) return [unknownCountry(country)];
    if (!statute.hasStatutoryRight) return [];
    return [
      ...windowFindings(statute, policy, inherited),
      ...costFindings(statute, policy, inherited),
      ...finalSaleFindings(statute, policy, inherited),
    ];
  });
}

/** The findings that keep a policy from being published. */
export function blockingFindings(findings: readonly PolicyFinding[]): PolicyFinding[] {
  return findings.filter((finding) => finding.severity === 'block');
}

/**
 * The calendar days a legal period can reach without any holiday; the measure for a window that is promised in calendar days. Five business days
 * span at least one weekend, so they take seven; where the day of delivery counts as the first, the last comes one day sooner.
 */
function lawInCalendarDays(statute: CountryStatute): number {
  const days = statute.withdrawalDays ?? 0;
  if (statute.dayKind === 'business') return days + 2 * Math.ceil(days / 5);
  return statute.excludesEventDay === false ? days - 1 : days;
}

function windowFindings(statute: CountryStatute, policy: CountryPolicy, inherited: boolean): PolicyFinding[] {
  if (policy.windowDays === null || policy.windowDays >= lawInCalendarDays(statute)) return [];
  const replaces = statute.excludableByMerchant === true;
  return [
    {
      code: replaces ? 'policy.replaces-law' : 'policy.below-law',
      severity: replaces ? 'note' : inherited ? 'warn' : 'block',
      country: statute.code,
      inherited,
      field: 'windowDays',
      merchant: policy.windowDays,
      law: statute.withdrawalDays,
      lawDayKind: statute.dayKind,
      basis: statute.basis,
      article: followsDirective(statute.code) ? 'Directive 2011/83/EU art. 9(1)' : null,
    },
  ];
}

function costFindings(statute: CountryStatute, policy: CountryPolicy, inherited: boolean): PolicyFinding[] {
  if (statute.returnPostagePaidBy !== 'merchant' || policy.returnCost.payer === 'merchant') return [];
  return [
    {
      code: 'policy.return-cost-against-law',
      severity: inherited ? 'warn' : 'block',
      country: statute.code,
      inherited,
      field: 'returnCost',
      merchant: 'customer',
      law: 'merchant',
      lawDayKind: null,
      basis: statute.basis,
      article: null,
    },
  ];
}

function finalSaleFindings(statute: CountryStatute, policy: CountryPolicy, inherited: boolean): PolicyFinding[] {
  // Said once per entry that names the country; for the default it would repeat itself for every country with a right.
  if (policy.finalSaleReturnable || inherited || statute.excludableByMerchant === true) return [];
  return [
    {
      code: 'policy.final-sale-without-effect',
      severity: 'note',
      country: statute.code,
      inherited,
      field: 'finalSaleReturnable',
      merchant: false,
      law: true,
      lawDayKind: null,
      basis: statute.basis,
      article: followsDirective(statute.code) ? 'Directive 2011/83/EU art. 16' : null,
    },
  ];
}

function unknownCountry(country: string): PolicyFinding {
  const exists = isPresentCountry(country);
  return {
    code: exists ? 'policy.unknown-law' : 'policy.unknown-country',
    severity: exists ? 'note' : 'block',
    country,
    inherited: false,
    field: 'country',
    merchant: country,
    law: null,
    lawDayKind: null,
    basis: null,
    article: null,
  };
}

const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** False for a code that names nothing, a group (EU, UN), or a country that no longer exists (YU, SU, DD). */
function isPresentCountry(code: string): boolean {
  if (['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'].includes(code)) return false;
  return regionNames.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code;
}
