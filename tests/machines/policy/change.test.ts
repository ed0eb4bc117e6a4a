import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movesBetween } from '#machines/policy/change/moves.ts';
import { describePolicyChange, type PolicyChange } from '#machines/policy/change.ts';
import { canonical } from '#machines/policy/lint/lint-rule.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import { TOPICS } from '#machines/policy/outcome.ts';
import type { CountryPolicy, PolicyDocument, Warehouse } from '#machines/policy/policy.ts';
import type { Season } from '#machines/policy/season.ts';
import { policyDocuments } from '#tests/machines/policy/arbitraries.ts';
import { document, rules as terms } from '#tests/machines/policy/build.ts';

const LEIPZIG: Warehouse = {
  name: 'Leipzig',
  line1: 'Dock 1',
  line2: null,
  city: 'Leipzig',
  region: null,
  postcode: '04103',
  country: 'DE',
};
const season = (id: string, over: Partial<Season> = {}): Season => ({
  id,
  name: id.toUpperCase(),
  countries: null,
  orderedFrom: '2026-11-01',
  orderedTo: '2026-12-24',
  returnUntil: '2027-01-31',
  ...over,
});
const rule = (id: string, over: Partial<MerchantRule> = {}): MerchantRule => ({
  id,
  name: id.toUpperCase(),
  when: [],
  outcome: { keep: true },
  ...over,
});
const shop = (over: Partial<PolicyDocument> = {}): PolicyDocument => ({ ...document(), ...over });

/** The changes without their places, which a test of its own looks at. */
function changes(before: Partial<PolicyDocument>, after: Partial<PolicyDocument>) {
  return describePolicyChange(shop(before), shop(after)).map(({ place: _place, ...change }) => change);
}

test('markets: new, gone, joined and left, listed in another way', () => {
  const before = { a: ['DE', 'AT'], b: ['FR'], c: ['IT', 'ES'] };
  const after = { a: ['AT', 'CH', 'DE'], c: ['ES', 'IT'], d: ['SE'] };
  expect(changes({ markets: before }, { markets: after })).toEqual([
    { kind: 'market-changed', market: 'a', joined: ['CH'], left: [] },
    { kind: 'market-removed', market: 'b', countries: ['FR'] },
    { kind: 'market-changed', market: 'c', joined: [], left: [] },
    { kind: 'market-added', market: 'd', countries: ['SE'] },
  ]);
  expect(changes({ markets: { a: ['DE', 'AT'] } }, { markets: { a: ['DE'] } })).toMatchObject([{ left: ['AT'] }]);
});

test('warehouses: new, gone, and each line of the address', () => {
  const moved = {
    ...LEIPZIG,
    line1: 'Dock 2',
    line2: 'Gate',
    city: 'Halle',
    region: 'ST',
    postcode: '06108',
    country: 'AT',
    name: 'Halle',
  };
  const told = changes({ warehouses: { le: LEIPZIG, x: LEIPZIG } }, { warehouses: { le: moved, y: LEIPZIG } });
  const common = { kind: 'warehouse-changed', warehouse: 'le', name: 'Leipzig' };
  expect(told).toEqual([
    { ...common, field: 'name', before: 'Leipzig', after: 'Halle' },
    { ...common, field: 'line1', before: 'Dock 1', after: 'Dock 2' },
    { ...common, field: 'line2', before: null, after: 'Gate' },
    { ...common, field: 'city', before: 'Leipzig', after: 'Halle' },
    { ...common, field: 'region', before: null, after: 'ST' },
    { ...common, field: 'postcode', before: '04103', after: '06108' },
    { ...common, field: 'country', before: 'DE', after: 'AT' },
    { kind: 'warehouse-removed', warehouse: 'x', name: 'Leipzig', address: LEIPZIG },
    { kind: 'warehouse-added', warehouse: 'y', name: 'Leipzig', address: LEIPZIG },
  ]);
});

test('seasons: gone, new, changed and moved', () => {
  const before = [season('a'), season('b'), season('c')];
  const changed = season('c', {
    name: 'Late',
    countries: ['DE'],
    orderedFrom: '2026-11-02',
    orderedTo: '2026-12-23',
    returnUntil: '2027-02-01',
  });
  expect(changes({ seasons: before }, { seasons: [changed, season('b'), season('d')] })).toEqual([
    { kind: 'season-removed', season: 'a', name: 'A', dates: season('a'), position: 1 },
    { kind: 'season-changed', season: 'c', name: 'C', field: 'name', before: 'C', after: 'Late' },
    { kind: 'season-changed', season: 'c', name: 'C', field: 'countries', before: null, after: ['DE'] },
    { kind: 'season-changed', season: 'c', name: 'C', field: 'orderedFrom', before: '2026-11-01', after: '2026-11-02' },
    { kind: 'season-changed', season: 'c', name: 'C', field: 'orderedTo', before: '2026-12-24', after: '2026-12-23' },
    { kind: 'season-changed', season: 'c', name: 'C', field: 'returnUntil', before: '2027-01-31', after: '2027-02-01' },
    { kind: 'season-moved', season: 'b', name: 'B', from: 2, to: 2 },
    { kind: 'season-added', season: 'd', name: 'D', dates: season('d'), position: 3 },
  ]);
});

test('rules: gone, new and renamed; a place that only shifts is no move', () => {
  const before = [rule('a'), rule('b'), rule('c')];
  expect(changes({ rules: before }, { rules: [rule('n'), rule('b', { name: 'Bee' }), rule('c')] })).toEqual([
    { kind: 'rule-removed', ruleId: 'a', name: 'A', rule: rule('a'), position: 1 },
    { kind: 'rule-added', ruleId: 'n', name: 'N', rule: rule('n'), position: 1 },
    { kind: 'rule-renamed', ruleId: 'b', name: 'Bee', before: 'B' },
  ]);
});

test.each([
  ['abcd', 'abcd', []],
  ['abcd', 'bcda', [['a', 1, 4]]],
  ['abcd', 'dabc', [['d', 4, 1]]],
  ['abcd', 'bxd', []],
  ['abcd', 'xdby', [['b', 2, 3]]],
  [
    'abc',
    'cba',
    [
      ['b', 2, 2],
      ['a', 1, 3],
    ],
  ],
  ['', 'ab', []],
  ['ab', '', []],
  [
    'abcde',
    'acbed',
    [
      ['b', 2, 3],
      ['d', 4, 5],
    ],
  ],
  [
    'abcd',
    'cdab',
    [
      ['a', 1, 3],
      ['b', 2, 4],
    ],
  ],
  ['abcdef', 'fabcde', [['f', 6, 1]]],
  ['abc', 'bac', [['a', 1, 2]]],
])('from %s to %s', (before, after, expected) => {
  expect(movesBetween([...before], [...after]).map(({ id, from, to }) => [id, from, to])).toEqual(expected);
});

test('a moved rule is told with its places', () => {
  expect(changes({ rules: [rule('a'), rule('b'), rule('c')] }, { rules: [rule('c'), rule('a'), rule('b')] })).toEqual([
    { kind: 'rule-moved', ruleId: 'c', name: 'C', from: 3, to: 1 },
  ]);
});

test('conditions: gained, lost, in another order, one of two equal ones', () => {
  const tag = { kind: 'tag', in: ['sale'] } as const;
  const land = { kind: 'country', in: ['DE'] } as const;
  const when = (...conditions: MerchantRule['when']) => ({ rules: [rule('a', { when: conditions })] });
  const common = { kind: 'rule-conditions', ruleId: 'a', name: 'A' };
  const [sale, germany] = [
    { ...tag, in: ['sale'] },
    { ...land, in: ['DE'] },
  ];
  expect(changes(when(sale), when(germany))).toEqual([
    { ...common, gained: [germany], lost: [sale], after: [germany] },
  ]);
  expect(changes(when(sale, germany), when(germany, sale))).toEqual([
    { ...common, gained: [], lost: [], after: [germany, sale] },
  ]);
  expect(changes(when(sale), when(germany, sale))).toEqual([
    { ...common, gained: [germany], lost: [], after: [germany, sale] },
  ]);
  expect(changes(when(sale, sale), when(sale))).toEqual([{ ...common, gained: [], lost: [sale], after: [sale] }]);
});

test('outcomes: every topic changed, gained and lost', () => {
  const one: Required<MerchantRule['outcome']> = {
    admission: 'allow',
    window: { days: 14, from: 'delivery' },
    returnCost: { payer: 'merchant' },
    refundOutboundShipping: true,
    restocking: { percent: 1 },
    gradeDeductions: { used: 1 },
    couponThreshold: { code: null, minimum: { amount: 1, currency: 'EUR' } },
    creditBonus: { percent: 1 },
    keep: true,
    warehouse: 'le',
    evidence: { photos: 1, comment: true },
    refundTrigger: { when: 'receipt', cap: null },
  };
  const other: typeof one = {
    admission: 'refuse',
    window: { days: 14, from: 'order' },
    returnCost: { payer: 'customer', labelFee: null },
    refundOutboundShipping: false,
    restocking: { percent: 2 },
    gradeDeductions: { used: 1, opened: 0 },
    couponThreshold: { code: 'TEN', minimum: { amount: 1, currency: 'EUR' } },
    creditBonus: { percent: 2 },
    keep: false,
    warehouse: 'ha',
    evidence: { photos: 1, comment: false },
    refundTrigger: { when: 'receipt', cap: { amount: 1, currency: 'EUR' } },
  };
  const says = (outcome: MerchantRule['outcome']) => ({ rules: [rule('a', { outcome })] });
  expect(changes(says(one), says(other))).toEqual(
    TOPICS.map((topic) => ({
      kind: 'rule-outcome',
      ruleId: 'a',
      name: 'A',
      topic,
      before: one[topic],
      after: other[topic],
    })),
  );
  for (const topic of TOPICS) {
    const alone = says({ [topic]: one[topic] });
    const [gained] = changes(says({}), alone);
    expect(gained).toMatchObject({ topic, before: undefined, after: one[topic] });
    const [lost] = changes(alone, says({}));
    expect(lost).toMatchObject({ topic, before: one[topic], after: undefined });
  }
});

test('the place of each kind of change', () => {
  const places = (before: Partial<PolicyDocument>, after: Partial<PolicyDocument>) =>
    describePolicyChange(shop(before), shop(after)).map(({ kind, place }) => [kind, place.path.join('/')]);
  const [a, b, c, d] = [rule('a'), rule('b'), rule('c'), rule('d')];
  expect(places({ rules: [a, b, c] }, { rules: [c, rule('b', { name: 'Bee' }), d] })).toEqual([
    ['rule-removed', 'rules/0'],
    ['rule-renamed', 'rules/1/name'],
    ['rule-moved', 'rules/1'],
    ['rule-added', 'rules/2'],
  ]);
  const when: MerchantRule['when'] = [{ kind: 'tag', in: ['sale'] }];
  expect(
    places(
      { rules: [a, b] },
      { rules: [a, rule('b', { when, outcome: { keep: false, creditBonus: { percent: 1 } } })] },
    ),
  ).toEqual([
    ['rule-conditions', 'rules/1/when'],
    ['rule-outcome', 'rules/1/outcome/creditBonus'],
    ['rule-outcome', 'rules/1/outcome/keep'],
  ]);
  const seasons = [season('a'), season('b'), season('c')];
  expect(places({ seasons }, { seasons: [season('c'), season('b', { name: 'Bee' }), season('d')] })).toEqual([
    ['season-removed', 'seasons/0'],
    ['season-changed', 'seasons/1/name'],
    ['season-moved', 'seasons/1'],
    ['season-added', 'seasons/2'],
  ]);
  expect(
    places(
      { warehouses: { le: LEIPZIG, x: LEIPZIG } },
      { warehouses: { le: { ...LEIPZIG, line2: 'Gate', country: 'AT' }, y: LEIPZIG } },
    ),
  ).toEqual([
    ['warehouse-changed', 'warehouses/le/line2'],
    ['warehouse-changed', 'warehouses/le/country'],
    ['warehouse-removed', 'warehouses/x'],
    ['warehouse-added', 'warehouses/y'],
  ]);
  expect(places({ markets: { a: ['DE'], b: ['FR'] } }, { markets: { a: ['AT'], c: ['FR'] } })).toEqual([
    ['market-changed', 'markets/a'],
    ['market-removed', 'markets/b'],
    ['market-added', 'markets/c'],
  ]);
});

test('every field of the default, of a country that is new, and of one that is gone', () => {
  const other: CountryPolicy = {
    windowDays: 20,
    windowFrom: 'dispatch',
    returnCost: { payer: 'merchant' },
    refundOutboundShipping: true,
    finalSaleReturnable: true,
  };
  const fields = ['windowDays', 'windowFrom', 'returnCost', 'refundOutboundShipping', 'finalSaleReturnable'] as const;
  const changed = (country: string, before: CountryPolicy, after: CountryPolicy, place: string[]) =>
    fields.map((field) => ({
      kind: 'changed',
      country,
      field,
      before: before[field],
      after: after[field],
      place: { path: [...place, field] },
    }));
  expect(describePolicyChange(shop(), shop({ default: other }))).toEqual(
    changed('default', terms(), other, ['default']),
  );
  const place = ['countries', 'AT'];
  expect(describePolicyChange(shop(), shop({ countries: { AT: other } }))).toEqual([
    { kind: 'added', country: 'AT', place: { path: place } },
    ...changed('AT', terms(), other, place),
  ]);
  expect(describePolicyChange(shop({ countries: { AT: other } }), shop())).toEqual([
    { kind: 'removed', country: 'AT', place: { path: place } },
    ...changed('AT', other, terms(), place),
  ]);
});

test('a market, a warehouse and a country named like something of every object are told like any other', () => {
  const markets = { constructor: ['DE'] };
  expect(changes({}, { markets })).toEqual([{ kind: 'market-added', market: 'constructor', countries: ['DE'] }]);
  expect(changes({ markets }, {})).toEqual([{ kind: 'market-removed', market: 'constructor', countries: ['DE'] }]);
  const warehouses = { constructor: LEIPZIG };
  const common = { warehouse: 'constructor', name: 'Leipzig', address: LEIPZIG };
  expect(changes({}, { warehouses })).toEqual([{ kind: 'warehouse-added', ...common }]);
  expect(changes({ warehouses }, {})).toEqual([{ kind: 'warehouse-removed', ...common }]);
});

test('each change names its place: in the later document, or for what is gone in the earlier one', () => {
  fc.assert(
    fc.property(policyDocuments, policyDocuments, (before, after) => {
      for (const change of describePolicyChange(before, after)) {
        const gone = change.kind === 'removed' || change.kind.endsWith('-removed');
        // A country without an entry has the default's values, and a topic that is lost has no place of its own any more.
        const whole = 'country' in change || change.kind === 'rule-outcome';
        const path = whole ? change.place.path.slice(0, 1) : change.place.path;
        expect(path.length).toBeGreaterThan(0);
        const found = path.reduce<unknown>((value, key) => Object(value)[key], gone ? before : after);
        expect(found, `${change.kind} ${path.join('/')}`).toBeDefined();
      }
    }),
    { numRuns: 300 },
  );
});

/** A document with one thing changed at random. */
const edited = fc.tuple(policyDocuments, policyDocuments, fc.nat()).map(([one, other, pick]) => {
  const keys = ['default', 'countries', 'markets', 'seasons', 'rules'] as const;
  const key = keys[pick % keys.length] ?? 'rules';
  return { before: one, after: { ...one, [key]: other[key] } };
});

test('two documents have no changes exactly when they say the same', () => {
  fc.assert(
    fc.property(edited, ({ before, after }) => {
      const told: readonly PolicyChange[] = describePolicyChange(before, after);
      expect(told.length === 0).toBe(canonical(before) === canonical(after));
      expect(describePolicyChange(after, structuredClone(after))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** Random changes deep within one rule, where whole other documents would differ in everything. */
test('the smallest difference in a rule is told', () => {
  fc.assert(
    fc.property(policyDocuments, fc.nat(), fc.nat(), (before, which, what) => {
      fc.pre(before.rules.length > 1);
      const at = which % before.rules.length;
      const rules = before.rules.map((one, index): MerchantRule => {
        if (index !== at) return one;
        if (what % 3 === 0) return { ...one, name: `${one.name}!` };
        if (what % 3 === 1) return { ...one, when: [...one.when, { kind: 'tag', in: ['new'] }] };
        return { ...one, outcome: { ...one.outcome, keep: !(one.outcome.keep ?? false) } };
      });
      expect(describePolicyChange(before, { ...before, rules })).toHaveLength(1);
      const swapped = [...before.rules.slice(1), ...before.rules.slice(0, 1)];
      expect(describePolicyChange(before, { ...before, rules: swapped })).toMatchObject([{ kind: 'rule-moved' }]);
    }),
    { numRuns: 300 },
  );
});
