import { expect, test } from 'vitest';
import { publishPolicy } from '#app/services/publish-policy.server.ts';
import { insertPolicyVersion, listPolicyVersions } from '#db/policy-versions.ts';
import { evaluateLine, policiesFor, versionInForce } from '#machines/policy/index.ts';
import { facts } from '#tests/machines/policy/build.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { at, edit, NOW, openPolicyShop, publication, rules } from './arrange.ts';

test('publishes the next number from now, with who and why', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const done = await publishPolicy(shop, publication());
  expect(done).toMatchObject({ ok: true, version: { number: 2 } });
  const [, second] = await listPolicyVersions(db);
  expect(second).toMatchObject({ number: 2, publishedBy: 'staff:paula', reason: 'Fewer days' });
  expect(second?.effectiveFrom.toString()).toBe(NOW.toString());
  expect(second?.document.countries).toEqual({ DE: rules({ windowDays: 30 }) });
});

test('an order placed before keeps its longer window and its free return; one placed after does not', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const free = await publishPolicy(
    shop,
    publication({ edits: [edit('DE', { windowDays: 45, returnCost: { payer: 'merchant' } })] }),
  );
  expect(free.ok).toBe(true);
  shop.pass({ hours: 24 });
  const worse = publication({ edits: [edit('DE', { windowDays: 20 })], latest: 2, follows: 2 });
  expect((await publishPolicy(shop, worse)).ok).toBe(true);
  const versions = await listPolicyVersions(db);
  const verdict = (placed: string, delivered: string, now: string) => {
    const pair = policiesFor(versions, at(placed), at(now));
    if (!pair) throw new Error('no policy');
    const order = {
      order: { placedAt: at(placed) },
      line: { deliveredAt: at(delivered), allDeliveredAt: [at(delivered)] },
    };
    return evaluateLine(facts(order), pair, at(now));
  };
  // Placed a moment before the worse version began, judged 40 days after delivery: out of the law and out of the new 20 days.
  expect(verdict('2026-11-22T08:59:59.999Z', '2026-11-24T10:00:00Z', '2027-01-03T10:00:00Z')).toMatchObject({
    outcome: 'returnable',
    basis: 'policy',
    until: { lastDay: '2027-01-08' },
    returnCost: { payer: 'merchant' },
  });
  expect(verdict('2026-11-22T09:00:00Z', '2026-11-24T10:00:00Z', '2027-01-03T10:00:00Z')).toMatchObject({
    outcome: 'refused',
    code: 'window.closed',
    returnCost: { payer: 'customer', labelFee: { amount: 490, currency: 'EUR' } },
  });
});

test('a better version reaches orders already placed', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  expect((await publishPolicy(shop, publication({ edits: [edit('FR', { windowDays: 100 })] }))).ok).toBe(true);
  const versions = await listPolicyVersions(db);
  const pair = policiesFor(versions, at('2026-11-01T10:00:00Z'), NOW);
  if (!pair) throw new Error('no policy');
  expect(evaluateLine(facts({ order: { country: 'FR' } }), pair, NOW)).toMatchObject({
    until: { lastDay: '2027-02-10' },
  });
});

test.each([
  [
    '13 days for Germany',
    edit('DE', { windowDays: 13 }),
    'policy.below-law',
    'DE',
    /^BGB §§ 312g/,
    'Directive 2011/83/EU art. 9(1)',
  ],
  [
    '13 days for Germany among others',
    edit('US DE', { windowDays: 13 }),
    'policy.below-law',
    'DE',
    /^BGB/,
    'Directive 2011/83/EU art. 9(1)',
  ],
  [
    'no returns for Brazil',
    edit('BR', { windowDays: 0, returnCost: { payer: 'merchant' } }),
    'policy.below-law',
    'BR',
    /art\. 49/,
    null,
  ],
  ['the customer pays in Brazil', edit('BR'), 'policy.return-cost-against-law', 'BR', /art\. 49/, null],
  ['a country that is none', edit('XX'), 'policy.unknown-country', 'XX', null, null],
])('below the law, refused with its basis: %s', async (_what, change, code, country, basis, article) => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const refused = await publishPolicy(shop, publication({ edits: [change] }));
  expect(refused).toMatchObject({
    ok: false,
    refusal: { code, country, article, basis: basis === null ? null : expect.stringMatching(basis) },
  });
  expect(await listPolicyVersions(db)).toHaveLength(1);
});

test('14 days for Germany, 13 for the United States and 5 for Japan are allowed', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const edits = [edit('DE', { windowDays: 14 }), edit('US', { windowDays: 13 }), edit('JP', { windowDays: 5 })];
  expect((await publishPolicy(shop, publication({ edits }))).ok).toBe(true);
});

test.each([
  ['a millisecond ago', '2026-11-21T08:59:59.999Z', 'policy.retroactive'],
  ['this very moment', '2026-11-21T09:00:00Z', null],
  ['in five years', '2031-11-21T09:00:00Z', null],
  ['in more than five years', '2031-11-21T09:00:00.001Z', 'policy.too-far'],
])('begins %s', async (_what, begins, code) => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const done = await publishPolicy(shop, publication({ effectiveFrom: at(begins) }));
  expect(done.ok ? null : done.refusal.code).toBe(code);
});

test.each([
  ['the same rules again', [edit('DE', { windowDays: 45 })]],
  ['the default as it is', [edit('default')]],
  ['an entry removed that is not there', [{ countries: ['FR'], rules: null }]],
  ['no edit at all', []],
])('nothing new is refused: %s', async (_what, edits) => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  expect(await publishPolicy(shop, publication({ edits }))).toMatchObject({
    ok: false,
    refusal: { code: 'policy.unchanged' },
  });
});

test('a version before one already planned lasts until that begins, and is laid upon what applies now', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const holidays = at('2026-12-20T00:00:00Z');
  await publishPolicy(shop, publication({ edits: [edit('FR', { windowDays: 90 })], effectiveFrom: holidays }));
  const today = await publishPolicy(shop, publication({ edits: [edit('DE', { windowDays: 20 })], latest: 2 }));
  expect(today).toMatchObject({ ok: true, version: { number: 3 } });
  const versions = await listPolicyVersions(db);
  const inForce = (when: string) => versionInForce(versions, at(when));
  expect(inForce('2026-12-19T23:59:59Z')?.document.countries).toEqual({ DE: rules({ windowDays: 20 }) });
  // The planned version begins as published, without the edit of today.
  expect(inForce('2026-12-20T00:00:00Z')?.number).toBe(2);
  expect(inForce('2026-12-20T00:00:00Z')?.document.countries.DE).toEqual(rules({ windowDays: 45 }));
});

test('of two that begin together the higher number holds; so a plan can be taken back before it begins', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const effectiveFrom = at('2026-12-20T00:00:00Z');
  await publishPolicy(shop, publication({ edits: [edit('FR', { windowDays: 90 })], effectiveFrom }));
  const back = publication({ edits: [{ countries: ['FR'], rules: null }], latest: 2, follows: 2, effectiveFrom });
  expect((await publishPolicy(shop, back)).ok).toBe(true);
  const held = versionInForce(await listPolicyVersions(db), effectiveFrom);
  expect(held).toMatchObject({ number: 3, document: { countries: { DE: rules({ windowDays: 45 }) } } });
});

test('differences read against one version are not published upon another', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  await publishPolicy(
    shop,
    publication({ edits: [edit('FR', { windowDays: 90 })], effectiveFrom: at('2026-12-20T00:00:00Z') }),
  );
  const later = publication({ latest: 2, follows: 1, effectiveFrom: at('2027-01-01T00:00:00Z') });
  expect(await publishPolicy(shop, later)).toMatchObject({
    ok: false,
    refusal: { code: 'policy.other-ground', number: 2 },
  });
  expect((await publishPolicy(shop, { ...later, follows: 2 })).ok).toBe(true);
});

testOnEachEngine('the second of two who publish at once is told which number came between', async (db) => {
  const shop = await openPolicyShop(db);
  const people = ['paula', 'piet', 'pia'];
  const answers = await Promise.all(
    people.map((staffId, index) =>
      publishPolicy(shop, publication({ staffId, edits: [edit('DE', { windowDays: 20 + index })] })),
    ),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  const [, second, ...more] = await listPolicyVersions(db);
  expect(more).toEqual([]);
  for (const answer of answers.filter((one) => !one.ok))
    expect(answer).toEqual({
      ok: false,
      refusal: { code: 'policy.stale', number: 2, publishedBy: second?.publishedBy },
    });
});

testOnEachEngine('the same form sent twice publishes once', async (db) => {
  const shop = await openPolicyShop(db);
  expect((await publishPolicy(shop, publication())).ok).toBe(true);
  expect(await publishPolicy(shop, publication())).toMatchObject({
    ok: false,
    refusal: { code: 'policy.stale', number: 2 },
  });
  // Sent against the version that came between, the same edits say nothing new.
  const again = await publishPolicy(shop, publication({ latest: 2, follows: 2 }));
  expect(again).toMatchObject({ ok: false, refusal: { code: 'policy.unchanged' } });
});

test('an entry that a new law has overtaken blocks every publication until it is changed too', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const document = {
    schemaVersion: 2 as const,
    default: rules(),
    countries: { DE: rules({ windowDays: 7 }) },
    markets: {},
    warehouses: {},
    seasons: [],
    rules: [],
  };
  await db.transaction((tx) =>
    insertPolicyVersion(tx, {
      ...{ id: 'old', publishedBy: 'Linden', reason: 'Before the law', document },
      ...{ effectiveFrom: at('2021-01-01T00:00:00Z'), publishedAt: at('2021-01-01T00:00:00Z') },
    }),
  );
  const other = publication({ edits: [edit('FR', { windowDays: 60 })], latest: 2, follows: 2 });
  expect(await publishPolicy(shop, other)).toMatchObject({ refusal: { code: 'policy.below-law', country: 'DE' } });
  const both = { ...other, edits: [...other.edits, edit('DE', { windowDays: 14 })] };
  expect((await publishPolicy(shop, both)).ok).toBe(true);
});
