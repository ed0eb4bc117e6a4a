import { type CountryPolicy, countryPolicy, type PolicyDocument } from '#machines/policy/policy.ts';

type Change<F extends keyof CountryPolicy> = {
  kind: 'changed';
  country: string;
  field: F;
  before: CountryPolicy[F];
  after: CountryPolicy[F];
};

/**
 * One difference between two policies. `country` is an ISO code or `default`. `added` and `removed` speak of a country's own entry; the fields
 * whose effect changes with it follow as `changed`.
 */
export type PolicyChange =
  | { kind: 'added' | 'removed'; country: string }
  | { [F in keyof CountryPolicy]: Change<F> }[keyof CountryPolicy];

/**
 * What changes from one policy to the next, as data: the default first, then the countries in order of their codes. Countries are compared by
 * what applies in them, so an entry that is removed shows the default's values as `after`. A changed default is told once and not for each
 * country that inherits it.
 */
export function describePolicyChange(before: PolicyDocument, after: PolicyDocument): PolicyChange[] {
  const countries = [...new Set([...Object.keys(before.countries), ...Object.keys(after.countries)])].toSorted();
  const changes = fieldChanges('default', before.default, after.default);
  for (const country of countries) {
    const had = Object.hasOwn(before.countries, country);
    const has = Object.hasOwn(after.countries, country);
    if (had !== has) changes.push({ kind: has ? 'added' : 'removed', country });
    changes.push(...fieldChanges(country, countryPolicy(before, country), countryPolicy(after, country)));
  }
  return changes;
}

function fieldChanges(country: string, before: CountryPolicy, after: CountryPolicy): PolicyChange[] {
  const changed = <F extends keyof CountryPolicy>(field: F): Change<F>[] =>
    same(before[field], after[field])
      ? []
      : [{ kind: 'changed', country, field, before: before[field], after: after[field] }];
  return [
    ...changed('windowDays'),
    ...changed('windowFrom'),
    ...changed('returnCost'),
    ...changed('refundOutboundShipping'),
    ...changed('finalSaleReturnable'),
  ];
}

function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** JSON with sorted keys, so that the order in which a file was written makes no difference. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
