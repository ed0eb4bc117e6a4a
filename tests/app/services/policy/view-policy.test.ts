import { expect, test } from 'vitest';
import { policyOnDay } from '#app/services/policy-on-day.server.ts';
import { policyTerms } from '#app/services/policy-terms.server.ts';
import { viewPolicy, viewPolicyVersion } from '#app/services/view-policy.server.ts';
import { insertPolicyVersion } from '#db/policy-versions.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import { STATUTE_COUNTRIES } from '#machines/policy/statutory.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { at, change, NOW, openPolicyShop, publish, terms as rules } from './arrange.ts';

test('before the first version the law alone is shown', async () => {
  await using db = await openTestDatabase();
  const view = await viewPolicy({ db, clock: () => NOW });
  expect(view).toMatchObject({ current: null, versions: [], timeZone: 'UTC', fallback: LAW_ONLY.default });
  expect(view.terms.map((terms) => terms.country)).toEqual(STATUTE_COUNTRIES);
});

test.each([
  ['DE', 45, 'policy'],
  ['DE', 14, 'law'],
  ['DE', null, 'law'],
  ['DE', 7, 'law'],
  ['MX', 7, 'policy'],
  ['MX', 6, 'law'],
  ['JP', 5, 'replaced'],
  ['JP', null, 'law'],
  ['US', 30, 'policy'],
  ['US', null, 'none'],
  ['US', 0, 'none'],
  ['KW', 30, 'policy'],
] as const)('whose window is longer: %s with %s days', (country, windowDays, expected) => {
  const document = { ...LAW_ONLY, countries: { [country]: rules({ windowDays }) } };
  expect(policyTerms(document).find((terms) => terms.country === country)).toMatchObject({
    window: expected,
    own: true,
  });
});

test('the law and its article stand beside the policy of each country', () => {
  const terms = new Map(policyTerms({ ...LAW_ONLY, countries: { KW: rules() } }).map((one) => [one.country, one]));
  expect(terms.get('DE')).toMatchObject({
    law: { days: 14, dayKind: 'calendar', returnCost: 'customer' },
    article: 'Directive 2011/83/EU art. 9(1)',
  });
  expect(terms.get('GB')).toMatchObject({ law: { days: 14 }, article: null });
  expect(terms.get('BR')).toMatchObject({ law: { days: 7, returnCost: 'merchant' }, cost: 'law' });
  expect(terms.get('US')).toMatchObject({ law: null, lawKnown: true, cost: 'policy' });
  expect(terms.get('KW')).toMatchObject({ law: null, lawKnown: false, basis: null });
});

test('whose word holds for shipping and final sale', () => {
  const document = { ...LAW_ONLY, default: rules({ refundOutboundShipping: true, finalSaleReturnable: true }) };
  const terms = (country: string, of = document) => policyTerms(of).find((one) => one.country === country);
  expect(terms('DE')).toMatchObject({ shipping: 'law', finalSale: 'law' });
  expect(terms('US')).toMatchObject({ shipping: 'policy', finalSale: 'policy' });
  expect(terms('US', LAW_ONLY)).toMatchObject({ shipping: 'none', finalSale: 'none' });
  // Japan's law gives way to a shown policy.
  expect(terms('JP', LAW_ONLY)).toMatchObject({ finalSale: 'none' });
});

test('versions are listed with their standing, who, who else and why', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const soon = at('2026-12-20T00:00:00Z');
  await publish(shop, { changes: [change('DE')] });
  await publish(shop, { changes: [change('FR', { windowDays: 60 })], effectiveFrom: soon });
  await shop.db.transaction((tx) =>
    insertPolicyVersion(tx, {
      ...{ id: 'other', publishedBy: 'Linden', reason: 'Instead', document: LAW_ONLY },
      ...{ effectiveFrom: soon, publishedAt: NOW },
    }),
  );
  const view = await viewPolicy(shop);
  expect(view.versions.map(({ number, standing }) => [number, standing])).toEqual([
    [4, 'planned'],
    [3, 'replaced'],
    [2, 'in-force'],
    [1, 'past'],
  ]);
  expect(view.current).toMatchObject({
    ...{ number: 2, publishedBy: 'PAULA', approvedBy: 'PAVEL', reason: 'Fewer days' },
  });
  shop.pass({ hours: 24 * 30 });
  expect((await viewPolicy(shop)).current).toMatchObject({ number: 4 });
});

test('a version is compared with the one it follows in time, not in number', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const soon = at('2026-12-20T00:00:00Z');
  await publish(shop, { changes: [change('FR', { windowDays: 60 })], effectiveFrom: soon });
  await publish(shop, { changes: [change('DE')] });
  expect(await viewPolicyVersion(shop, 3)).toMatchObject({
    before: 1,
    changes: [{ kind: 'changed', country: 'DE', field: 'windowDays', before: 45, after: 30 }],
  });
  expect(await viewPolicyVersion(shop, 1)).toMatchObject({ before: null });
  expect(await viewPolicyVersion(shop, 4)).toBeNull();
});

test('what applied on a day: the version of its beginning, and each that began in its course on the customer’s clock', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const season = {
    ...{ name: 'Holidays', countries: ['AT'] },
    ...{ orderedFrom: '2026-11-01', orderedTo: '2026-12-24', returnUntil: '2027-01-31' },
  };
  await publish(shop, {
    // 30 November, 23:30 in Vienna; already 1 December in Tokyo.
    effectiveFrom: at('2026-11-30T22:30:00Z'),
    changes: [
      change('AT', { windowDays: 60 }),
      { kind: 'season', id: null, season },
      { kind: 'rule-add', name: 'Germany', outcome: { keep: true } },
      { kind: 'condition', rule: 'germany', index: null, condition: { kind: 'country', in: ['DE'] } },
      { kind: 'rule-add', name: 'Everywhere', outcome: { keep: false } },
      { kind: 'condition', rule: 'everywhere', index: null, condition: { kind: 'tag', in: ['sale'] } },
      { kind: 'rule-add', name: 'December', outcome: { creditBonus: { percent: 5 } } },
      { kind: 'condition', rule: 'december', index: null, condition: { kind: 'ordered', from: '2026-12-01' } },
    ],
  });
  const on = async (date: string, country: string) => {
    const { parts } = await policyOnDay(shop, { date, country });
    return parts.map((part) => ({
      number: part.version?.number,
      since: part.since?.toString() ?? null,
      days: part.terms.rules.windowDays,
      rules: part.rules.map(({ id }) => id),
      seasons: part.seasons.map(({ id }) => id),
    }));
  };
  const first = { number: 1, since: null, days: 30, rules: [], seasons: [] };
  expect(await on('2026-03-03', 'AT')).toEqual([first]);
  expect(await on('2026-11-30', 'AT')).toEqual([
    first,
    { number: 2, since: '2026-11-30T22:30:00Z', days: 60, rules: ['everywhere'], seasons: ['holidays'] },
  ]);
  expect(await on('2026-12-01', 'AT')).toMatchObject([{ number: 2, since: null, rules: ['everywhere', 'december'] }]);
  expect(await on('2026-12-25', 'AT')).toMatchObject([{ seasons: [] }]);
  expect(await on('2026-12-01', 'DE')).toMatchObject([{ rules: ['germany', 'everywhere', 'december'], seasons: [] }]);
  expect(await on('2026-11-30', 'JP')).toEqual([first]);
  expect(await on('1999-01-01', 'AT')).toMatchObject([{ number: undefined, days: null }]);
});
