import { expect, test } from 'vitest';
import type { Condition } from '#machines/policy/condition.ts';
import { blockingFindings, lintPolicy, type PolicyFinding } from '#machines/policy/lint.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import type { Outcome } from '#machines/policy/outcome.ts';
import { type PolicyDocument, PolicyDocumentSchema, type Warehouse } from '#machines/policy/policy.ts';
import type { Season } from '#machines/policy/season.ts';
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
const XMAS: Season = {
  id: 'xmas',
  name: 'Christmas',
  countries: ['DE', 'AT'],
  orderedFrom: '2026-11-01',
  orderedTo: '2026-12-24',
  returnUntil: '2027-01-31',
};

/** A shop that grants nothing of its own, so that only its rules can be found fault with. */
function shop(over: Partial<PolicyDocument> = {}): PolicyDocument {
  return PolicyDocumentSchema.parse({
    ...document({ windowDays: null, returnCost: { payer: 'merchant' } }),
    markets: { dach: ['DE', 'AT', 'CH'] },
    warehouses: { le: LEIPZIG },
    seasons: [XMAS],
    ...over,
  });
}

const rule = (id: string, when: Condition[], outcome: Outcome): MerchantRule => ({
  id,
  name: `Rule ${id}`,
  when,
  outcome,
});
const country = (...codes: string[]): Condition => ({ kind: 'country', in: codes });
const tag = (...names: string[]): Condition => ({ kind: 'tag', in: names });
const category = (...names: string[]): Condition => ({ kind: 'category', in: names });
const resolution = (...names: ('refund' | 'store-credit' | 'exchange' | 'keep')[]): Condition => ({
  kind: 'resolution',
  in: names,
});
const days = (count: number, from: 'delivery' | 'order' | 'dispatch' = 'delivery'): Outcome => ({
  window: { days: count, from },
});

/** Uses what the shop has, so that nothing is left unused; says of it nothing that other rules are about. */
const user = rule(
  'user',
  [
    { kind: 'market', in: ['dach'] },
    { kind: 'season', in: ['xmas'] },
  ],
  { warehouse: 'le' },
);

function found(rules: MerchantRule[], over: Partial<PolicyDocument> = {}): PolicyFinding[] {
  return lintPolicy(shop({ rules: [...rules, user], ...over }));
}
const brief = (all: readonly PolicyFinding[]) =>
  all.map(({ code, severity, place }) => `${severity} ${code} ${place.path.join('/')}`);

test('a policy without mistakes has no findings', () => {
  expect(found([])).toEqual([]);
});

test.each<[string, Condition[], Outcome, string[]]>([
  [
    '13 days for a country that is named',
    [country('DE')],
    days(13),
    ['block rule.below-law rules/0/outcome/window/days'],
  ],
  ['14 days', [country('DE')], days(14), []],
  [
    '13 days for a market',
    [{ kind: 'market', in: ['dach'] }],
    days(13),
    ['block rule.below-law rules/0/outcome/window/days', 'block rule.below-law rules/0/outcome/window/days'],
  ],
  ['13 days for what is on sale', [tag('sale')], days(13), ['warn rule.below-law rules/0/outcome/window/days']],
  [
    '13 days in a season',
    [{ kind: 'season', in: ['xmas'] }],
    days(13),
    ['warn rule.below-law rules/0/outcome/window/days'],
  ],
  ['0 days', [country('GB')], days(0), ['block rule.below-law rules/0/outcome/window/days']],
  ['5 business days reach 7', [country('MX')], days(7), []],
  ['and not 6', [country('MX')], days(6), ['block rule.below-law rules/0/outcome/window/days']],
  ['a country without a right', [country('US')], days(0), []],
  ['a law that may be replaced', [country('JP')], days(3), ['note rule.replaces-law rules/0/outcome/window/days']],
  ['13 days from the order', [country('DE')], days(13, 'order'), ['block rule.below-law rules/0/outcome/window/days']],
  [
    '14 days from the order',
    [country('DE')],
    days(14, 'order'),
    ['warn rule.may-end-before-law rules/0/outcome/window/from'],
  ],
  [
    '43 days from dispatch',
    [country('DE')],
    days(43, 'dispatch'),
    ['warn rule.may-end-before-law rules/0/outcome/window/from'],
  ],
  [
    '44 days from dispatch',
    [country('DE')],
    days(44, 'dispatch'),
    ['note rule.may-end-before-law rules/0/outcome/window/from'],
  ],
  ['7 days for an exchange', [country('DE'), resolution('exchange')], days(7), []],
  [
    '7 days for a refund or an exchange',
    [country('DE'), resolution('exchange', 'refund')],
    days(7),
    ['block rule.below-law rules/0/outcome/window/days'],
  ],
  [
    'a label for a price in Taiwan',
    [country('TW', 'DE')],
    { returnCost: { payer: 'customer', labelFee: null } },
    ['block rule.return-cost-against-law rules/0/outcome/returnCost'],
  ],
  [
    'a label for a price everywhere',
    [tag('sale')],
    { returnCost: { payer: 'customer', labelFee: null } },
    ['warn rule.return-cost-against-law rules/0/outcome/returnCost'],
  ],
  [
    'a label for a price for faults',
    [country('TW'), { kind: 'reason', in: ['defective'] }],
    { returnCost: { payer: 'customer', labelFee: null } },
    ['warn rule.fault-travels-free rules/0/outcome/returnCost'],
  ],
  [
    'a label for a price for some faults',
    [{ kind: 'reason', in: ['defective', 'too-small'] }, country('DE')],
    { returnCost: { payer: 'customer', labelFee: null } },
    [],
  ],
  [
    'restocking for faults',
    [country('US'), { kind: 'reason', in: ['wrong-item'] }],
    { restocking: { percent: 5 } },
    ['warn rule.fault-travels-free rules/0/outcome/restocking'],
  ],
  [
    'restocking under the law',
    [country('DE')],
    { restocking: { percent: 10 } },
    ['note rule.law-goes-before rules/0/outcome/restocking'],
  ],
  ['no restocking', [country('DE')], { restocking: { percent: 0 } }, []],
  ['restocking without a law', [country('US')], { restocking: { percent: 10 } }, []],
  [
    'refusal under the law',
    [country('DE', 'US')],
    { admission: 'refuse' },
    ['note rule.law-goes-before rules/0/outcome/admission'],
  ],
  [
    'photos under the law',
    [country('DE')],
    { evidence: { photos: 1, comment: false } },
    ['note rule.law-goes-before rules/0/outcome/evidence'],
  ],
  ['no photos', [country('DE')], { evidence: { photos: 0, comment: false } }, []],
  [
    'a coupon under the law',
    [country('DE')],
    { couponThreshold: { code: null, minimum: { amount: 1, currency: 'EUR' } } },
    ['note rule.law-goes-before rules/0/outcome/couponThreshold'],
  ],
  [
    'a grade that the law does not let pass',
    [country('DE')],
    { gradeDeductions: { opened: 10, used: 10 } },
    ['note rule.law-goes-before rules/0/outcome/gradeDeductions'],
  ],
  ['a grade that the law lets pass', [country('DE')], { gradeDeductions: { used: 10 } }, []],
  ['grades that take nothing', [country('DE')], { gradeDeductions: { opened: 0 } }, []],
  [
    'refusal and a window',
    [country('US')],
    { admission: 'refuse', ...days(30) },
    ['block rule.outcomes-contradict rules/0/outcome/window'],
  ],
  ['refusal and no days', [country('US')], { admission: 'refuse', ...days(0) }, []],
  [
    'allowed and no days',
    [country('US')],
    { admission: 'allow', ...days(0) },
    ['block rule.outcomes-contradict rules/0/outcome/window'],
  ],
  [
    'keep and a warehouse',
    [country('US')],
    { keep: true, warehouse: 'le' },
    ['block rule.outcomes-contradict rules/0/outcome/warehouse'],
  ],
  [
    'keep and restocking',
    [country('US')],
    { keep: true, restocking: { percent: 1 } },
    ['block rule.outcomes-contradict rules/0/outcome/restocking'],
  ],
  [
    'keep and grades',
    [country('US')],
    { keep: true, gradeDeductions: { used: 1 } },
    ['block rule.outcomes-contradict rules/0/outcome/gradeDeductions'],
  ],
  [
    'keep and refusal',
    [country('US')],
    { keep: true, admission: 'refuse' },
    ['block rule.outcomes-contradict rules/0/outcome/keep'],
  ],
  [
    'keep and a way back',
    [country('US')],
    { keep: true, returnCost: { payer: 'merchant' } },
    ['warn rule.without-effect rules/0/outcome/returnCost'],
  ],
  ['not keep and a warehouse', [country('US')], { keep: false, warehouse: 'le' }, []],
  [
    'a warehouse for what is kept',
    [country('US'), resolution('keep')],
    { warehouse: 'le' },
    ['warn rule.without-effect rules/0/outcome/warehouse'],
  ],
  [
    'a bonus without credit',
    [country('US'), resolution('refund')],
    { creditBonus: { percent: 5 } },
    ['warn rule.without-effect rules/0/outcome/creditBonus'],
  ],
  ['a bonus with credit', [country('US'), resolution('refund', 'store-credit')], { creditBonus: { percent: 5 } }, []],
  [
    'a window by grade',
    [country('US'), { kind: 'grade', in: ['used'] }],
    days(30),
    ['warn rule.known-too-late rules/0/outcome/window'],
  ],
  ['restocking by grade', [country('US'), { kind: 'grade', in: ['used'] }], { restocking: { percent: 5 } }, []],
  [
    'two countries at once',
    [country('US'), country('CA')],
    days(30),
    ['block rule.conditions-contradict rules/0/when/1'],
  ],
  [
    'final sale and not',
    [{ kind: 'final-sale', is: true }, tag('a'), { kind: 'final-sale', is: false }],
    days(30),
    ['block rule.conditions-contradict rules/0/when/2'],
  ],
  [
    'prices that cross',
    [
      { kind: 'price', currency: 'EUR', min: 100 },
      { kind: 'price', currency: 'EUR', max: 99 },
    ],
    days(30),
    ['block rule.conditions-contradict rules/0/when/1'],
  ],
  [
    'no returns worth something',
    [{ kind: 'earlier-returns', withinDays: 9, maxCount: 0, minValue: 1 }],
    days(30),
    ['block rule.conditions-contradict rules/0/when/0'],
  ],
  [
    'a country not in the market',
    [country('US'), { kind: 'market', in: ['dach'] }],
    days(30),
    ['warn rule.unreachable rules/0/when/1'],
  ],
  [
    'a country without the season',
    [country('CH'), { kind: 'season', in: ['xmas'] }],
    days(30),
    ['warn rule.unreachable rules/0/when/1'],
  ],
  [
    'three that hold only two by two',
    [
      { kind: 'country', in: ['DE', 'CH'] },
      { kind: 'ordered', from: '2026-12-01' },
      { kind: 'season', in: ['xmas', 'early'] },
      { kind: 'country', in: ['CH', 'FR'] },
    ],
    days(30),
    ['warn rule.unreachable rules/0/when'],
  ],
  [
    'a market that does not exist',
    [{ kind: 'market', in: ['dach', 'moon'] }],
    { keep: true },
    ['block rule.unknown-market rules/0/when/0/in/1'],
  ],
  [
    'only such a market',
    [{ kind: 'market', in: ['moon'] }],
    { keep: true },
    ['block rule.unknown-market rules/0/when/0/in/0'],
  ],
  [
    'a season that does not exist',
    [{ kind: 'season', in: ['eid'] }],
    { keep: true },
    ['block rule.unknown-season rules/0/when/0/in/0'],
  ],
  [
    'a warehouse that does not exist',
    [country('US')],
    { warehouse: 'mars' },
    ['block rule.unknown-warehouse rules/0/outcome/warehouse'],
  ],
  [
    'a name of the prototype',
    [{ kind: 'market', in: ['constructor'] }],
    { warehouse: 'constructor' },
    ['block rule.unknown-market rules/0/when/0/in/0', 'block rule.unknown-warehouse rules/0/outcome/warehouse'],
  ],
  [
    'a country that is gone',
    [country('US', 'YU')],
    { keep: true },
    ['block policy.unknown-country rules/0/when/0/in/1'],
  ],
  [
    'a country whose law we do not know',
    [country('KW')],
    { keep: true },
    ['note rule.unknown-law rules/0/when/0/in/0'],
  ],
])('%s', (_what, when, outcome, expected) => {
  const early: Season = {
    ...XMAS,
    id: 'early',
    name: 'Early',
    countries: ['CH'],
    orderedTo: '2026-11-30',
    returnUntil: '2026-12-31',
  };
  const all = found([rule('a', when, outcome)], { seasons: [XMAS, early] });
  expect(brief(all.filter(({ code }) => code !== 'season.without-effect'))).toEqual(expected);
});

test('a rule below the law of a country that it names tells the act and the article', () => {
  expect(found([rule('a', [country('DE', 'BR')], days(6))])).toMatchObject([
    { country: 'BR', law: 7, merchant: 6, ruleId: 'a', basis: expect.stringContaining('8.078'), article: null },
    { country: 'DE', law: 14, basis: expect.stringContaining('BGB'), article: 'Directive 2011/83/EU art. 9(1)' },
  ]);
});

test('a rule that names no country tells all it is below the law of, at once', () => {
  const [one, ...rest] = found([rule('a', [tag('sale')], days(7))]);
  expect(rest).toEqual([]);
  expect(one).toMatchObject({ country: null, law: 14, basis: null });
  expect(one?.countries).toHaveLength(36);
  expect(one?.countries).toContain('DE');
  expect(one?.countries).not.toContain('BR');
});

test('from the order, the margin is what delivery may take', () => {
  const [one] = found([rule('a', [country('DE')], days(20, 'order'))]);
  expect(one?.details).toEqual({ from: 'order', margin: 6 });
  const own = lintPolicy(
    shop({
      rules: [user],
      countries: {
        DE: terms({
          windowDays: 20,
          windowFrom: 'order',
          finalSaleReturnable: true,
          returnCost: { payer: 'merchant' },
        }),
      },
    }),
  );
  expect(brief(own)).toEqual(['warn policy.may-end-before-law countries/DE/windowFrom']);
  expect(own[0]?.details).toEqual({ from: 'order', margin: 6 });
});

test('a rule after one with the same or wider conditions is shadowed', () => {
  const all = found([
    rule('a', [tag('sale', 'outlet')], { keep: false, refundTrigger: { when: 'receipt', cap: null } }),
    rule('b', [tag('sale'), country('US')], { keep: true }),
    rule('c', [tag('sale')], { keep: true, creditBonus: { percent: 5 } }),
    rule('d', [], { keep: true }),
  ]);
  expect(all.map(({ code, ruleId, otherRuleId, place }) => [code, ruleId, otherRuleId, place.path.join('/')])).toEqual([
    ['rule.shadowed', 'b', 'a', 'rules/1'],
    ['rule.topic-shadowed', 'c', 'a', 'rules/2/outcome/keep'],
  ]);
});

test.each([
  ['a moment alone says nothing of goods that are kept', null, ['refundTrigger']],
  ['a cap holds for them too', { amount: 6000, currency: 'EUR' }, []],
])('%s', (_what, cap, topics) => {
  const all = found([rule('a', [tag('sale')], { keep: true, refundTrigger: { when: 'receipt', cap } })]);
  expect(all.map(({ code, place }) => [code, place.path.at(-1)])).toEqual(
    topics.map((topic) => ['rule.without-effect', topic]),
  );
});

test('of several rules that shadow one, the first is named: it is the one that decides', () => {
  const all = found([
    rule('a', [tag('sale')], { keep: false }),
    rule('b', [tag('sale'), country('US')], { keep: true }),
    rule('c', [tag('sale'), country('US'), category('x')], { keep: true }),
  ]);
  expect(all.map(({ ruleId, otherRuleId }) => [ruleId, otherRuleId])).toEqual([
    ['b', 'a'],
    ['c', 'a'],
  ]);
});

test('a rule whose topics are taken by two others is shadowed by the first of them', () => {
  const all = found([
    rule('a', [tag('sale')], { keep: false }),
    rule('b', [country('US')], { creditBonus: { percent: 1 } }),
    rule('c', [tag('sale'), country('US')], { keep: true, creditBonus: { percent: 2 } }),
  ]);
  expect(brief(all)).toEqual(['warn rule.shadowed rules/2']);
  expect(all[0]).toMatchObject({ ruleId: 'c', otherRuleId: 'a' });
});

test('rules that can match one line and differ overlap, with an example; the earlier wins', () => {
  const all = found([
    rule('a', [country('US', 'CA')], { keep: false }),
    rule('b', [category('Shoes')], { keep: true }),
  ]);
  expect(brief(all)).toEqual(['note rule.overlaps rules/1/outcome/keep']);
  expect(all[0]).toMatchObject({
    ruleId: 'b',
    otherRuleId: 'a',
    details: { topics: 'keep', 'example.country': 'US', 'example.category': 'shoes' },
  });
});

test.each<[string, MerchantRule, MerchantRule]>([
  ['equal values', rule('a', [country('US')], { keep: true }), rule('b', [tag('x')], { keep: true })],
  ['other topics', rule('a', [country('US')], { keep: true }), rule('b', [tag('x')], { creditBonus: { percent: 3 } })],
  ['lines apart', rule('a', [country('US')], { keep: true }), rule('b', [country('CA')], { keep: false })],
  [
    'an exception before its rule',
    rule('a', [country('US'), tag('x')], { keep: true }),
    rule('b', [country('US')], { keep: false }),
  ],
])('no overlap is told for %s', (_what, a, b) => {
  expect(found([a, b])).toEqual([]);
});

test('of one rule at most five overlaps are listed', () => {
  const many = Array.from({ length: 9 }, (_, n) => rule(`a${n}`, [tag(`t${n}`)], { creditBonus: { percent: n } }));
  const last = rule('z', [country('US')], { creditBonus: { percent: 50 } });
  const overlaps = found([...many, last]).filter(({ ruleId }) => ruleId === 'z');
  expect(overlaps.map(({ otherRuleId }) => otherRuleId)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
});

test('a rule that never applies neither shadows nor overlaps', () => {
  const never = rule('a', [country('US'), country('CA')], { keep: false });
  expect(brief(found([never, rule('b', [country('US')], { keep: true })]))).toEqual([
    'block rule.conditions-contradict rules/0/when/1',
  ]);
});

test('names used twice, markets and warehouses that no rule names', () => {
  const all = lintPolicy(
    shop({
      rules: [
        { ...rule('a', [tag('x')], { keep: true }), name: 'Sale' },
        { ...rule('b', [tag('y')], { keep: true }), name: 'SALE' },
      ],
      warehouses: { le: LEIPZIG, xx: { ...LEIPZIG, country: 'DD' } },
      seasons: [],
    }),
  );
  expect(brief(all)).toEqual([
    'block policy.unknown-country warehouses/xx/country',
    'warn name.used-twice rules/1/name',
    'warn name.used-twice warehouses/xx/name',
    'note market.unused markets/dach',
    'note warehouse.unused warehouses/le',
    'note warehouse.unused warehouses/xx',
  ]);
});

const season = (over: Partial<Season>, windowDays: number | null = 30, today = '2026-11-21') =>
  brief(
    lintPolicy(
      shop({
        default: terms({ windowDays, returnCost: { payer: 'merchant' } }),
        seasons: [{ ...XMAS, ...over }],
        rules: [rule('u', [{ kind: 'market', in: ['dach'] }], { warehouse: 'le' })],
      }),
      { today: Temporal.PlainDate.from(today) },
    ),
  );

test.each<[string, string[], string[]]>([
  ['in force', season({}), []],
  ['on its last day', season({}, 30, '2027-01-31'), []],
  ['over', season({}, 30, '2027-02-01'), ['note season.over seasons/0/returnUntil']],
  ['a year and a day', season({ orderedTo: '2027-11-02', returnUntil: '2027-11-30' }), []],
  [
    'longer',
    season({ orderedTo: '2027-11-03', returnUntil: '2027-11-30' }),
    ['warn season.too-long seasons/0/orderedTo'],
  ],
  [
    'back after more than a year',
    season({ returnUntil: '2027-12-26' }),
    ['warn season.returns-too-late seasons/0/returnUntil'],
  ],
  ['back after a year and a day', season({ returnUntil: '2027-12-25' }), []],
  ['without a window to lengthen', season({}, null), ['note season.without-effect seasons/0/returnUntil']],
  [
    'with no returns to lengthen',
    season({}, 0),
    expect.arrayContaining(['note season.without-effect seasons/0/returnUntil']),
  ],
  ['shorter than the window', season({}, 91), ['note season.without-effect seasons/0/returnUntil']],
  ['a day longer than the window', season({}, 90), []],
  [
    'in a country that is gone',
    season({ countries: ['AT', 'SU'] }),
    ['block policy.unknown-country seasons/0/countries/1'],
  ],
])('a season %s', (_what, all, expected) => {
  expect(all).toEqual(expected);
});

test('every finding has a place that exists, and blocking ones are the ones that block', () => {
  const policy = shop({
    default: terms({ windowDays: 7, windowFrom: 'order' }),
    countries: { DE: terms({ windowDays: 5 }), YU: terms() },
    rules: [rule('a', [country('DE')], days(3)), rule('b', [country('DE'), country('AT')], days(40))],
  });
  const all = lintPolicy(policy);
  for (const { place } of all) {
    const at = place.path.reduce<unknown>((value, key) => Object(value)[key], policy);
    expect(at, place.path.join('/')).toBeDefined();
  }
  expect(blockingFindings(all)).toEqual(all.filter(({ severity }) => severity === 'block'));
  expect(blockingFindings(all).length).toBeGreaterThan(2);
});

test('the time that the check takes grows with the rules and not with their pairs times the countries', () => {
  const shopOf = (count: number) => {
    const many = Array.from({ length: count }, (_, n) =>
      rule(`r${n}`, [tag(`t${n % 40}`), { kind: 'price', currency: 'EUR', min: n }, category(`c${n % 7}`)], {
        ...days(10 + n),
        returnCost: { payer: 'customer', labelFee: { amount: n, currency: 'EUR' } },
        restocking: { percent: n % 100 },
        keep: n % 2 === 0,
      }),
    );
    return shop({ rules: many, default: terms({ windowDays: 7 }) });
  };
  const best = (count: number) => {
    const policy = shopOf(count);
    // The processor's time, which others at work on the machine do not lengthen.
    const times = Array.from({ length: 5 }, () => {
      const started = process.cpuUsage();
      lintPolicy(policy);
      const { user, system } = process.cpuUsage(started);
      return user + system;
    });
    return Math.min(...times);
  };
  // Each pair of rules is compared, so ten times the rules may take a hundred times as long, but not sixty-one times that.
  expect(best(200) / best(20)).toBeLessThan(100);
});
