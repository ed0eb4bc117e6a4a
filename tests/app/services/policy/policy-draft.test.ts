import { expect, test } from 'vitest';
import { beginPolicyDraft } from '#app/services/begin-policy-draft.server.ts';
import { changePolicyDraft } from '#app/services/change-policy-draft.server.ts';
import { exportPolicyDraft, exportPolicyVersion } from '#app/services/export-policy.server.ts';
import { importPolicyDraft } from '#app/services/import-policy-draft.server.ts';
import { rebasePolicyDraft } from '#app/services/rebase-policy-draft.server.ts';
import { viewPolicyDraft, viewPolicyDrafts } from '#app/services/view-policy-draft.server.ts';
import { listPolicyVersions } from '#db/policy-versions.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import {
  approve,
  at,
  change,
  document,
  hirePublishers,
  openPolicyShop,
  propose,
  publish,
  seenBy,
  seenDraft,
  terms,
  writeDraft,
} from './arrange.ts';

test('a draft begins with what applies now, and reaches nobody', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const draftId = await writeDraft(shop, [change('DE', { windowDays: 60 })]);
  expect(await seenDraft(shop, draftId)).toMatchObject({
    ...{ state: 'editing', baseNumber: 1, version: 2, createdBy: 'staff:paula', updatedBy: 'staff:paula' },
    document: { countries: { DE: terms({ windowDays: 60 }) } },
  });
  expect(await listPolicyVersions(db)).toHaveLength(1);
  const [entry] = await viewPolicyDrafts(db, 'open');
  expect(entry).toMatchObject({ id: draftId, title: 'A draft', updatedName: 'PAULA' });
  expect(entry).not.toHaveProperty('document');
  expect(await viewPolicyDrafts(db, 'closed')).toEqual([]);
});

testOnEachEngine('of two who change a draft at once, one is kept and the other is told whose', async (db) => {
  const shop = await openPolicyShop(db);
  const draftId = await writeDraft(shop, []);
  const { version } = await seenDraft(shop, draftId);
  const change60 = change('DE', { windowDays: 60 });
  const change50 = change('FR', { windowDays: 50 });
  const answers = await Promise.all([
    changePolicyDraft(shop, { draftId, version, staffId: 'paula', change: change60 }),
    changePolicyDraft(shop, { draftId, version, staffId: 'pavel', change: change50 }),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const winner = answers[0]?.ok ? 'staff:paula' : 'staff:pavel';
  expect(answers.find(({ ok }) => !ok)).toEqual({
    ok: false,
    refusal: { code: 'policy.draft-stale', updatedBy: winner },
  });
  const { document: now } = await seenDraft(shop, draftId);
  expect([now.countries.DE?.windowDays, now.countries.FR?.windowDays]).toEqual(
    winner === 'staff:paula' ? [60, undefined] : [45, 50],
  );
});

test('a change that changes nothing leaves the draft as it was', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const draftId = await writeDraft(shop, []);
  const done = await changePolicyDraft(shop, {
    ...(await seenBy(shop, draftId, 'pavel')),
    change: change('DE', { windowDays: 45 }),
  });
  expect(done).toEqual({ ok: true, changed: false });
  expect(await seenDraft(shop, draftId)).toMatchObject({ version: 1, updatedBy: 'staff:paula' });
});

test('a view tells the differences, what blocks, what was known before, and the ground', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const draftId = await writeDraft(shop, [change('DE', { windowDays: 13 })]);
  const view = await viewPolicyDraft(shop, draftId);
  expect(view).toMatchObject({ follows: 1, endedBy: null, nextNumber: 2, timeZone: 'UTC' });
  expect(view?.changes).toMatchObject([{ kind: 'changed', country: 'DE', field: 'windowDays', before: 45, after: 13 }]);
  const blocking = view?.findings.filter(({ severity }) => severity === 'block');
  expect(blocking).toMatchObject([{ code: 'policy.below-law', country: 'DE', known: false }]);
  // Switzerland has no right, Brazil's law makes the shop pay; both were so before.
  expect(view?.findings.find(({ country }) => country === 'BR')).toMatchObject({ severity: 'warn', known: true });
  expect(await viewPolicyDraft(shop, 'nowhere')).toBeNull();
});

test('a planned version ends a draft for today, and is its ground for later', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const soon = at('2026-12-20T00:00:00Z');
  await publish(shop, { changes: [change('FR', { windowDays: 60 })], effectiveFrom: soon });
  const draftId = await writeDraft(shop, [change('DE', { windowDays: 60 })]);
  expect(await viewPolicyDraft(shop, draftId)).toMatchObject({ follows: 1, endedBy: { number: 2 } });
  expect(await propose(shop, draftId, { effectiveFrom: soon })).toMatchObject({
    refusal: { code: 'policy.other-ground', number: 2, base: 1 },
  });
});

test('a draft is put on another version with both changes, and then published', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const draftId = await writeDraft(shop, [change('DE', { windowDays: 60 })]);
  await publish(shop, { changes: [change('FR', { windowDays: 90 })] });
  expect(await propose(shop, draftId)).toMatchObject({ refusal: { code: 'policy.other-ground', number: 2 } });
  const seen = await seenBy(shop, draftId, 'paula');
  expect(await rebasePolicyDraft(shop, { ...seen, to: 9 })).toMatchObject({
    refusal: { code: 'policy.version-not-found' },
  });
  expect((await rebasePolicyDraft(shop, { ...seen, to: 2 })).ok).toBe(true);
  expect(await seenDraft(shop, draftId)).toMatchObject({ baseNumber: 2 });
  await propose(shop, draftId);
  expect((await approve(shop, draftId)).ok).toBe(true);
  const [, , third] = await listPolicyVersions(db);
  expect(third?.document.countries).toEqual({ DE: terms({ windowDays: 60 }), FR: terms({ windowDays: 90 }) });
});

test('going back is a draft with the older version, published as a new one that says so', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  await publish(shop, { changes: [change('DE', { windowDays: 20 })] });
  const begun = await beginPolicyDraft(shop, { title: 'Back', rollbackOf: 1, staffId: 'paula' });
  if (!begun.ok) throw new Error(begun.refusal.code);
  expect(await seenDraft(shop, begun.draftId)).toMatchObject({ baseNumber: 2, rollbackOf: 1 });
  await propose(shop, begun.draftId, { reason: 'It was better' });
  expect((await approve(shop, begun.draftId)).ok).toBe(true);
  const versions = await listPolicyVersions(db);
  expect(versions.at(-1)).toMatchObject({ number: 3, rollbackOf: 1, document: versions[0]?.document });
  const none = await beginPolicyDraft(shop, { title: 'Back', rollbackOf: 7, staffId: 'paula' });
  expect(none).toMatchObject({ refusal: { code: 'policy.version-not-found', number: 7 } });
});

test('a file goes out and comes in again as a draft, byte for byte', async () => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  await publish(shop, {
    changes: [
      change('FR', { windowDays: 60 }),
      { kind: 'market', id: 'dach', countries: ['DE', 'AT', 'CH'] },
      { kind: 'rule-add', name: 'Sale items', outcome: { restocking: { percent: 10 } } },
      { kind: 'condition', rule: 'sale-items', index: null, condition: { kind: 'market', in: ['dach'] } },
    ],
  });
  const text = (await exportPolicyVersion(db, 2)) ?? '';
  expect(JSON.parse(text)).toMatchObject({ schemaVersion: 2, rules: [{ id: 'sale-items' }] });
  const imported = await importPolicyDraft(shop, { text, title: 'From a file', staffId: 'paula' });
  if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
  expect(await exportPolicyDraft(db, imported.draftId)).toBe(text);
  expect(await seenDraft(shop, imported.draftId)).toMatchObject({ state: 'editing', baseNumber: 2, rollbackOf: null });
  expect(await exportPolicyVersion(db, 9)).toBeNull();
});

const fileOf = (changes: object) => JSON.stringify({ ...document(), ...changes });
test.each([
  ['10 MB', ' '.repeat(10_000_000), 'file.too-large'],
  ['no JSON', '{"schemaVersion": 2,', 'json.ended'],
  ['an unknown field', fileOf({ colour: 'red' }), 'field.unknown'],
  ['a window of -1', fileOf({ default: terms({ windowDays: -1 }) }), 'field.too-small'],
  ['a window of 1e9', fileOf({ default: terms({ windowDays: 1e9 }) }), 'field.too-large'],
  ['13 days for Germany', fileOf({ countries: { DE: terms({ windowDays: 13 }) } }), 'policy.below-law'],
  ['a country that is gone', fileOf({ countries: { YU: terms() } }), 'policy.unknown-country'],
])('a file that is wrong makes no draft and names the place: %s', async (_what, text, code) => {
  await using db = await openTestDatabase();
  const shop = await openPolicyShop(db);
  const done = await importPolicyDraft(shop, { text, title: 'Wrong', staffId: 'paula' });
  expect(done).toMatchObject({ ok: false, refusal: { code: 'policy.file' } });
  expect(done.ok ? [] : done.problems).toContainEqual(
    expect.objectContaining({ code, line: expect.any(Number), column: expect.any(Number) }),
  );
  expect(await viewPolicyDrafts(db, 'open')).toEqual([]);
});

test('before the first version a draft stands on the law alone, and becomes the first', async () => {
  await using db = await openTestDatabase();
  const shop = { ...(await openPolicyShop(db)) };
  await using empty = await openTestDatabase();
  await empty.transaction((tx) => hirePublishers(tx));
  const fresh = { ...shop, db: empty };
  const draftId = await writeDraft(fresh, [change('default')]);
  expect(await seenDraft(fresh, draftId)).toMatchObject({ baseNumber: 0, document: { countries: LAW_ONLY.countries } });
  await propose(fresh, draftId);
  expect(await approve(fresh, draftId)).toMatchObject({ ok: true, version: { number: 1 } });
});
