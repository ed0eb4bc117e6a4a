import { finding, type PolicyFinding, type PolicyPlace } from '#machines/policy/lint/finding.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import { remember } from '#machines/policy/remember.ts';
import { statuteOf } from '#machines/policy/statutory.ts';

type Named = { country: string; path: PolicyPlace['path']; ruleId: string | null };

/**
 * Codes of countries wherever the document names one: such as nobody has, groups (EU) and countries that no longer exist (YU) block. A country
 * whose law is not in the table is noted where it has an entry of its own, and once for each rule that names it.
 */
export function countryCodeFindings(document: PolicyDocument): PolicyFinding[] {
  return namedCountries(document).flatMap(({ country, path, ruleId }) => {
    if (!isPresentCountry(country)) {
      const common = { field: 'country', country, ruleId, merchant: country } as const;
      return [finding({ code: 'policy.unknown-country', severity: 'block', path, ...common })];
    }
    if (statuteOf(country)) return [];
    const common = { severity: 'note', path, field: 'country', country, ruleId, merchant: country } as const;
    if (path[0] === 'countries') return [finding({ code: 'policy.unknown-law', ...common })];
    return ruleId === null ? [] : [finding({ code: 'rule.unknown-law', ...common })];
  });
}

function namedCountries(document: PolicyDocument): Named[] {
  const listed = (countries: readonly string[], path: PolicyPlace['path'], ruleId: string | null = null) =>
    countries.map((country, index): Named => ({ country, path: [...path, index], ruleId }));
  return [
    ...Object.keys(document.countries)
      .toSorted()
      .map((country): Named => ({ country, path: ['countries', country], ruleId: null })),
    ...Object.entries(document.markets).flatMap(([market, countries]) => listed(countries, ['markets', market])),
    ...Object.entries(document.warehouses).map(
      ([id, { country }]): Named => ({ country, path: ['warehouses', id, 'country'], ruleId: null }),
    ),
    ...document.seasons.flatMap(({ countries }, index) => listed(countries ?? [], ['seasons', index, 'countries'])),
    ...document.rules.flatMap(({ id, when }, rule) =>
      when.flatMap((condition, index) =>
        condition.kind === 'country' ? listed(condition.in, ['rules', rule, 'when', index, 'in'], id) : [],
      ),
    ),
  ];
}

const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** There are 676 codes of two letters. */
const present = remember<string, boolean>(676);

/** False for a code that names nothing, a group (EU, UN), or a country that no longer exists (YU, SU, DD). */
export function isPresentCountry(code: string): boolean {
  return present(
    code,
    () =>
      !['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'].includes(code) &&
      regionNames.of(code) !== undefined &&
      new Intl.Locale(`und-${code}`).region === code,
  );
}
