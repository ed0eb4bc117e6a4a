import { expect, test } from 'vitest';
import { approvePolicyDraft } from '#app/services/approve-policy-draft.server.ts';
import { changePolicyDraft } from '#app/services/change-policy-draft.server.ts';
import { discardPolicyDraft } from '#app/services/discard-policy-draft.server.ts';
import { proposePolicyDraft } from '#app/services/propose-policy-draft.server.ts';
import { withdrawPolicyProposal } from '#app/services/withdraw-policy-proposal.server.ts';
import { updatePolicyDraft } from '#db/policy-drafts.ts';
import { insertPolicyVersion, listPolicyVersions } from '#db/policy-versions.ts';
import { evaluateLine, policiesFor, versionInForce } from '#machines/policy/index.ts';
import { facts } from '#tests/machines/policy/build.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import {
  approve,
  at,
  change,
  document,
  NOW,
  openPolicyShop,
  propose,
  publish,
  seenBy,
  seenDraft,
  terms,
  writeDraft,
} from './arrange.ts';

test('two people publish the next number from now, with who, who else and why', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const done = await publish(shop, { changes: [change('DE', { windowDays: 20 })] });
  expect(done).toMatchObject({ ok: true, version: { number: 2 } });
  const [, second] = await listPolicyVersions(db);
  expect(second).toMatchObject({
    ...{ number: 2, publishedBy: 'staff:paula', approvedBy: 'staff:pavel', reason: 'Fewer days', rollbackOf: null },
    document: { countries: { DE: terms({ windowDays: 20 }) } },
  });
  expect(second?.effectiveFrom.toString()).toBe(NOW.toString());
});

test('whoever proposed cannot approve, nor whoever changed the draft last', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const draftId = await writeDraft(shop, [change('DE')]);
  const changed = await changePolicyDraft(shop, {
    ...(await seenBy(shop, draftId, 'pavel')),
    change: change('FR', { windowDays: 60 }),
  });
  expect(changed).toEqual({ ok: true, changed: true });
  expect((await propose(shop, draftId)).ok).toBe(true);
  for (const staffId of ['paula', 'pavel'])
    expect(await approve(shop, draftId, staffId)).toEqual({ ok: false, refusal: { code: 'policy.same-person' } });
  expect(await listPolicyVersions(db)).toHaveLength(1);
  expect((await approve(shop, draftId, 'pia')).ok).toBe(true);
});

test('an approval lets go what was read, and nothing else', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const draftId = await writeDraft(shop, [change('DE')]);
  await propose(shop, draftId);
  const seen = await seenDraft(shop, draftId);
  const hash = seen.proposedHash ?? '';
  const input = { ...(await seenBy(shop, draftId, 'pavel')), hash };
  const other = await approvePolicyDraft(shop, {
    ...input,
    hash: hash.replace(/^./, (first) => (first === '0' ? '1' : '0')),
  });
  expect(other).toEqual({ ok: false, refusal: { code: 'policy.other-content' } });
  // Somebody reaches into the row itself: the hash no longer fits what it was made of.
  await db.transaction((tx) => updatePolicyDraft(tx, seen, { reason: 'Another reason' }));
  expect(await approve(shop, draftId)).toEqual({ ok: false, refusal: { code: 'policy.other-content' } });
  expect(await listPolicyVersions(db)).toHaveLength(1);
});

test('a proposed draft is locked; taken back, it is edited and proposed anew', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const draftId = await writeDraft(shop, [change('DE')]);
  await propose(shop, draftId, { reason: 'First try' });
  const locked = { ...(await seenBy(shop, draftId, 'paula')), change: change('FR') };
  expect(await changePolicyDraft(shop, locked)).toMatchObject({ refusal: { code: 'policy.draft-proposed' } });
  expect(await propose(shop, draftId)).toMatchObject({ refusal: { code: 'policy.draft-proposed' } });
  expect((await withdrawPolicyProposal(shop, await seenBy(shop, draftId, 'pavel'))).ok).toBe(true);
  expect(await approve(shop, draftId)).toMatchObject({ refusal: { code: 'policy.draft-editing' } });
  expect(await seenDraft(shop, draftId)).toMatchObject({ state: 'editing', proposedHash: null, reason: 'First try' });
  expect((await propose(shop, draftId)).ok).toBe(true);
  expect((await approve(shop, draftId)).ok).toBe(true);
  expect(await approve(shop, draftId, 'pia')).toMatchObject({ refusal: { code: 'policy.draft-published', number: 2 } });
});

test('a draft put away is neither changed nor proposed', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const draftId = await writeDraft(shop, [change('DE')]);
  expect((await discardPolicyDraft(shop, await seenBy(shop, draftId, 'paula'))).ok).toBe(true);
  expect(await propose(shop, draftId)).toMatchObject({ refusal: { code: 'policy.draft-discarded' } });
  expect(await approve(shop, draftId)).toMatchObject({ refusal: { code: 'policy.draft-discarded' } });
});

test.each([
  [
    '13 days for Germany',
    change('DE', { windowDays: 13 }),
    'policy.below-law',
    'DE',
    /^BGB/,
    'Directive 2011/83/EU art. 9(1)',
  ],
  [
    '13 days among others',
    change('US DE', { windowDays: 13 }),
    'policy.below-law',
    'DE',
    /^BGB/,
    'Directive 2011/83/EU art. 9(1)',
  ],
  ['the customer pays in Brazil', change('BR'), 'policy.return-cost-against-law', 'BR', /art\. 49/, null],
  ['a country that no longer exists', change('YU'), 'policy.unknown-country', 'YU', null, null],
])('below the law, refused with its basis: %s', async (_what, wrong, code, country, basis, article) => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  expect(await publish(shop, { changes: [wrong] })).toMatchObject({
    ok: false,
    refusal: { code, country, article, basis: basis === null ? null : expect.stringMatching(basis) },
  });
  expect(await listPolicyVersions(db)).toHaveLength(1);
});

test('a rule of the merchant below the law of the country it names is refused with act and article too', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const draftId = await writeDraft(shop, [
    { kind: 'rule-add', name: 'Sale', outcome: { window: { days: 10, from: 'delivery' } } },
    { kind: 'condition', rule: 'sale', index: null, condition: { kind: 'country', in: ['DE'] } },
  ]);
  expect(await propose(shop, draftId)).toMatchObject({
    refusal: { code: 'rule.below-law', country: 'DE', article: 'Directive 2011/83/EU art. 9(1)' },
  });
});

test.each([
  ['a millisecond ago', '2026-11-21T08:59:59.999Z', 'policy.retroactive'],
  ['this very moment', '2026-11-21T09:00:00Z', null],
  ['in five years', '2031-11-21T09:00:00Z', null],
  ['in more than five years', '2031-11-21T09:00:00.001Z', 'policy.too-far'],
])('begins %s', async (_what, begins, code) => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const done = await publish(shop, { effectiveFrom: at(begins) });
  expect(done.ok ? null : done.refusal.code).toBe(code);
});

test('a begin that passed while the proposal waited is refused at the approval', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const draftId = await writeDraft(shop, [change('DE')]);
  expect((await propose(shop, draftId, { effectiveFrom: at('2026-11-23T00:00:00Z') })).ok).toBe(true);
  shop.pass({ hours: 48 });
  expect(await approve(shop, draftId)).toMatchObject({ refusal: { code: 'policy.retroactive' } });
  expect(await listPolicyVersions(db)).toHaveLength(1);
});

test.each([
  ['the same terms again', [change('DE', { windowDays: 45 })]],
  ['the default as it is', [change('default')]],
  ['no change at all', []],
])('nothing new is refused: %s', async (_what, changes) => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  expect(await publish(shop, { changes })).toMatchObject({ refusal: { code: 'policy.unchanged', number: 1 } });
});

test('a draft is not published upon another version than the one it was compared with', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const [first, second] = [
    await writeDraft(shop, [change('DE', { windowDays: 20 })]),
    await writeDraft(shop, [change('FR', { windowDays: 60 })]),
  ];
  for (const draftId of [first, second]) expect((await propose(shop, draftId)).ok).toBe(true);
  expect((await approve(shop, first)).ok).toBe(true);
  expect(await approve(shop, second)).toEqual({
    ok: false,
    refusal: { code: 'policy.other-ground', number: 2, base: 1 },
  });
  expect(await listPolicyVersions(db)).toHaveLength(2);
});

test('a plan for the holidays and a change for today: the one does not bring in or undo the other', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const holidays = at('2026-12-20T00:00:00Z');
  await publish(shop, { changes: [change('FR', { windowDays: 90 })], effectiveFrom: holidays });
  expect((await publish(shop, { changes: [change('DE', { windowDays: 20 })] })).ok).toBe(true);
  const versions = await listPolicyVersions(db);
  const inForce = (when: string) => versionInForce(versions, at(when));
  expect(inForce('2026-12-19T23:59:59Z')?.document.countries).toEqual({ DE: terms({ windowDays: 20 }) });
  expect(inForce('2026-12-20T00:00:00Z')).toMatchObject({
    number: 2,
    document: { countries: { DE: terms({ windowDays: 45 }) } },
  });
});

testOnEachEngine(
  'of people who approve one draft at once, exactly one publishes and the others are told so',
  async (db) => {
    const shop = await openPolicyShop(db);
    const draftId = await writeDraft(shop, [change('DE', { windowDays: 20 })]);
    await propose(shop, draftId);
    const answers = await Promise.all(['pavel', 'piet', 'pia'].map((staffId) => approve(shop, draftId, staffId)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await listPolicyVersions(db)).toHaveLength(2);
    for (const answer of answers.filter((one) => !one.ok))
      expect(answer).toEqual({ ok: false, refusal: { code: 'policy.draft-published', number: 2 } });
  },
);

testOnEachEngine('of two drafts approved at once, one is published and the other has to be read again', async (db) => {
  const shop = await openPolicyShop(db);
  const drafts = [
    await writeDraft(shop, [change('DE', { windowDays: 20 })]),
    await writeDraft(shop, [change('DE', { windowDays: 25 })]),
  ];
  for (const draftId of drafts) await propose(shop, draftId);
  const answers = await Promise.all(drafts.map((draftId) => approve(shop, draftId)));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(answers.filter((answer) => !answer.ok)).toEqual([
    { ok: false, refusal: { code: 'policy.other-ground', number: 2, base: 1 } },
  ]);
  expect(await listPolicyVersions(db)).toHaveLength(2);
});

test('nothing is half published: when the version cannot be stored the draft stays proposed', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const draftId = await writeDraft(shop, [change('DE')]);
  await propose(shop, draftId);
  // The version's id is taken: the insert fails after everything was judged, at each try.
  const taken = { ...shop, ids: { ...shop.ids, next: () => 'policy-1' } };
  const { proposedHash, version } = await seenDraft(shop, draftId);
  const input = { draftId, version, staffId: 'pavel', hash: proposedHash ?? '' };
  await expect(approvePolicyDraft(taken, input)).rejects.toThrow(/conflict/);
  expect(await seenDraft(shop, draftId)).toMatchObject({ state: 'proposed', publishedNumber: null });
  expect(await listPolicyVersions(db)).toHaveLength(1);
});

test('an order placed before keeps its longer window and its free return; one placed after does not', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const free = [change('DE', { windowDays: 45, returnCost: { payer: 'merchant' } })];
  expect((await publish(shop, { changes: free })).ok).toBe(true);
  shop.pass({ hours: 24 });
  expect((await publish(shop, { changes: [change('DE', { windowDays: 20 })] })).ok).toBe(true);
  const versions = await listPolicyVersions(db);
  const verdict = (placed: string, delivered: string, now: string) => {
    const pair = policiesFor(versions, at(placed), at(now));
    if (!pair) throw new Error('no policy');
    const line = { deliveredAt: at(delivered), allDeliveredAt: [at(delivered)] };
    return evaluateLine(facts({ order: { placedAt: at(placed) }, line }), pair, at(now));
  };
  // Placed a moment before the worse version began, judged 40 days after delivery: out of the law and out of the new 20 days.
  expect(verdict('2026-11-22T08:59:59.999Z', '2026-11-24T10:00:00Z', '2027-01-03T10:00:00Z')).toMatchObject({
    ...{ outcome: 'returnable', basis: 'policy' },
    ...{ until: { lastDay: '2027-01-08' }, returnCost: { payer: 'merchant' } },
  });
  expect(verdict('2026-11-22T09:00:00Z', '2026-11-24T10:00:00Z', '2027-01-03T10:00:00Z')).toMatchObject({
    ...{ outcome: 'refused', code: 'window.closed' },
    returnCost: { payer: 'customer', labelFee: { amount: 490, currency: 'EUR' } },
  });
});

test('an entry that a new law has overtaken blocks every publication until it is changed too', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  await db.transaction((tx) =>
    insertPolicyVersion(tx, {
      ...{ id: 'old', publishedBy: 'Linden', reason: 'Before the law' },
      ...{ effectiveFrom: at('2021-01-01T00:00:00Z'), publishedAt: at('2021-01-01T00:00:00Z') },
      document: document({ countries: { DE: terms({ windowDays: 7 }) } }),
    }),
  );
  const other = change('FR', { windowDays: 60 });
  expect(await publish(shop, { changes: [other] })).toMatchObject({
    refusal: { code: 'policy.below-law', country: 'DE' },
  });
  expect((await publish(shop, { changes: [other, change('DE', { windowDays: 14 })] })).ok).toBe(true);
});

test('a proposal names the version of the draft that was read', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const draftId = await writeDraft(shop, [change('DE')]);
  const seen = await seenBy(shop, draftId, 'paula');
  await changePolicyDraft(shop, { ...seen, staffId: 'pavel', change: change('FR', { windowDays: 60 }) });
  expect(await proposePolicyDraft(shop, { ...seen, effectiveFrom: null, reason: 'Why' })).toEqual({
    ok: false,
    refusal: { code: 'policy.draft-stale', updatedBy: 'staff:pavel' },
  });
});
