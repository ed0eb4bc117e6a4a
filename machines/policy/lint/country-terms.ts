import { finding, type PolicyFinding } from '#machines/policy/lint/finding.ts';
import { costLaw, marginSeverity, windowLaw, windowStanding } from '#machines/policy/lint/law-measure.ts';
import { type CountryPolicy, countryPolicy, type PolicyDocument } from '#machines/policy/policy.ts';
import { type CountryStatute, followsDirective, STATUTE_COUNTRIES, statuteOf } from '#machines/policy/statutory.ts';

type Entry = { statute: CountryStatute; policy: CountryPolicy; inherited: boolean; path: readonly string[] };

/**
 * The terms of every country against its law. A country's own entry below the law blocks. A default below the law only warns: one default serves
 * countries with and without a right, and the law wins over it at each decision anyway.
 * `windowDays: null` and `refundOutboundShipping: false` promise nothing and take nothing, so they are never below the law.
 */
export function countryTermsFindings(document: PolicyDocument): PolicyFinding[] {
  const own = Object.keys(document.countries);
  const countries = [...new Set([...own, ...STATUTE_COUNTRIES])].toSorted();
  return countries.flatMap((country) => {
    const statute = statuteOf(country);
    if (!statute?.hasStatutoryRight) return [];
    const inherited = !Object.hasOwn(document.countries, country);
    const path = inherited ? ['default'] : ['countries', country];
    const entry = { statute, policy: countryPolicy(document, country), inherited, path };
    return [...windowFindings(entry), ...costFindings(entry), ...finalSaleFindings(entry)];
  });
}

function windowFindings({ statute, policy, inherited, path }: Entry): PolicyFinding[] {
  const { windowDays, windowFrom } = policy;
  if (windowDays === null) return [];
  const standing = windowStanding(statute, windowDays, windowFrom);
  const common = { ...windowLaw(statute), inherited, merchant: windowDays };
  const replaces = statute.excludableByMerchant === true;
  if (standing.kind === 'below') {
    return [
      finding({
        code: replaces ? 'policy.replaces-law' : 'policy.below-law',
        severity: replaces ? 'note' : inherited ? 'warn' : 'block',
        path: [...path, 'windowDays'],
        field: 'windowDays',
        ...common,
      }),
    ];
  }
  if (standing.kind === 'enough' || replaces) return [];
  return [
    finding({
      code: 'policy.may-end-before-law',
      severity: marginSeverity(standing.margin),
      path: [...path, 'windowFrom'],
      field: 'windowFrom',
      ...common,
      details: { from: windowFrom, margin: standing.margin },
    }),
  ];
}

function costFindings({ statute, policy, inherited, path }: Entry): PolicyFinding[] {
  if (statute.returnPostagePaidBy !== 'merchant' || policy.returnCost.payer === 'merchant') return [];
  return [
    finding({
      code: 'policy.return-cost-against-law',
      severity: inherited ? 'warn' : 'block',
      path: [...path, 'returnCost'],
      field: 'returnCost',
      inherited,
      merchant: 'customer',
      ...costLaw(statute),
    }),
  ];
}

function finalSaleFindings({ statute, policy, inherited, path }: Entry): PolicyFinding[] {
  // Said once per entry that names the country; for the default it would repeat itself for every country with a right.
  if (policy.finalSaleReturnable || inherited || statute.excludableByMerchant === true) return [];
  return [
    finding({
      code: 'policy.final-sale-without-effect',
      severity: 'note',
      path: [...path, 'finalSaleReturnable'],
      field: 'finalSaleReturnable',
      country: statute.code,
      merchant: false,
      law: true,
      basis: statute.basis,
      article: followsDirective(statute.code) ? 'Directive 2011/83/EU art. 16' : null,
    }),
  ];
}
