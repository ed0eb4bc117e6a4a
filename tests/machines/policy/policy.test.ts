import { expect, test } from 'vitest';
import { describePolicyChange } from '#machines/policy/change.ts';
import { blockingFindings, lintPolicy } from '#machines/policy/lint.ts';
import {
  countryPolicy,
  LONGEST_WINDOW_DAYS,
  PolicyDocumentSchema,
  policiesFor,
  versionInForce,
} from '#machines/policy/policy.ts';
import { at, document, rules, version } from '#tests/machines/policy/build.ts';

const findings = (country: string, windowDays: number | null) =>
  lintPolicy(
    document(
      { windowDays: null, returnCost: { payer: 'merchant' } },
      { [country]: rules({ windowDays, returnCost: { payer: 'merchant' }, finalSaleReturnable: true }) },
    ),
  );

test('13 days in Germany are blocked, with the article named', () => {
  expect(findings('DE', 13)).toEqual([
    {
      code: 'policy.below-law',
      severity: 'block',
      country: 'DE',
      inherited: false,
      field: 'windowDays',
      merchant: 13,
      law: 14,
      lawDayKind: 'calendar',
      basis: expect.stringContaining('355'),
      article: 'Directive 2011/83/EU art. 9(1)',
      countries: ['DE'],
      place: { path: ['countries', 'DE', 'windowDays'] },
      ruleId: null,
      otherRuleId: null,
      subject: null,
      details: {},
    },
  ]);
});

test.each([
  ['DE', 14, null],
  ['DE', null, null],
  ['DE', 0, 'block'],
  ['GB', 13, 'block'],
  ['BR', 6, 'block'],
  ['BR', 7, null],
  ['MX', 6, 'block'],
  ['MX', 7, null],
  ['JP', 7, null],
  ['JP', 6, 'note'],
  ['JP', 0, 'note'],
  ['US', 0, null],
  ['AD', 5, 'note'],
  ['YU', 30, 'block'],
  ['QQ', 30, 'block'],
  ['EU', 30, 'block'],
])('%s with %s days: %s', (country, days, severity) => {
  expect(findings(country, days).map((finding) => finding.severity)).toEqual(severity ? [severity] : []);
});

test('a default below the law warns for each country and blocks none', () => {
  const all = lintPolicy(document({ windowDays: 7, returnCost: { payer: 'merchant' } }));
  expect(blockingFindings(all)).toEqual([]);
  expect(all.every((finding) => finding.inherited)).toBe(true);
  expect(all.filter((finding) => finding.code === 'policy.below-law')).toHaveLength(36);
});

test.each([
  ['TW', { payer: 'customer', labelFee: null }, 'block'],
  ['TW', { payer: 'customer', labelFee: { amount: 100, currency: 'TWD' } }, 'block'],
  ['TW', { payer: 'merchant' }, null],
  ['DE', { payer: 'customer', labelFee: { amount: 490, currency: 'EUR' } }, null],
] as const)('return cost in %s %j: %s', (country, returnCost, severity) => {
  const own = { [country]: rules({ returnCost, windowDays: null, finalSaleReturnable: true }) };
  const all = lintPolicy(document({ windowDays: null, returnCost: { payer: 'merchant' } }, own));
  expect(all.map((finding) => finding.severity)).toEqual(severity ? [severity] : []);
});

test('a final sale that cannot take the right away is noted', () => {
  const all = lintPolicy(document({ windowDays: null, returnCost: { payer: 'merchant' } }, { DE: rules() }));
  expect(all.map((finding) => [finding.code, finding.severity])).toEqual([
    ['policy.final-sale-without-effect', 'note'],
  ]);
});

test.each([
  ['a window below 0', { windowDays: -1 }],
  ['a window beyond ten years', { windowDays: LONGEST_WINDOW_DAYS + 1 }],
  ['a window of 1e9 days', { windowDays: 1e9 }],
  ['half a day', { windowDays: 1.5 }],
  ['an unknown field', { windowHours: 3 }],
  ['a negative fee', { returnCost: { payer: 'customer', labelFee: { amount: -1, currency: 'EUR' } } }],
  ['an unknown currency', { returnCost: { payer: 'customer', labelFee: { amount: 1, currency: 'EUX' } } }],
])('the schema refuses %s', (_what, over) => {
  expect(PolicyDocumentSchema.safeParse({ ...document(), default: { ...rules(), ...over } }).success).toBe(false);
  expect(PolicyDocumentSchema.safeParse(document()).success).toBe(true);
});

test.each(['de', 'DEU', '__proto__x', ''])('the schema refuses the country %j', (country) => {
  expect(PolicyDocumentSchema.safeParse({ ...document(), countries: { [country]: rules() } }).success).toBe(false);
});

test('a country without an entry has the default', () => {
  const one = document({ windowDays: 30 }, { DE: rules({ windowDays: 60 }) });
  expect([
    countryPolicy(one, 'DE').windowDays,
    countryPolicy(one, 'AT').windowDays,
    countryPolicy(one, 'toString').windowDays,
  ]).toEqual([60, 30, 30]);
});

test('the version in force begins at its instant and ends with the next one', () => {
  const one = version(1, {}, '2026-03-01T00:00:00Z');
  const two = version(2, {}, '2026-04-01T00:00:00Z');
  const three = version(3, {}, '2026-04-01T00:00:00Z');
  const inForce = (time: string) => versionInForce([three, one, two], at(time))?.id ?? null;
  expect(inForce('2026-02-28T23:59:59.999Z')).toBeNull();
  expect(inForce('2026-03-01T00:00:00Z')).toBe('v1');
  expect(inForce('2026-03-31T23:59:59.999Z')).toBe('v1');
  expect(inForce('2026-04-01T00:00:00Z')).toBe('v3');
  // In whatever order they are listed.
  for (const listed of [
    [one, two, three],
    [two, three, one],
    [three, two, one],
    [two, one, three],
  ]) {
    expect(versionInForce(listed, at('2026-04-01T00:00:00Z'))?.id).toBe('v3');
  }
});

test('an order older than the first version has the first version', () => {
  const one = version(1, {}, '2026-03-01T00:00:00Z');
  const two = version(2, {}, '2026-04-01T00:00:00Z');
  const pair = policiesFor([two, one], at('2025-01-01T00:00:00Z'), at('2026-05-01T00:00:00Z'));
  expect([pair?.atPurchase.id, pair?.current.id]).toEqual(['v1', 'v2']);
  expect(policiesFor([two, one], at('2025-01-01T00:00:00Z'), at('2025-06-01T00:00:00Z'))).toBeNull();
});

test('changes are told as data, by country and field', () => {
  const before = document({ windowDays: 30 }, { DE: rules({ windowDays: 60 }), FR: rules() });
  const after = document(
    { windowDays: 20 },
    { DE: rules({ windowDays: 45, returnCost: { payer: 'merchant' } }), AT: rules({ windowDays: 20 }) },
  );
  expect(describePolicyChange(before, after)).toMatchObject([
    { kind: 'changed', country: 'default', field: 'windowDays', before: 30, after: 20 },
    { kind: 'added', country: 'AT' },
    { kind: 'changed', country: 'AT', field: 'windowDays', before: 30, after: 20 },
    { kind: 'changed', country: 'DE', field: 'windowDays', before: 60, after: 45 },
    {
      kind: 'changed',
      country: 'DE',
      field: 'returnCost',
      before: { payer: 'customer', labelFee: null },
      after: { payer: 'merchant' },
    },
    { kind: 'removed', country: 'FR' },
    { kind: 'changed', country: 'FR', field: 'windowDays', before: 30, after: 20 },
  ]);
});

test('the order of keys is no change', () => {
  const fee = { payer: 'customer', labelFee: { amount: 490, currency: 'EUR' } } as const;
  const turned = { labelFee: { currency: 'EUR', amount: 490 }, payer: 'customer' } as const;
  expect(describePolicyChange(document({ returnCost: fee }), document({ returnCost: turned }))).toEqual([]);
});
