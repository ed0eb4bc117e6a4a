import { expect, test } from 'vitest';
import { createIds } from '#app/ids.server.ts';
import { addPolicyEdit, applyPolicyEdits, PolicyEditSchema } from '#app/services/policy-edits.server.ts';
import { policyTerms } from '#app/services/policy-terms.server.ts';
import { previewPolicy } from '#app/services/preview-policy.server.ts';
import { publishPolicy } from '#app/services/publish-policy.server.ts';
import { viewPolicy, viewPolicyVersion } from '#app/services/view-policy.server.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import { STATUTE_COUNTRIES } from '#machines/policy/statutory.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { at, edit, NOW, openPolicyShop, publication, rules } from './arrange.ts';

test('before the first version the law alone is shown, and the first can be published', async () => {
  await using db = await openTestDatabase();
  const deps = { db, clock: () => NOW, ids: createIds(), wake: () => undefined };
  const view = await viewPolicy(deps);
  expect(view).toMatchObject({ current: null, versions: [], timeZone: 'UTC', fallback: LAW_ONLY.default });
  expect(view.terms.map((terms) => terms.country)).toEqual(STATUTE_COUNTRIES);
  const preview = await previewPolicy(deps, { edits: [edit('default')], effectiveFrom: null });
  expect(preview).toMatchObject({ latest: 0, follows: null, endedBy: null });
  const first = publication({ edits: [edit('default')], latest: 0, follows: null });
  expect(await publishPolicy(deps, first)).toMatchObject({
    ok: true,
    version: { number: 1 },
  });
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

test('versions are listed with their standing, who and why', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const soon = at('2026-12-20T00:00:00Z');
  await publishPolicy(shop, publication());
  await publishPolicy(
    shop,
    publication({ edits: [edit('FR', { windowDays: 60 })], latest: 2, follows: 2, effectiveFrom: soon }),
  );
  await publishPolicy(
    shop,
    publication({ edits: [edit('FR', { windowDays: 90 })], latest: 3, follows: 3, effectiveFrom: soon }),
  );
  const view = await viewPolicy(shop);
  expect(view.versions.map(({ number, standing }) => [number, standing])).toEqual([
    [4, 'planned'],
    [3, 'replaced'],
    [2, 'in-force'],
    [1, 'past'],
  ]);
  expect(view.current).toMatchObject({ number: 2, publishedBy: 'staff:paula', reason: 'Fewer days' });
  shop.pass({ hours: 24 * 30 });
  expect((await viewPolicy(shop)).current).toMatchObject({ number: 4 });
});

test('a version is compared with the one it follows in time, not in number', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const soon = at('2026-12-20T00:00:00Z');
  await publishPolicy(shop, publication({ edits: [edit('FR', { windowDays: 60 })], effectiveFrom: soon }));
  await publishPolicy(shop, publication({ latest: 2 }));
  const view = await viewPolicyVersion(shop, 3);
  expect(view).toMatchObject({
    before: 1,
    changes: [{ kind: 'changed', country: 'DE', field: 'windowDays', before: 45, after: 30 }],
  });
  expect(await viewPolicyVersion(shop, 1)).toMatchObject({ before: null });
  expect(await viewPolicyVersion(shop, 4)).toBeNull();
});

test('a preview names the version that will end it and remarks only on what is edited', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const soon = at('2026-12-20T00:00:00Z');
  await publishPolicy(shop, publication({ edits: [edit('FR', { windowDays: 60 })], effectiveFrom: soon }));
  const now = await previewPolicy(shop, { edits: [edit('DE', { windowDays: 13 })], effectiveFrom: null });
  expect(now).toMatchObject({ latest: 2, follows: { number: 1 }, endedBy: { number: 2 } });
  expect(now.findings.map(({ code, country }) => [code, country])).toEqual([
    ['policy.below-law', 'DE'],
    ['policy.final-sale-without-effect', 'DE'],
  ]);
  const passed = await previewPolicy(shop, { edits: [edit('DE')], effectiveFrom: at('2010-01-01T00:00:00Z') });
  expect(passed.begins.toString()).toBe(NOW.toString());
  expect(passed.follows).toMatchObject({ number: 1 });
  const later = await previewPolicy(shop, { edits: [edit('DE')], effectiveFrom: soon });
  expect(later).toMatchObject({ follows: { number: 2 }, endedBy: null });
});

test('edits: the later word about a country holds, and one edit is whole', () => {
  const first = addPolicyEdit([], edit('DE AT', { windowDays: 40 }));
  const both = addPolicyEdit(first, edit('AT', { windowDays: 50 }));
  const document = applyPolicyEdits(LAW_ONLY, addPolicyEdit(both, edit('default', { windowDays: 20 })));
  expect(document.countries.DE?.windowDays).toBe(40);
  expect(document.countries.AT?.windowDays).toBe(50);
  expect(document.default.windowDays).toBe(20);
  expect(addPolicyEdit(both, { countries: ['DE'], rules: null })).toEqual([
    edit('AT', { windowDays: 50 }),
    { countries: ['DE'], rules: null },
  ]);
  expect(PolicyEditSchema.safeParse({ countries: ['default'], rules: null }).success).toBe(false);
});
