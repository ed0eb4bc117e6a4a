import { expect, test } from 'vitest';
import { mergePolicies } from '#app/services/merge-policies.server.ts';
import { applyDraftChange, type PolicyDraftChange } from '#app/services/policy-draft-change.server.ts';
import { freeSlug } from '#app/services/slug.server.ts';
import { PolicyDocumentSchema } from '#machines/policy/policy.ts';
import { change, document, terms } from './arrange.ts';

/** Makes the changes one after the other; throws what is refused. */
function made(...changes: PolicyDraftChange[]) {
  return changes.reduce((before, one) => {
    const done = applyDraftChange(before, one);
    if (!done.ok) throw new Error(done.refusal.code);
    return done.document;
  }, document());
}
const refusal = (...changes: PolicyDraftChange[]) => {
  const last = changes.pop();
  const done = last && applyDraftChange(made(...changes), last);
  return done && !done.ok ? done.refusal.code : null;
};
const rule = (name: string): PolicyDraftChange => ({ kind: 'rule-add', name, outcome: { keep: true } });
const names = (...changes: PolicyDraftChange[]) => made(...changes).rules.map(({ id }) => id);

test('terms for many countries at once, for the default, and none of their own', () => {
  const both = made(change('DE AT FR', { windowDays: 60 }), change('default', { windowDays: 20 }));
  expect(Object.keys(both.countries)).toEqual(['DE', 'AT', 'FR']);
  expect(both.countries.AT).toEqual(terms({ windowDays: 60 }));
  expect(both.default.windowDays).toBe(20);
  expect(made({ kind: 'terms', countries: ['DE'], terms: null }).countries).toEqual({});
  expect(refusal({ kind: 'terms', countries: ['DE', 'default'], terms: null })).toBe('policy.default-stays');
});

test('rules: added at the end with a name of their own, copied behind, moved to the edges and no further', () => {
  expect(names(rule('Sale!'), rule('Sale'), rule('販売'))).toEqual(['sale', 'sale-2', 'rule']);
  expect(names(rule('a'), rule('b'), { kind: 'rule-copy', rule: 'a', name: 'Copy of a' })).toEqual([
    'a',
    'copy-of-a',
    'b',
  ]);
  const move = (id: string, way: 'up' | 'down'): PolicyDraftChange => ({ kind: 'rule-move', rule: id, way });
  expect(names(rule('a'), rule('b'), rule('c'), move('c', 'up'))).toEqual(['a', 'c', 'b']);
  expect(names(rule('a'), rule('b'), move('a', 'up'))).toEqual(['a', 'b']);
  expect(names(rule('a'), rule('b'), move('b', 'down'))).toEqual(['a', 'b']);
  expect(names(rule('a'), rule('b'), { kind: 'rule-remove', rule: 'a' })).toEqual(['b']);
  expect(refusal({ kind: 'rule-remove', rule: 'a' })).toBe('policy.rule-gone');
});

test('conditions: added, changed in their place, taken out; one that is gone is refused', () => {
  const condition = (index: number | null, tag: string | null): PolicyDraftChange => ({
    ...{ kind: 'condition', rule: 'a', index },
    condition: tag === null ? null : { kind: 'tag', in: [tag] },
  });
  const tags = (...changes: PolicyDraftChange[]) =>
    made(rule('a'), ...changes).rules[0]?.when.map((one) => (one.kind === 'tag' ? one.in[0] : one.kind));
  expect(tags(condition(null, 'x'), condition(null, 'y'))).toEqual(['x', 'y']);
  expect(tags(condition(null, 'x'), condition(null, 'y'), condition(0, 'z'))).toEqual(['z', 'y']);
  expect(tags(condition(null, 'x'), condition(null, 'y'), condition(0, null))).toEqual(['y']);
  expect(refusal(rule('a'), condition(0, 'x'))).toBe('policy.part-gone');
});

test('what a rule says: added to, replaced, taken out; the last thing stays', () => {
  const say = (percent: number | null): PolicyDraftChange => ({
    ...{ kind: 'outcome', rule: 'a', topic: 'restocking' },
    outcome: percent === null ? null : { restocking: { percent } },
  });
  expect(made(rule('a'), say(10)).rules[0]?.outcome).toEqual({ keep: true, restocking: { percent: 10 } });
  expect(made(rule('a'), say(10), say(20), say(null)).rules[0]?.outcome).toEqual({ keep: true });
  expect(refusal(rule('a'), { kind: 'outcome', rule: 'a', topic: 'keep', outcome: null })).toBe('policy.last-outcome');
});

test('seasons, markets and warehouses keep their short names', () => {
  const dates = { orderedFrom: '2026-11-01', orderedTo: '2026-12-24', returnUntil: '2027-01-31' };
  const season = (id: string | null, name: string): PolicyDraftChange => ({
    ...{ kind: 'season', id, season: { name, countries: null, ...dates } },
  });
  expect(made(season(null, 'Holidays'), season('holidays', 'Feiertage')).seasons).toMatchObject([
    { id: 'holidays', name: 'Feiertage' },
  ]);
  expect(made(season(null, 'Holidays'), { kind: 'season', id: 'holidays', season: null }).seasons).toEqual([]);
  expect(refusal(season('gone', 'Holidays'))).toBe('policy.part-gone');
  expect(made({ kind: 'market', id: 'dach', countries: ['DE'] }).markets).toEqual({ dach: ['DE'] });
  expect(refusal({ kind: 'market', id: 'dach', countries: null })).toBe('policy.part-gone');
  const address = {
    name: 'Łódź',
    line1: 'Piotrkowska 1',
    line2: null,
    city: 'Łódź',
    region: null,
    postcode: '90-001',
    country: 'PL',
  };
  expect(Object.keys(made({ kind: 'warehouse', id: null, warehouse: address }).warehouses)).toEqual(['odz']);
});

test('a change that would make no whole document is refused', () => {
  const season = {
    name: 'x',
    countries: null,
    orderedFrom: '2026-02-01',
    orderedTo: '2026-01-01',
    returnUntil: '2026-03-01',
  };
  expect(refusal({ kind: 'season', id: null, season })).toBe('policy.invalid');
  const many = Array.from(
    { length: 51 },
    (_, index): PolicyDraftChange => ({ kind: 'market', id: `m${index}`, countries: ['DE'] }),
  );
  expect(refusal(...many)).toBe('policy.too-much');
});

test.each([
  ['Sale items', [], 'sale-items'],
  ['Größe & Über', [], 'gro-e-uber'],
  ['特价', [], 'rule'],
  ['x'.repeat(60), [], 'x'.repeat(40)],
  ['x'.repeat(60), ['x'.repeat(40)], `${'x'.repeat(38)}-2`],
  ['Sale', ['sale', 'sale-2'], 'sale-3'],
])('a short name for %s', (typed, taken, expected) => {
  expect(freeSlug(typed, taken, 'rule')).toBe(expected);
});

test('laid upon another version: each side keeps what it alone changed, and the draft wins where both did', () => {
  const base = made(rule('a'), rule('b'));
  const draft = made(rule('a'), rule('b'), change('DE', { windowDays: 60 }), rule('mine'), {
    kind: 'rule-move',
    rule: 'mine',
    way: 'up',
  });
  const version = made(
    rule('a'),
    rule('b'),
    change('DE', { windowDays: 50 }),
    change('FR', { windowDays: 90 }),
    rule('theirs'),
    {
      kind: 'rule-remove',
      rule: 'b',
    },
  );
  const merged = mergePolicies(base, draft, version);
  expect(merged.conflicts).toEqual([{ part: 'countries', name: 'DE' }]);
  expect(merged.document.countries).toEqual({ DE: terms({ windowDays: 60 }), FR: terms({ windowDays: 90 }) });
  expect(merged.document.rules.map(({ id }) => id)).toEqual(['a', 'mine', 'theirs']);
  expect(PolicyDocumentSchema.safeParse(merged.document).success).toBe(true);
});

test('laid upon another version: nothing changed on one side gives the other side', () => {
  const base = made(rule('a'));
  const other = made(rule('a'), change('default', { windowDays: 20 }), rule('b'), {
    kind: 'rule-move',
    rule: 'b',
    way: 'up',
  });
  expect(mergePolicies(base, base, other)).toEqual({ document: other, conflicts: [] });
  expect(mergePolicies(base, other, base)).toEqual({ document: other, conflicts: [] });
  expect(mergePolicies(base, other, other).conflicts).toEqual([]);
});
