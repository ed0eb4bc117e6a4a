import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition } from '#machines/policy/condition.ts';
import { checkCondition } from '#machines/policy/conditions/index.ts';
import { lineContext } from '#machines/policy/line-context.ts';
import { canBothHold, implies } from '#machines/policy/lint/region.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import { conditions, lineFacts, policyDocuments } from '#tests/machines/policy/arbitraries.ts';
import { at, document } from '#tests/machines/policy/build.ts';

const shop: PolicyDocument = {
  ...document(),
  markets: { dach: ['DE', 'AT', 'CH'], nordic: ['SE', 'NO'] },
  seasons: [
    {
      id: 'xmas',
      name: 'Christmas',
      countries: ['DE', 'AT'],
      orderedFrom: '2026-11-01',
      orderedTo: '2026-12-24',
      returnUntil: '2027-01-31',
    },
    {
      id: 'summer',
      name: 'Summer',
      countries: null,
      orderedFrom: '2026-06-01',
      orderedTo: '2026-08-31',
      returnUntil: '2026-10-31',
    },
  ],
};

const is = (
  kind: 'category' | 'tag' | 'sku' | 'vendor' | 'channel' | 'customer-tag',
  ...names: string[]
): Condition => ({
  kind,
  in: names,
});
const country = (...codes: string[]): Condition => ({ kind: 'country', in: codes });
const market = (...names: string[]): Condition => ({ kind: 'market', in: names });
const season = (...names: string[]): Condition => ({ kind: 'season', in: names });
const price = (min: number | undefined, max: number | undefined, currency = 'EUR'): Condition => ({
  kind: 'price',
  currency,
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
});
const ordered = (from?: string, to?: string): Condition => ({
  kind: 'ordered',
  ...(from && { from }),
  ...(to && { to }),
});
const delivered = (whenUnknown: 'holds' | 'fails', from?: string, to?: string): Condition => ({
  kind: 'delivered',
  whenUnknown,
  ...(from && { from }),
  ...(to && { to }),
});
const dispatched = (to: string): Condition => ({ kind: 'dispatched', whenUnknown: 'fails', to });
const discount = (minPercent?: number, maxPercent?: number): Condition => ({
  kind: 'discount',
  ...(minPercent !== undefined && { minPercent }),
  ...(maxPercent !== undefined && { maxPercent }),
});
const returns = (over: object): Condition => ({ kind: 'earlier-returns', withinDays: 90, ...over });
const resolution = (...names: ('refund' | 'store-credit' | 'keep')[]): Condition => ({ kind: 'resolution', in: names });

test.each<[string, boolean, Condition[], Condition[]]>([
  ['nothing and nothing', true, [], []],
  ['one country and another', false, [country('DE')], [country('AT')]],
  ['lists with one country in common', true, [country('DE', 'AT')], [country('AT', 'CH')]],
  ['a country in the market', true, [country('CH')], [market('dach')]],
  ['a country not in the market', false, [country('SE')], [market('dach')]],
  ['two markets without a common country', false, [market('dach')], [market('nordic')]],
  ['a market that does not exist', false, [market('moon')], []],
  ['a season and a country without it', false, [season('xmas')], [country('CH')]],
  ['a season and a country with it', true, [season('xmas')], [country('AT')]],
  ['a season for every country', true, [season('summer')], [country('SE')]],
  ['two seasons of other times', false, [season('xmas')], [season('summer')]],
  ['either of two seasons', true, [season('xmas', 'summer')], [season('summer'), country('SE')]],
  ['the last day of a season', true, [season('xmas')], [ordered('2026-12-24')]],
  ['the day after a season', false, [season('xmas')], [ordered('2026-12-25')]],
  ['dates that touch', true, [ordered(undefined, '2026-05-01')], [ordered('2026-05-01')]],
  ['dates that do not touch', false, [ordered(undefined, '2026-04-30')], [ordered('2026-05-01')]],
  ['deliveries apart', false, [delivered('fails', undefined, '2026-04-30')], [delivered('fails', '2026-05-01')]],
  [
    'deliveries apart, one not unknown',
    false,
    [delivered('holds', undefined, '2026-04-30')],
    [delivered('fails', '2026-05-01')],
  ],
  [
    'deliveries apart, both unknown',
    true,
    [delivered('holds', undefined, '2026-04-30')],
    [delivered('holds', '2026-05-01')],
  ],
  ['delivered before it was ordered', false, [delivered('fails', undefined, '2026-04-30')], [ordered('2026-05-01')]],
  ['delivered on the day it was ordered', true, [delivered('fails', undefined, '2026-05-01')], [ordered('2026-05-01')]],
  [
    'delivered before it was ordered, or unknown',
    true,
    [delivered('holds', undefined, '2026-04-30')],
    [ordered('2026-05-01')],
  ],
  ['two categories', false, [is('category', 'Shoes')], [is('category', 'bags')]],
  ['one category in two spellings', true, [is('category', 'Shoes')], [is('category', 'SHOES')]],
  ['two tags', true, [is('tag', 'sale')], [is('tag', 'gift')]],
  ['two vendors', false, [is('vendor', 'A')], [is('vendor', 'B')]],
  ['a SKU and its beginning', true, [is('sku', 'BAG-*')], [is('sku', 'bag-1')]],
  ['a SKU and another beginning', false, [is('sku', 'BAG-*')], [is('sku', 'shoe-1')]],
  ['a beginning and a longer one', true, [is('sku', 'BAG-*')], [is('sku', 'bag-x*')]],
  ['two beginnings', false, [is('sku', 'BAG-*')], [is('sku', 'shoe*')]],
  ['a star in the middle is a star', false, [is('sku', 'a*b')], [is('sku', 'axb')]],
  ['prices that touch', true, [price(undefined, 1000)], [price(1000, undefined)]],
  ['prices apart', false, [price(undefined, 999)], [price(1000, undefined)]],
  ['prices in two currencies', false, [price(1, undefined)], [price(1, undefined, 'USD')]],
  ['discounts apart', false, [{ kind: 'discount', maxPercent: 19 }], [{ kind: 'discount', minPercent: 20 }]],
  ['discounts that touch', true, [{ kind: 'discount', maxPercent: 20 }], [{ kind: 'discount', minPercent: 20 }]],
  ['final sale and not', false, [{ kind: 'final-sale', is: true }], [{ kind: 'final-sale', is: false }]],
  ['few and many returns', false, [returns({ maxCount: 2 })], [returns({ minCount: 3 })]],
  ['many in few days, few in many', false, [returns({ minCount: 3, withinDays: 30 })], [returns({ maxCount: 2 })]],
  ['few in few days, many in many', true, [returns({ maxCount: 2, withinDays: 30 })], [returns({ minCount: 3 })]],
  ['no returns worth something', false, [returns({ maxCount: 0 })], [returns({ minValue: 1 })]],
  ['no returns worth something, in one condition', false, [returns({ maxCount: 0, minValue: 1 })], []],
  ['two resolutions', false, [resolution('refund')], [resolution('keep')]],
  ['two reasons', false, [{ kind: 'reason', in: ['defective'] }], [{ kind: 'reason', in: ['too-small'] }]],
  ['two grades', false, [{ kind: 'grade', in: ['used'] }], [{ kind: 'grade', in: ['opened'] }]],
  ['three prices with one in common', true, [price(10, 30)], [price(20, 40), price(30, 50)]],
  ['three prices, and only two by two', false, [price(10, 29)], [price(20, 40), price(30, 50)]],
  ['three lists with one name', true, [is('category', 'a', 'b')], [is('category', 'b', 'c'), is('category', 'b', 'd')]],
  [
    'three lists, and only two by two',
    false,
    [is('category', 'a', 'b')],
    [is('category', 'b', 'c'), is('category', 'c')],
  ],
  ['three SKUs with one beginning', true, [is('sku', 'b*')], [is('sku', 'ba*'), is('sku', 'bag-1')]],
  ['three SKUs, and only two by two', false, [is('sku', 'b*', 'x')], [is('sku', 'ba*', 'x'), is('sku', 'c', 'be*')]],
  ['a value, and returns that are few', true, [returns({ minValue: 5, maxValue: 5 })], [returns({ maxCount: 1 })]],
  ['two values in the same days', false, [returns({ minValue: 6 })], [returns({ maxValue: 5 })]],
  ['two values in other days', true, [returns({ minValue: 6, withinDays: 91 })], [returns({ maxValue: 5 })]],
  ['a count and the same count', true, [returns({ minCount: 3 })], [returns({ maxCount: 3 })]],
  [
    'a value in fewer days, none in more',
    false,
    [returns({ minValue: 1, withinDays: 30 })],
    [returns({ maxCount: 0 })],
  ],
  ['a value in more days, none in fewer', true, [returns({ minValue: 1 })], [returns({ maxCount: 0, withinDays: 30 })]],
  ['dispatched before it was ordered', false, [dispatched('2026-04-30')], [ordered('2026-05-01')]],
  ['dispatched on the day it was ordered', true, [dispatched('2026-05-01')], [ordered('2026-05-01')]],
  [
    'delivered before one of two seasons',
    true,
    [delivered('fails', undefined, '2026-07-01')],
    [season('summer', 'xmas')],
  ],
  ['delivered before both seasons', false, [delivered('fails', undefined, '2026-05-31')], [season('summer', 'xmas')]],
  [
    'delivered, and ordered up to a day',
    true,
    [delivered('fails', undefined, '2026-04-30')],
    [ordered(undefined, '2026-05-01')],
  ],
  ['unlike properties', true, [country('DE'), is('tag', 'sale')], [price(1, 2), is('channel', 'web')]],
])('can both hold, %s: %s', (_what, expected, a, b) => {
  expect(canBothHold(a, b, shop)).toBe(expected);
  expect(canBothHold(b, a, shop)).toBe(expected);
});

test.each<[string, boolean, Condition[], Condition[]]>([
  ['anything implies nothing', true, [country('DE')], []],
  ['nothing implies something', false, [], [country('DE')]],
  ['a country in the list', true, [country('DE')], [country('DE', 'AT')]],
  ['a list and one of it', false, [country('DE', 'AT')], [country('DE')]],
  ['a country of the market', true, [country('DE')], [market('dach')]],
  ['a market and all its countries', true, [market('dach')], [country('AT', 'CH', 'DE', 'SE')]],
  ['a market and some of its countries', false, [market('dach')], [country('AT', 'CH')]],
  ['a season and its countries', true, [season('xmas')], [country('AT', 'DE')]],
  ['a season and its days', true, [season('xmas')], [ordered('2026-11-01', '2026-12-24')]],
  ['a season and a day less', false, [season('xmas')], [ordered('2026-11-02')]],
  ['days and country within a season', true, [ordered('2026-11-05', '2026-11-06'), country('DE')], [season('xmas')]],
  ['days within a season, any country', false, [ordered('2026-11-05', '2026-11-06')], [season('xmas')]],
  ['one of two seasons', false, [season('summer', 'xmas')], [season('xmas')]],
  [
    'few returns, whatever they were worth in a week',
    true,
    [returns({ maxCount: 1 }), returns({ minValue: 5, withinDays: 7 })],
    [returns({ maxCount: 2 })],
  ],
  [
    'a value, whatever the count in a week',
    true,
    [returns({ minValue: 500 }), returns({ maxCount: 9, withinDays: 7 })],
    [returns({ minValue: 400 })],
  ],
  ['a season and a list with it', true, [season('xmas')], [season('summer', 'xmas')]],
  ['two conditions narrow together', true, [country('DE', 'SE'), market('dach')], [country('DE')]],
  ['known within unknown', true, [delivered('fails', '2026-05-01')], [delivered('holds', '2026-04-01')]],
  ['unknown within known', false, [delivered('holds', '2026-05-01')], [delivered('fails', '2026-04-01')]],
  ['a tag of the list', true, [is('tag', 'Sale')], [is('tag', 'sale', 'gift')]],
  ['two tags and one of them', true, [is('tag', 'sale'), is('tag', 'gift')], [is('tag', 'gift')]],
  ['either tag and one of them', false, [is('tag', 'sale', 'gift')], [is('tag', 'gift')]],
  ['a SKU by its beginning', true, [is('sku', 'bag-1', 'bag-2*')], [is('sku', 'BAG*')]],
  ['any SKU', true, [is('sku', 'bag-1')], [is('sku', '*')]],
  ['a beginning by a longer one', false, [is('sku', 'bag*')], [is('sku', 'bag-1*')]],
  ['two prices, and what they have in common', true, [price(10, 30), price(20, 40)], [price(20, 30)]],
  ['two prices, and a unit less at the beginning', false, [price(10, 30), price(20, 40)], [price(21, 30)]],
  ['two prices, and a unit less at the end', false, [price(10, 30), price(20, 40)], [price(20, 29)]],
  ['the same price', true, [price(10, 30)], [price(10, 30)]],
  ['a price without an end', true, [price(10, 30)], [price(10, undefined)]],
  ['a price from a unit below', false, [price(9, 30)], [price(10, undefined)]],
  ['two discounts', true, [discount(10), discount(undefined, 30)], [discount(10, 30)]],
  [
    'two discounts, a percent less at the beginning',
    false,
    [discount(10), discount(undefined, 30)],
    [discount(11, 30)],
  ],
  ['two discounts, a percent less at the end', false, [discount(10), discount(undefined, 30)], [discount(10, 29)]],
  [
    'two lists, and what they have in common',
    true,
    [is('vendor', 'a', 'b'), is('vendor', 'b', 'c')],
    [is('vendor', 'b')],
  ],
  ['two lists of SKUs', true, [is('sku', 'bag*', 'x', 'y'), is('sku', 'bag-1', 'x')], [is('sku', 'bag-1', 'x')]],
  [
    'two lists of SKUs, and one of what is left',
    false,
    [is('sku', 'bag*', 'x'), is('sku', 'bag-1', 'x')],
    [is('sku', 'x')],
  ],
  ['a day and an open end', true, [ordered('2026-05-02', '2026-05-03')], [ordered('2026-05-02')]],
  ['a day sooner', false, [ordered('2026-05-01', '2026-05-03')], [ordered('2026-05-02')]],
  ['an open beginning', false, [ordered(undefined, '2026-05-03')], [ordered('2026-05-02')]],
  ['a last day', true, [ordered('2026-05-01', '2026-05-03')], [ordered(undefined, '2026-05-03')]],
  ['a last day sooner', false, [ordered('2026-05-01', '2026-05-03')], [ordered(undefined, '2026-05-02')]],
  ['an open end and a last day', false, [ordered('2026-05-01')], [ordered(undefined, '2026-05-02')]],
  [
    'days of delivery within days',
    true,
    [delivered('fails', '2026-05-02', '2026-05-03')],
    [delivered('fails', '2026-05-01', '2026-05-03')],
  ],
  [
    'a day of delivery more',
    false,
    [delivered('fails', '2026-05-02', '2026-05-04')],
    [delivered('fails', '2026-05-01', '2026-05-03')],
  ],
  [
    'unknown deliveries alone, within unknown ones',
    true,
    [delivered('holds', undefined, '2026-04-30'), delivered('holds', '2026-05-01')],
    [delivered('holds', '2026-07-01')],
  ],
  [
    'unknown deliveries alone, within known ones',
    false,
    [delivered('holds', undefined, '2026-04-30'), delivered('holds', '2026-05-01')],
    [delivered('fails', '2020-01-01')],
  ],
  ['any country within a market', false, [is('tag', 'sale')], [market('dach')]],
  ['a count from none', true, [returns({ maxCount: 5 })], [returns({ minCount: 0, withinDays: 7 })]],
  ['a value from nothing', true, [returns({ maxCount: 5 })], [returns({ minValue: 0, withinDays: 7 })]],
  [
    'the same counts and values',
    true,
    [returns({ minCount: 2, maxCount: 5, minValue: 3 })],
    [returns({ minCount: 2, maxCount: 5, minValue: 3 })],
  ],
  ['a count less', false, [returns({ minCount: 1 })], [returns({ minCount: 2 })]],
  ['a count more', false, [returns({ maxCount: 3 })], [returns({ maxCount: 2 })]],
  ['a value less', false, [returns({ minValue: 399 })], [returns({ minValue: 400 })]],
  ['a highest value in other days', false, [returns({ maxValue: 400, withinDays: 91 })], [returns({ maxValue: 400 })]],
  [
    'two conditions, each for one bound',
    true,
    [returns({ minCount: 2 }), returns({ maxValue: 9 })],
    [returns({ minCount: 2, maxValue: 9 })],
  ],
  ['what can hold within what cannot', false, [country('DE')], [market('moon')]],
  ['a narrower price', true, [price(10, 20)], [price(10, 30)]],
  ['a wider price', false, [price(10, undefined)], [price(10, 30)]],
  ['a price in another currency', false, [price(10, 20, 'USD')], [price(10, 30)]],
  ['a deeper discount', true, [{ kind: 'discount', minPercent: 50 }], [{ kind: 'discount', minPercent: 20 }]],
  ['more returns in fewer days', true, [returns({ minCount: 3, withinDays: 30 })], [returns({ minCount: 2 })]],
  ['more returns in more days', false, [returns({ minCount: 3 })], [returns({ minCount: 2, withinDays: 30 })]],
  ['fewer returns in more days', true, [returns({ maxCount: 1 })], [returns({ maxCount: 2, withinDays: 30 })]],
  ['fewer returns in fewer days', false, [returns({ maxCount: 1, withinDays: 30 })], [returns({ maxCount: 2 })]],
  [
    'a value in the same days',
    true,
    [returns({ minValue: 500, maxValue: 900 })],
    [returns({ minValue: 400, maxValue: 900 })],
  ],
  ['a value in other days', false, [returns({ minValue: 500 })], [returns({ minValue: 400, withinDays: 91 })]],
  ['a value above', false, [returns({ maxValue: 900 })], [returns({ maxValue: 800 })]],
  ['one resolution of two', true, [resolution('refund')], [resolution('refund', 'keep')]],
  ['another property', false, [country('DE')], [is('tag', 'sale')]],
  ['what cannot hold implies anything', true, [country('DE'), country('AT')], [is('tag', 'sale')]],
])('implies, %s: %s', (_what, expected, a, b) => {
  expect(implies(a, b, shop)).toBe(expected);
});

test('a market of the document is not taken from the prototype', () => {
  expect(canBothHold([market('constructor')], [], shop)).toBe(false);
});

test('more seasons than can be worked out never rule anything out nor in', () => {
  const day = (n: number) => Temporal.PlainDate.from('2026-01-01').add({ days: n }).toString();
  const many: PolicyDocument = {
    ...shop,
    seasons: Array.from({ length: 50 }, (_, n) => ({
      id: `s${n}`,
      name: `S ${n}`,
      countries: null,
      orderedFrom: day(0),
      orderedTo: day(300 + n),
      returnUntil: day(400),
    })),
  };
  const all = season(...many.seasons.map(({ id }) => id));
  expect(canBothHold([all, all], [all, ordered(day(5))], many)).toBe(true);
  expect(implies([ordered(day(5), day(6))], [all, all, all], many)).toBe(true);
  expect(implies([country('DE')], [all, all, all], many)).toBe(false);
});

const few = fc.array(conditions, { maxLength: 2 });
const NOW = at('2027-03-01T12:00:00Z');

test('what the conditions themselves say never contradicts the reasoner', () => {
  let together = 0;
  let implied = 0;
  fc.assert(
    fc.property(
      policyDocuments,
      few,
      few,
      fc.array(lineFacts, { minLength: 40, maxLength: 40 }),
      (policy, a, b, facts) => {
        const mayHold = canBothHold(a, b, policy);
        const follows = implies(a, b, policy);
        for (const one of facts) {
          const line = lineContext(one, 'Europe/Berlin', NOW);
          const holds = (all: readonly Condition[]) =>
            all.every((condition) => checkCondition(condition, policy, line).result === 'holds');
          const [first, second] = [holds(a), holds(b)];
          if (first && second) expect(mayHold).toBe(true);
          if (first && follows) expect(second).toBe(true);
          together += Number(first && second && a.length * b.length > 0);
          implied += Number(first && follows && b.length > 0);
        }
      },
    ),
    { numRuns: 800, seed: 11 },
  );
  // Without such cases the property would say nothing.
  expect(together).toBeGreaterThan(60);
  expect(implied).toBeGreaterThan(5);
});
