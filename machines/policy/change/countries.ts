import type { CountryChange } from '#machines/policy/change/policy-change.ts';
import { same } from '#machines/policy/change/same.ts';
import { type CountryPolicy, countryPolicy, type PolicyDocument } from '#machines/policy/policy.ts';

/**
 * The default first, then the countries in order of their codes. Countries are compared by what applies in them, so an entry that is removed shows
 * the default's values as `after`. A changed default is told once and not for each country that inherits it.
 */
export function countryChanges(before: PolicyDocument, after: PolicyDocument): CountryChange[] {
  const countries = [...new Set([...Object.keys(before.countries), ...Object.keys(after.countries)])].toSorted();
  const changes = fieldChanges('default', before.default, after.default);
  for (const country of countries) {
    const had = Object.hasOwn(before.countries, country);
    const has = Object.hasOwn(after.countries, country);
    const place = { path: ['countries', country] };
    if (had !== has) changes.push({ kind: has ? 'added' : 'removed', country, place });
    changes.push(...fieldChanges(country, countryPolicy(before, country), countryPolicy(after, country)));
  }
  return changes;
}

function fieldChanges(country: string, before: CountryPolicy, after: CountryPolicy): CountryChange[] {
  const path = country === 'default' ? ['default'] : ['countries', country];
  const changed = <F extends keyof CountryPolicy>(field: F) =>
    same(before[field], after[field])
      ? []
      : [
          {
            kind: 'changed' as const,
            country,
            field,
            before: before[field],
            after: after[field],
            place: { path: [...path, field] },
          },
        ];
  return [
    ...changed('windowDays'),
    ...changed('windowFrom'),
    ...changed('returnCost'),
    ...changed('refundOutboundShipping'),
    ...changed('finalSaleReturnable'),
  ];
}
