import { expect, test } from 'vitest';
import type { Condition } from '#machines/policy/condition.ts';
import { lintPolicy, type PolicyFinding } from '#machines/policy/lint.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import type { Outcome } from '#machines/policy/outcome.ts';
import type { PolicyDocument, Warehouse } from '#machines/policy/policy.ts';
import type { Season } from '#machines/policy/season.ts';
import { STATUTE_COUNTRIES, statuteOf } from '#machines/policy/statutory.ts';
import { document, rules as terms } from '#tests/machines/policy/build.ts';

const LEIPZIG: Warehouse = {
  ...{ name: 'Leipzig', line1: 'Dock 1', line2: null, city: 'Leipzig' },
  ...{ region: null, postcode: '04103', country: 'DE' },
};
const XMAS: Season = {
  ...{ id: 'xmas', name: 'Christmas', countries: ['DE', 'AT'] },
  ...{ orderedFrom: '2026-11-01', orderedTo: '2026-12-24', returnUntil: '2027-01-31' },
};

/** A shop that grants nothing of its own. */
const shop = (over: Partial<PolicyDocument> = {}): PolicyDocument => ({
  ...document({ windowDays: null, returnCost: { payer: 'merchant' } }),
  ...over,
});
const rule = (when: Condition[], outcome: Outcome, id = 'a'): MerchantRule => ({
  id,
  name: `Rule ${id}`,
  when,
  outcome,
});
const country = (...codes: string[]): Condition => ({ kind: 'country', in: codes });
const tag = (...names: string[]): Condition => ({ kind: 'tag', in: names });
const days = (count: number, from: 'delivery' | 'order' | 'dispatch' = 'delivery'): Outcome => ({
  window: { days: count, from },
});
const label: Outcome = { returnCost: { payer: 'customer', labelFee: null } };
const basis = (code: string) => ({ country: code, countries: [code], basis: statuteOf(code)?.basis ?? '' });
const ARTICLE_9 = { article: 'Directive 2011/83/EU art. 9(1)' };
const CALENDAR = { lawDayKind: 'calendar' as const };

type Told = Partial<Omit<PolicyFinding, 'place'>> & { at: string };

/** A finding in full: what is not told of is empty. Places are written with `/`, and a number in them is a place in a list. */
function full({ at, ...told }: Told): object {
  const path = at.split('/').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  return {
    ...{ country: null, countries: [], inherited: false, merchant: null, law: null, lawDayKind: null, basis: null },
    ...{ article: null, ruleId: null, otherRuleId: null, subject: null, details: {}, place: { path } },
    ...told,
  };
}

const withRule = (when: Condition[], outcome: Outcome) => shop({ rules: [rule(when, outcome)] });
const WINDOW = { ruleId: 'a', field: 'window' as const };
const COST = { ruleId: 'a', field: 'returnCost' as const, merchant: 'customer', law: 'merchant' };
const rights = (excluded: readonly string[]) =>
  STATUTE_COUNTRIES.filter((code) => statuteOf(code)?.hasStatutoryRight && !excluded.includes(code));

test.each<[string, PolicyDocument, Told[]]>([
  [
    'a window below the law of a country that is named',
    withRule([country('DE')], days(13)),
    [
      {
        ...{ code: 'rule.below-law', severity: 'block', at: 'rules/0/outcome/window/days', ...WINDOW },
        ...{ merchant: 13, law: 14, ...CALENDAR, ...basis('DE'), ...ARTICLE_9 },
      },
    ],
  ],
  [
    'a window below the law of nearly all, and none of them named; Japan’s may be replaced, and is none of them',
    withRule([tag('sale')], days(6)),
    [
      {
        ...{ code: 'rule.below-law', severity: 'warn', at: 'rules/0/outcome/window/days', ...WINDOW },
        ...{ merchant: 6, law: 14, countries: rights(['JP']) },
      },
    ],
  ],
  [
    'a window from the order: the country with the least margin is measured',
    withRule([country('DE', 'MX')], days(37, 'order')),
    [
      {
        ...{ code: 'rule.may-end-before-law', severity: 'warn', at: 'rules/0/outcome/window/from', ...WINDOW },
        ...{ merchant: 37, countries: ['DE', 'MX'], details: { from: 'order', margin: 23 } },
      },
    ],
  ],
  [
    'a window in the place of the Japanese law',
    withRule([country('JP')], days(3)),
    [
      {
        ...{ code: 'rule.replaces-law', severity: 'note', at: 'rules/0/outcome/window/days', ...WINDOW },
        ...{ merchant: 3, law: 8, ...CALENDAR, ...basis('JP') },
      },
    ],
  ],
  [
    'the way back against the law of two countries that are named',
    withRule([country('TW', 'BR', 'DE')], label),
    ['BR', 'TW'].map((code) => ({
      ...{ code: 'rule.return-cost-against-law', severity: 'block', at: 'rules/0/outcome/returnCost', ...COST },
      ...basis(code),
    })),
  ],
  [
    'the way back against the law of some, none of them named',
    withRule([tag('sale')], label),
    [
      {
        ...{ code: 'rule.return-cost-against-law', severity: 'warn', at: 'rules/0/outcome/returnCost', ...COST },
        countries: ['AR', 'BR', 'TR', 'TW'],
      },
    ],
  ],
  ['a window as long as the Japanese law, which counts the day of delivery', withRule([country('JP')], days(7)), []],
  ['a window from the order where the law grants no right', withRule([country('US')], days(20, 'order')), []],
  ['a way back that the merchant pays', withRule([tag('sale')], { returnCost: { payer: 'merchant' } }), []],
  [
    'the way back of what is too small, and of what is defective: one of the two is a change of mind',
    withRule([country('TW'), { kind: 'reason', in: ['defective', 'too-small'] }], label),
    [
      {
        ...{ code: 'rule.return-cost-against-law', severity: 'block', at: 'rules/0/outcome/returnCost', ...COST },
        ...basis('TW'),
      },
    ],
  ],
  [
    'what is said of faults in vain',
    withRule([country('US'), { kind: 'reason', in: ['defective', 'arrived-late'] }], {
      ...label,
      restocking: { percent: 5 },
      couponThreshold: { code: null, minimum: { amount: 1, currency: 'EUR' } },
    }),
    (['returnCost', 'restocking', 'couponThreshold'] as const).map((topic) => ({
      ...{ code: 'rule.fault-travels-free', severity: 'warn', at: `rules/0/outcome/${topic}` },
      ...{ ruleId: 'a', field: topic, details: { topic } },
    })),
  ],
  [
    'a refusal where the law grants a right that no term replaces',
    withRule([country('US', 'JP', 'GB', 'DE')], { admission: 'refuse' }),
    [
      {
        ...{ code: 'rule.law-goes-before', severity: 'note', at: 'rules/0/outcome/admission', ruleId: 'a' },
        ...{ field: 'admission', countries: ['DE', 'GB'], details: { topic: 'admission' } },
      },
    ],
  ],
  [
    'a deduction that only some of the laws let the seller make',
    withRule([country('DE', 'AR', 'BR', 'US')], { gradeDeductions: { used: 10 } }),
    [
      {
        ...{ code: 'rule.law-goes-before', severity: 'note', at: 'rules/0/outcome/gradeDeductions', ruleId: 'a' },
        ...{ field: 'gradeDeductions', countries: ['AR', 'BR'], details: { topic: 'gradeDeductions' } },
      },
    ],
  ],
  [
    'conditions of one kind that contradict each other, with another between',
    withRule([country('US'), tag('sale'), country('CA')], { keep: true }),
    [
      {
        ...{ code: 'rule.conditions-contradict', severity: 'block', at: 'rules/0/when/2', ruleId: 'a', field: 'when' },
        details: { first: 0, second: 2, kind: 'country', otherKind: 'country' },
      },
    ],
  ],
  [
    'one condition that contradicts itself',
    withRule([tag('sale'), { kind: 'earlier-returns', withinDays: 9, maxCount: 0, minValue: 1 }], { keep: true }),
    [
      {
        ...{ code: 'rule.conditions-contradict', severity: 'block', at: 'rules/0/when/1', ruleId: 'a', field: 'when' },
        details: { first: 1, second: 1, kind: 'earlier-returns', otherKind: 'earlier-returns' },
      },
    ],
  ],
  [
    'a country that is not in the market',
    shop({
      markets: { home: ['DE'] },
      rules: [rule([tag('sale'), country('US'), { kind: 'market', in: ['home'] }], { keep: true })],
    }),
    [
      {
        ...{ code: 'rule.unreachable', severity: 'warn', at: 'rules/0/when/2', ruleId: 'a', field: 'when' },
        details: { first: 1, second: 2, kind: 'country', otherKind: 'market' },
      },
    ],
  ],
  [
    'two outcomes that contradict a refusal',
    withRule([country('US')], { admission: 'refuse', keep: true, ...days(3) }),
    (['window', 'keep'] as const).map((topic) => ({
      ...{ code: 'rule.outcomes-contradict', severity: 'block', at: `rules/0/outcome/${topic}` },
      ...{ ruleId: 'a', field: topic, details: { topic, other: 'admission' } },
    })),
  ],
  [
    'what is said of goods that are kept',
    withRule([country('US'), { kind: 'resolution', in: ['keep'] }], {
      returnCost: { payer: 'merchant' },
      gradeDeductions: { used: 1 },
      keep: false,
      refundTrigger: { when: 'receipt', cap: null },
    }),
    (['returnCost', 'gradeDeductions', 'keep', 'refundTrigger'] as const).map((topic) => ({
      ...{ code: 'rule.without-effect', severity: 'warn', at: `rules/0/outcome/${topic}` },
      ...{ ruleId: 'a', field: topic, details: { topic, why: 'kept' } },
    })),
  ],
  [
    'what is said of goods that may be kept',
    withRule([country('US'), { kind: 'resolution', in: ['keep', 'refund'] }], { returnCost: { payer: 'merchant' } }),
    [],
  ],
  [
    'a bonus on what is no credit',
    withRule([country('US'), { kind: 'resolution', in: ['refund', 'exchange'] }], { creditBonus: { percent: 1 } }),
    [
      {
        ...{ code: 'rule.without-effect', severity: 'warn', at: 'rules/0/outcome/creditBonus', ruleId: 'a' },
        ...{ field: 'creditBonus', details: { topic: 'creditBonus', why: 'no-credit' } },
      },
    ],
  ],
  [
    'what is asked before the grade is known',
    withRule([country('US'), { kind: 'grade', in: ['used'] }], {
      admission: 'review',
      ...days(20),
      restocking: { percent: 1 },
      evidence: { photos: 1, comment: false },
    }),
    (['admission', 'window', 'evidence'] as const).map((topic) => ({
      ...{ code: 'rule.known-too-late', severity: 'warn', at: `rules/0/outcome/${topic}` },
      ...{ ruleId: 'a', field: topic, details: { topic } },
    })),
  ],
  [
    'a topic that an earlier rule takes, and a rule of which it takes all',
    shop({
      rules: [
        rule([tag('x')], { keep: false, creditBonus: { percent: 2 } }),
        rule([tag('x')], { keep: true, refundOutboundShipping: true }, 'b'),
        rule([tag('x'), country('US')], { keep: true, creditBonus: { percent: 1 } }, 'd'),
      ],
    }),
    [
      {
        ...{ code: 'rule.topic-shadowed', severity: 'warn', at: 'rules/1/outcome/keep', ruleId: 'b', otherRuleId: 'a' },
        ...{ field: 'keep', details: { topic: 'keep' } },
      },
      {
        ...{ code: 'rule.shadowed', severity: 'warn', at: 'rules/2', ruleId: 'd', otherRuleId: 'a' },
        ...{ field: 'when', details: { topics: 'creditBonus, keep' } },
      },
    ],
  ],
  [
    'names that are not there, in their places',
    shop({
      rules: [
        rule([tag('x'), { kind: 'market', in: ['moon'] }, { kind: 'season', in: ['eid'] }], { warehouse: 'mars' }),
      ],
    }),
    [
      ...(
        [
          ['rule.unknown-market', 'moon', 'rules/0/when/1/in/0', 'when'],
          ['rule.unknown-season', 'eid', 'rules/0/when/2/in/0', 'when'],
          ['rule.unknown-warehouse', 'mars', 'rules/0/outcome/warehouse', 'warehouse'],
        ] as const
      ).map(([code, subject, at, field]) => ({ code, severity: 'block' as const, at, ruleId: 'a', field, subject })),
    ],
  ],
  [
    'names that people cannot tell apart, and such as no rule uses',
    shop({
      markets: { south: ['IT'], east: ['PL'] },
      warehouses: { w: LEIPZIG, v: { ...LEIPZIG, name: ' leipzig' } },
      seasons: [XMAS, { ...XMAS, id: 'other', name: 'CHRISTMAS', countries: null }],
      rules: [rule([tag('x')], days(200)), { ...rule([tag('y')], { keep: true }, 'b'), name: 'rule A ' }],
    }),
    [
      {
        ...{ code: 'name.used-twice', severity: 'warn', at: 'rules/1/name', field: 'name' },
        ...{ ruleId: 'b', otherRuleId: 'a', subject: 'rule A ' },
      },
      { code: 'name.used-twice', severity: 'warn', at: 'seasons/1/name', field: 'name', subject: 'CHRISTMAS' },
      { code: 'name.used-twice', severity: 'warn', at: 'warehouses/v/name', field: 'name', subject: ' leipzig' },
      { code: 'market.unused', severity: 'note', at: 'markets/east', field: 'name', subject: 'east' },
      { code: 'market.unused', severity: 'note', at: 'markets/south', field: 'name', subject: 'south' },
      { code: 'warehouse.unused', severity: 'note', at: 'warehouses/v', field: 'name', subject: 'v' },
      { code: 'warehouse.unused', severity: 'note', at: 'warehouses/w', field: 'name', subject: 'w' },
    ],
  ],
  [
    'the terms of countries',
    shop({
      countries: {
        TW: terms({ windowDays: 6 }),
        JP: terms({ windowDays: 3, returnCost: { payer: 'merchant' } }),
        DE: terms({ windowDays: 20, windowFrom: 'dispatch', finalSaleReturnable: true }),
        MX: terms({ windowDays: 50, windowFrom: 'order' }),
        FR: terms({ windowDays: null }),
        AD: terms(),
        YU: terms(),
      },
    }),
    [
      {
        ...{ code: 'policy.unknown-law', severity: 'note', at: 'countries/AD', field: 'country' },
        ...{ country: 'AD', countries: ['AD'], merchant: 'AD' },
      },
      {
        ...{ code: 'policy.unknown-country', severity: 'block', at: 'countries/YU', field: 'country' },
        ...{ country: 'YU', countries: ['YU'], merchant: 'YU' },
      },
      {
        ...{ code: 'policy.may-end-before-law', severity: 'warn', at: 'countries/DE/windowFrom', field: 'windowFrom' },
        ...{
          merchant: 20,
          law: 14,
          ...CALENDAR,
          ...basis('DE'),
          ...ARTICLE_9,
          details: { from: 'dispatch', margin: 6 },
        },
      },
      {
        ...{ code: 'policy.final-sale-without-effect', severity: 'note', at: 'countries/FR/finalSaleReturnable' },
        ...{ field: 'finalSaleReturnable', merchant: false, law: true, ...basis('FR') },
        article: 'Directive 2011/83/EU art. 16',
      },
      {
        ...{ code: 'policy.replaces-law', severity: 'note', at: 'countries/JP/windowDays', field: 'windowDays' },
        ...{ merchant: 3, law: 8, ...CALENDAR, ...basis('JP') },
      },
      {
        ...{ code: 'policy.may-end-before-law', severity: 'note', at: 'countries/MX/windowFrom', field: 'windowFrom' },
        ...{ merchant: 50, law: 5, lawDayKind: 'business', ...basis('MX'), details: { from: 'order', margin: 43 } },
      },
      {
        ...{ code: 'policy.final-sale-without-effect', severity: 'note', at: 'countries/MX/finalSaleReturnable' },
        ...{ field: 'finalSaleReturnable', merchant: false, law: true, ...basis('MX') },
      },
      {
        ...{ code: 'policy.below-law', severity: 'block', at: 'countries/TW/windowDays', field: 'windowDays' },
        ...{ merchant: 6, law: 7, ...CALENDAR, ...basis('TW') },
      },
      {
        ...{ code: 'policy.return-cost-against-law', severity: 'block', at: 'countries/TW/returnCost' },
        ...{ field: 'returnCost', merchant: 'customer', law: 'merchant', ...basis('TW') },
      },
      {
        ...{ code: 'policy.final-sale-without-effect', severity: 'note', at: 'countries/TW/finalSaleReturnable' },
        ...{ field: 'finalSaleReturnable', merchant: false, law: true, ...basis('TW') },
      },
    ],
  ],
  [
    'the countries that every list names',
    shop({
      markets: { m: ['DE', 'DD'] },
      warehouses: { w: { ...LEIPZIG, country: 'SU' } },
      seasons: [XMAS, { ...XMAS, id: 'b', name: 'B', countries: ['AT', 'ZR'] }],
      rules: [
        rule([{ kind: 'market', in: ['m'] }], { warehouse: 'w', ...days(30) }),
        rule([tag('x'), country('US', 'AN', 'KW')], { keep: true }, 'b'),
      ],
    }),
    [
      ...(
        [
          ['DD', 'markets/m/1', null],
          ['SU', 'warehouses/w/country', null],
          ['ZR', 'seasons/1/countries/1', null],
          ['AN', 'rules/1/when/1/in/1', 'b'],
        ] as const
      ).map(([code, at, ruleId]) => ({
        ...{ code: 'policy.unknown-country' as const, severity: 'block' as const, at, field: 'country' as const },
        ...{ country: code, countries: [code], merchant: code, ruleId },
      })),
      {
        ...{ code: 'rule.unknown-law', severity: 'note', at: 'rules/1/when/1/in/2', field: 'country' },
        ...{ country: 'KW', countries: ['KW'], merchant: 'KW', ruleId: 'b' },
      },
    ],
  ],
])('the whole of each finding: %s', (_what, policy, expected) => {
  expect(lintPolicy(policy)).toEqual(expected.map(full));
});

test('a default that is below the law is told for each country it is inherited by', () => {
  const policy = shop({ default: terms({ windowDays: 7, returnCost: label.returnCost ?? { payer: 'merchant' } }) });
  const all = lintPolicy(policy).filter(({ country }) => country === 'AR' || country === 'GB');
  const inherited = { severity: 'warn' as const, inherited: true };
  expect(all).toEqual(
    [
      {
        ...{ code: 'policy.below-law' as const, ...inherited, at: 'default/windowDays', field: 'windowDays' as const },
        ...{ merchant: 7, law: 10, ...CALENDAR, ...basis('AR') },
      },
      {
        ...{ code: 'policy.return-cost-against-law' as const, ...inherited, at: 'default/returnCost' },
        ...{ field: 'returnCost' as const, merchant: 'customer', law: 'merchant', ...basis('AR') },
      },
      {
        ...{ code: 'policy.below-law' as const, ...inherited, at: 'default/windowDays', field: 'windowDays' as const },
        ...{ merchant: 7, law: 14, ...CALENDAR, ...basis('GB') },
      },
    ].map(full),
  );
});

test('a season that is wrong in every way tells its dates each time', () => {
  const season = { ...XMAS, countries: ['DE'], orderedTo: '2028-01-01', returnUntil: '2030-01-01' };
  const policy = shop({ default: terms({ windowDays: 30, returnCost: { payer: 'merchant' } }), seasons: [season] });
  const details = { orderedFrom: '2026-11-01', orderedTo: '2028-01-01', returnUntil: '2030-01-01' };
  const common = { field: 'dates' as const, subject: 'Christmas', details };
  const tooLong = [
    full({ code: 'season.too-long', severity: 'warn', at: 'seasons/0/orderedTo', ...common }),
    full({ code: 'season.returns-too-late', severity: 'warn', at: 'seasons/0/returnUntil', ...common }),
  ];
  const over = full({ code: 'season.over', severity: 'note', at: 'seasons/0/returnUntil', ...common });
  expect(lintPolicy(policy)).toEqual(tooLong);
  expect(lintPolicy(policy, { today: Temporal.PlainDate.from('2030-01-01') })).toEqual(tooLong);
  expect(lintPolicy(policy, { today: Temporal.PlainDate.from('2030-01-02') })).toEqual([...tooLong, over]);
});

/** What is told of a line that both rules match: their values differ, and the second one is asked under these conditions. */
function example(first: Condition[], second: Condition[], over: Partial<PolicyDocument> = {}) {
  const rules = [
    rule(first, { keep: false, admission: 'allow' }),
    rule(second, { keep: true, admission: 'review' }, 'b'),
  ];
  const overlaps = lintPolicy(shop({ ...over, rules })).filter(({ code }) => code === 'rule.overlaps');
  expect(overlaps).toEqual([
    full({
      ...{ code: 'rule.overlaps', severity: 'note', at: 'rules/1/outcome/admission', field: 'admission' },
      ...{ ruleId: 'b', otherRuleId: 'a', details: overlaps[0]?.details ?? {} },
    }),
  ]);
  const { topics, ...told } = overlaps[0]?.details ?? {};
  expect(topics).toBe('admission, keep');
  return Object.fromEntries(Object.entries(told).map(([property, value]) => [property.replace('example.', ''), value]));
}

const delivered = (from?: string, to?: string, whenUnknown: 'holds' | 'fails' = 'fails'): Condition => ({
  kind: 'delivered',
  whenUnknown,
  ...(from && { from }),
  ...(to && { to }),
});

test.each<[string, Condition[], Condition[], object]>([
  [
    'a country of both, and a tag of each',
    [country('US', 'CA'), tag('a', 'b')],
    [country('CA', 'GB'), tag('c')],
    { country: 'CA', tag: 'a, c' },
  ],
  ['the same tag, once', [tag('a')], [tag('a', 'b'), country('US')], { tag: 'a', country: 'US' }],
  [
    'the first day that is left',
    [{ kind: 'ordered', from: '2026-05-01' }],
    [{ kind: 'ordered', from: '2026-04-01', to: '2026-05-05' }, tag('x')],
    { ordered: '2026-05-01', tag: 'x' },
  ],
  [
    'the last day where there is no first',
    [{ kind: 'ordered', to: '2026-05-05' }],
    [tag('x')],
    { ordered: '2026-05-05', tag: 'x' },
  ],
  [
    'a day of delivery',
    [delivered('2026-05-01')],
    [delivered('2026-04-01', '2026-06-01'), tag('x')],
    { delivered: '2026-05-01', tag: 'x' },
  ],
  ['the last day of delivery', [delivered(undefined, '2026-05-01')], [tag('x')], { delivered: '2026-05-01', tag: 'x' }],
  [
    'a delivery that can only be unknown',
    [delivered(undefined, '2026-05-01', 'holds')],
    [delivered('2026-06-01', undefined, 'holds'), tag('x')],
    { delivered: null, tag: 'x' },
  ],
  [
    'a whole SKU of a beginning',
    [{ kind: 'sku', in: ['BAG-1', 'X'] }],
    [{ kind: 'sku', in: ['bag*'] }, tag('x')],
    { sku: 'bag-1', tag: 'x' },
  ],
  [
    'a beginning',
    [{ kind: 'sku', in: ['BAG*'] }, country('US')],
    [{ kind: 'sku', in: ['bag-2*'] }, tag('x')],
    { country: 'US', sku: 'bag-2*', tag: 'x' },
  ],
  [
    'the lowest price that is left, with its currency',
    [{ kind: 'price', currency: 'EUR', min: 100 }],
    [{ kind: 'price', currency: 'EUR', min: 50, max: 500 }, tag('x')],
    { price: 100, currency: 'EUR', tag: 'x' },
  ],
  [
    'the highest price where there is no lowest',
    [{ kind: 'price', currency: 'EUR', max: 500 }],
    [tag('x')],
    { price: 500, currency: 'EUR', tag: 'x' },
  ],
  [
    'a discount',
    [{ kind: 'discount', minPercent: 10 }],
    [{ kind: 'discount', maxPercent: 30 }, tag('x')],
    { discount: 10, tag: 'x' },
  ],
  [
    'the deepest discount where there is no least',
    [{ kind: 'discount', maxPercent: 30 }],
    [tag('x')],
    { discount: 30, tag: 'x' },
  ],
  [
    'as many returns as both ask for',
    [{ kind: 'earlier-returns', withinDays: 90, minCount: 5 }],
    [{ kind: 'earlier-returns', withinDays: 30, minCount: 2 }, tag('x')],
    { 'earlier-returns': 5, tag: 'x' },
  ],
  [
    'names of every kind',
    [
      { kind: 'vendor', in: ['Acme', 'B'] },
      { kind: 'channel', in: ['Web'] },
      { kind: 'final-sale', is: true },
    ],
    [
      { kind: 'customer-tier', in: ['gold'] },
      { kind: 'customer-tag', in: ['vip', 'x'] },
      { kind: 'grade', in: ['used'] },
    ],
    {
      vendor: 'acme',
      channel: 'web',
      'final-sale': 'true',
      'customer-tier': 'gold',
      'customer-tag': 'vip',
      grade: 'used',
    },
  ],
])('an overlap has an example line: %s', (_what, first, second, expected) => {
  expect(example(first, second)).toEqual(expected);
});

const season = (id: string, orderedTo: string): Season => ({
  ...{ id, name: id, countries: null, orderedFrom: '2026-01-01', orderedTo, returnUntil: '2027-03-01' },
});
const seasons = (name: string, count: number, to: string) =>
  Array.from({ length: count }, (_, n) => season(`${name}-${n}`, to));

test.each([
  [20, 20],
  [21, 20],
  [30, 30],
])('rules of two lists of %i and %i seasons take nothing from one that has the first list alone', (wide, narrow) => {
  const [year, january] = [seasons('year', wide, '2026-12-31'), seasons('january', narrow, '2026-01-31')];
  const within = (some: readonly Season[]): Condition => ({ kind: 'season', in: some.map(({ id }) => id) });
  const rules = [
    rule([within(year), within(january), country('US')], { keep: false }),
    rule([within(year), country('US')], { keep: true }, 'b'),
  ];
  const policy = shop({ seasons: [...year, ...january], rules, default: terms({ returnCost: { payer: 'merchant' } }) });
  expect(lintPolicy(policy).filter(({ ruleId }) => ruleId !== null)).toEqual([]);
});

test.each<[string, Condition[], Condition[]]>([
  ['two tags', [tag('x'), tag('y')], [tag('x')]],
  [
    'two bounds of earlier returns',
    [
      { kind: 'earlier-returns', withinDays: 90, minCount: 3 },
      { kind: 'earlier-returns', withinDays: 30, maxCount: 9 },
    ],
    [{ kind: 'earlier-returns', withinDays: 90, minCount: 3 }],
  ],
])('a rule that asks for more takes nothing from a later one that asks for less: %s', (_what, first, second) => {
  expect(lintPolicy(shop({ rules: [rule(first, { keep: false }), rule(second, { keep: true }, 'b')] }))).toEqual([]);
});

test('the example of a season has its country and its first day', () => {
  expect(example([{ kind: 'season', in: ['xmas'] }], [tag('x')], { seasons: [XMAS] })).toEqual({
    ...{ country: 'DE', ordered: '2026-11-01', tag: 'x' },
  });
  const early = {
    ...XMAS,
    id: 'early',
    name: 'Early',
    countries: null,
    orderedFrom: '2026-10-01',
    orderedTo: '2026-11-20',
  };
  const seasons = [XMAS, early];
  const both: Condition[] = [{ kind: 'season', in: ['early'] }, country('FR', 'AT')];
  expect(example(both, [{ kind: 'season', in: ['xmas', 'early'] }, tag('x')], { seasons })).toEqual({
    ...{ country: 'AT', ordered: '2026-11-01', tag: 'x' },
  });
});
