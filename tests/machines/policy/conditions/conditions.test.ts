import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Condition, type ConditionKind, ConditionSchema } from '#machines/policy/condition.ts';
import { checkCondition, counterfactualOf, prepareCondition } from '#machines/policy/conditions/index.ts';
import { inSeason } from '#machines/policy/conditions/season-membership.ts';
import { type LineFacts, type LineRequest, NO_REQUEST } from '#machines/policy/facts.ts';
import { lineContext } from '#machines/policy/line-context.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import { conditionOf, conditions, lineFacts, policyDocuments } from '#tests/machines/policy/arbitraries.ts';
import { at, document, facts } from '#tests/machines/policy/build.ts';

const NOW = at('2026-11-10T10:00:00Z');
const PLACES: PolicyDocument = {
  ...document(),
  markets: { north: ['DE', 'DK'], south: ['IT'] },
  seasons: [
    {
      id: 'winter',
      name: 'Winter',
      countries: null,
      orderedFrom: '2026-11-01',
      orderedTo: '2026-12-24',
      returnUntil: '2027-01-31',
    },
    {
      id: 'german',
      name: 'German',
      countries: ['DE'],
      orderedFrom: '2026-10-28',
      orderedTo: '2026-10-28',
      returnUntil: '2026-12-31',
    },
  ],
};

type Over = { order?: Partial<LineFacts['order']>; line?: Partial<LineFacts['line']>; request?: Partial<LineRequest> };

function given({ order = {}, line = {}, request }: Over): LineFacts {
  const all = facts({ order, line });
  return request ? { ...all, request: { ...NO_REQUEST, ...request } } : all;
}

function check(condition: Condition, over: Over, timeZone = 'Europe/Berlin') {
  return checkCondition(ConditionSchema.parse(condition), PLACES, lineContext(given(over), timeZone, NOW));
}

const country = (code: string): Over => ({ order: { country: code } });
const placed = (text: string): Over => ({ order: { placedAt: at(text) } });
const delivered = (text: string | null): Over => ({ line: { deliveredAt: text === null ? null : at(text) } });
const sent = (text: string | null): Over => ({ line: { dispatchedAt: text === null ? null : at(text) } });
const paid = (unitPrice: number, discountTotal: number, quantity = 1): Over => ({
  line: { unitPrice, discountTotal, quantity },
});
const told = (request: Partial<LineRequest>): Over => ({ request });
const past = (...earlierReturns: NonNullable<LineFacts['order']['earlierReturns']>): Over => ({
  order: { earlierReturns },
});
const back = (text: string, amount = 1000, currency = 'EUR') => ({ at: at(text), amount, currency });

const CASES: readonly [Condition, Over, 'holds' | 'fails' | 'unknown'][] = [
  [{ kind: 'country', in: ['AT', 'DE'] }, country('DE'), 'holds'],
  [{ kind: 'country', in: ['AT', 'DE'] }, country('CH'), 'fails'],
  [{ kind: 'country', in: ['DE'] }, country(''), 'unknown'],
  [{ kind: 'market', in: ['south', 'north'] }, country('DK'), 'holds'],
  [{ kind: 'market', in: ['south'] }, country('DK'), 'fails'],
  [{ kind: 'market', in: ['gone'] }, country('DK'), 'fails'],
  [{ kind: 'market', in: ['south'] }, country(''), 'unknown'],
  // The day at the customer's place: 23:30 in London is the next day in Berlin.
  [{ kind: 'ordered', from: '2026-10-20', to: '2026-10-28' }, placed('2026-10-28T22:59:59Z'), 'holds'],
  [{ kind: 'ordered', from: '2026-10-20', to: '2026-10-28' }, placed('2026-10-28T23:00:00Z'), 'fails'],
  [{ kind: 'ordered', from: '2026-10-29' }, placed('2026-10-28T23:00:00Z'), 'holds'],
  [{ kind: 'ordered', from: '2026-10-29' }, placed('2026-10-28T22:59:59Z'), 'fails'],
  [{ kind: 'ordered', to: '2026-10-28' }, placed('2020-01-01T00:00:00Z'), 'holds'],
  [{ kind: 'delivered', from: '2026-11-02', whenUnknown: 'fails' }, delivered('2026-11-01T23:00:00Z'), 'holds'],
  [{ kind: 'delivered', from: '2026-11-02', whenUnknown: 'holds' }, delivered('2026-11-01T22:59:59Z'), 'fails'],
  [{ kind: 'delivered', to: '2026-11-02', whenUnknown: 'fails' }, delivered('2026-11-02T22:59:59Z'), 'holds'],
  [{ kind: 'delivered', to: '2026-11-02', whenUnknown: 'fails' }, delivered('2026-11-02T23:00:00Z'), 'fails'],
  [{ kind: 'delivered', to: '2026-11-02', whenUnknown: 'holds' }, delivered(null), 'holds'],
  [{ kind: 'delivered', to: '2026-11-02', whenUnknown: 'fails' }, delivered(null), 'fails'],
  // Delivered before it was ordered: counts as the day of the order, 28 October.
  [{ kind: 'delivered', to: '2026-10-27', whenUnknown: 'fails' }, delivered('2026-01-02T00:00:00Z'), 'fails'],
  [{ kind: 'delivered', from: '2026-10-28', whenUnknown: 'fails' }, delivered('2026-01-02T00:00:00Z'), 'holds'],
  [{ kind: 'dispatched', to: '2026-10-30', whenUnknown: 'fails' }, sent('2026-10-30T22:59:59Z'), 'holds'],
  [{ kind: 'dispatched', to: '2026-10-30', whenUnknown: 'holds' }, sent('2026-10-30T23:00:00Z'), 'fails'],
  [{ kind: 'dispatched', to: '2026-10-30', whenUnknown: 'holds' }, sent(null), 'holds'],
  [{ kind: 'dispatched', to: '2026-10-30', whenUnknown: 'fails' }, {}, 'fails'],
  [{ kind: 'dispatched', from: '2026-10-28', whenUnknown: 'fails' }, sent('2026-01-01T00:00:00Z'), 'holds'],
  [{ kind: 'category', in: ['Shoes'] }, { line: { category: ' sHOES ' } }, 'holds'],
  [{ kind: 'category', in: ['Größe'] }, { line: { category: 'GRÖSSE'.replace('SS', 'ß') } }, 'holds'],
  [{ kind: 'category', in: ['Shoes'] }, { line: { category: 'Shoe' } }, 'fails'],
  [{ kind: 'category', in: ['Shoes'] }, { line: { category: '' } }, 'fails'],
  [{ kind: 'category', in: ['Shoes'] }, { line: { category: null } }, 'unknown'],
  [{ kind: 'category', in: ['Shoes'] }, {}, 'unknown'],
  [{ kind: 'tag', in: ['sale', 'outlet'] }, { line: { tags: ['new', 'OUTLET'] } }, 'holds'],
  [{ kind: 'tag', in: ['sale'] }, { line: { tags: ['new'] } }, 'fails'],
  [{ kind: 'tag', in: ['sale'] }, { line: { tags: [] } }, 'fails'],
  [{ kind: 'tag', in: ['sale'] }, {}, 'unknown'],
  [{ kind: 'sku', in: ['SHOE-1'] }, { line: { sku: 'shoe-1' } }, 'holds'],
  [{ kind: 'sku', in: ['SHOE-1'] }, { line: { sku: 'shoe-10' } }, 'fails'],
  [{ kind: 'sku', in: ['SHOE-*'] }, { line: { sku: 'shoe-' } }, 'holds'],
  [{ kind: 'sku', in: ['SHOE-*'] }, { line: { sku: 'shoe' } }, 'fails'],
  [{ kind: 'sku', in: ['SHOE-*'] }, { line: { sku: ' Shoe-12 ' } }, 'holds'],
  [{ kind: 'sku', in: ['SHOE-*'] }, { line: { sku: 'my-shoe-' } }, 'fails'],
  [{ kind: 'sku', in: ['BAG*', 'SHOE-*', 'x'] }, { line: { sku: 'shoe-1' } }, 'holds'],
  [{ kind: 'sku', in: ['*'] }, { line: { sku: '' } }, 'holds'],
  [{ kind: 'sku', in: ['a*b'] }, { line: { sku: 'axb' } }, 'fails'],
  [{ kind: 'sku', in: ['a*b'] }, { line: { sku: 'A*B' } }, 'holds'],
  [{ kind: 'sku', in: ['*'] }, {}, 'unknown'],
  [{ kind: 'vendor', in: ['Acme'] }, { line: { vendor: 'ACME' } }, 'holds'],
  [{ kind: 'vendor', in: ['Acme'] }, { line: { vendor: 'Acme Ltd' } }, 'fails'],
  [{ kind: 'vendor', in: ['Acme'] }, { line: { vendor: null } }, 'unknown'],
  [{ kind: 'price', currency: 'EUR', min: 500, max: 1000 }, paid(500, 0), 'holds'],
  [{ kind: 'price', currency: 'EUR', min: 500, max: 1000 }, paid(499, 0), 'fails'],
  [{ kind: 'price', currency: 'EUR', min: 500, max: 1000 }, paid(1000, 0), 'holds'],
  [{ kind: 'price', currency: 'EUR', min: 500, max: 1000 }, paid(1001, 0), 'fails'],
  // 3 pieces for 3000 less 1000: 666.67 a piece, rounded down.
  [{ kind: 'price', currency: 'EUR', max: 666 }, paid(1000, 1000, 3), 'holds'],
  [{ kind: 'price', currency: 'EUR', min: 667 }, paid(1000, 1000, 3), 'fails'],
  [{ kind: 'price', currency: 'EUR', max: 0 }, paid(1000, 5000), 'holds'],
  [{ kind: 'price', currency: 'USD', min: 1 }, paid(1000, 0), 'fails'],
  [{ kind: 'price', currency: 'USD', min: 1 }, {}, 'fails'],
  [{ kind: 'price', currency: 'EUR', min: 1 }, {}, 'unknown'],
  [{ kind: 'price', currency: 'EUR', min: 1 }, { line: { unitPrice: 100 } }, 'unknown'],
  [{ kind: 'price', currency: 'EUR', min: 1 }, paid(100, 0, 0), 'unknown'],
  [{ kind: 'discount', minPercent: 29, maxPercent: 29 }, paid(100, 29), 'holds'],
  [{ kind: 'discount', minPercent: 30 }, paid(1000, 299), 'fails'],
  [{ kind: 'discount', minPercent: 30 }, paid(1000, 300), 'holds'],
  [{ kind: 'discount', maxPercent: 29 }, paid(1000, 299), 'holds'],
  [{ kind: 'discount', maxPercent: 29 }, paid(1000, 300), 'fails'],
  [{ kind: 'discount', minPercent: 33, maxPercent: 33 }, paid(1000, 1000, 3), 'holds'],
  [{ kind: 'discount', minPercent: 100 }, paid(100, 500), 'holds'],
  [{ kind: 'discount', maxPercent: 0 }, paid(0, 0), 'holds'],
  [{ kind: 'discount', maxPercent: 0 }, { line: { unitPrice: 100 } }, 'unknown'],
  [{ kind: 'final-sale', is: true }, { line: { traits: ['final_sale'] } }, 'holds'],
  [{ kind: 'final-sale', is: true }, {}, 'fails'],
  [{ kind: 'final-sale', is: false }, {}, 'holds'],
  [{ kind: 'final-sale', is: false }, { line: { traits: ['final_sale'] } }, 'fails'],
  [{ kind: 'channel', in: ['web'] }, { order: { channel: 'Web' } }, 'holds'],
  [{ kind: 'channel', in: ['web'] }, { order: { channel: 'pos' } }, 'fails'],
  [{ kind: 'channel', in: ['web'] }, { order: { channel: null } }, 'unknown'],
  [{ kind: 'customer-tier', in: ['gold'] }, { order: { customer: { tier: 'GOLD', tags: [] } } }, 'holds'],
  [{ kind: 'customer-tier', in: ['gold'] }, { order: { customer: { tier: 'silver', tags: [] } } }, 'fails'],
  [{ kind: 'customer-tier', in: ['gold'] }, { order: { customer: { tier: null, tags: [] } } }, 'unknown'],
  [{ kind: 'customer-tier', in: ['gold'] }, {}, 'unknown'],
  [{ kind: 'customer-tag', in: ['vip'] }, { order: { customer: { tier: null, tags: ['x', 'VIP'] } } }, 'holds'],
  [{ kind: 'customer-tag', in: ['vip'] }, { order: { customer: { tier: null, tags: [] } } }, 'fails'],
  [{ kind: 'customer-tag', in: ['vip'] }, {}, 'unknown'],
  // Ten times 24 hours before 10 November 10:00: from 31 October 10:00.
  [{ kind: 'earlier-returns', withinDays: 10, minCount: 1 }, past(back('2026-10-31T10:00:00Z')), 'holds'],
  [{ kind: 'earlier-returns', withinDays: 10, minCount: 1 }, past(back('2026-10-31T09:59:59Z')), 'fails'],
  [{ kind: 'earlier-returns', withinDays: 10, minCount: 1 }, past(back('2026-11-10T10:00:00Z')), 'holds'],
  [{ kind: 'earlier-returns', withinDays: 10, minCount: 1 }, past(back('2026-11-10T10:00:01Z')), 'fails'],
  [{ kind: 'earlier-returns', withinDays: 10, maxCount: 0 }, past(), 'holds'],
  [{ kind: 'earlier-returns', withinDays: 10, maxCount: 0 }, past(back('2026-11-01T10:00:00Z')), 'fails'],
  [
    { kind: 'earlier-returns', withinDays: 30, minCount: 2, maxCount: 2 },
    past(back('2026-11-01T10:00:00Z'), back('2026-11-02T10:00:00Z')),
    'holds',
  ],
  [
    { kind: 'earlier-returns', withinDays: 30, minValue: 1500 },
    past(back('2026-11-01T10:00:00Z', 700), back('2026-11-02T10:00:00Z', 800)),
    'holds',
  ],
  [
    { kind: 'earlier-returns', withinDays: 30, minValue: 1501 },
    past(back('2026-11-01T10:00:00Z', 700), back('2026-11-02T10:00:00Z', 800)),
    'fails',
  ],
  // Another currency counts as a return and for no money.
  [
    { kind: 'earlier-returns', withinDays: 30, minCount: 2, maxValue: 700 },
    past(back('2026-11-01T10:00:00Z', 700), back('2026-11-02T10:00:00Z', 800, 'USD')),
    'holds',
  ],
  [{ kind: 'earlier-returns', withinDays: 30, maxValue: 700 }, past(back('2026-11-01T10:00:00Z', 701)), 'fails'],
  [{ kind: 'earlier-returns', withinDays: 30, maxCount: 5 }, {}, 'unknown'],
  [{ kind: 'reason', in: ['defective'] }, told({ reason: 'defective' }), 'holds'],
  [{ kind: 'reason', in: ['defective'] }, told({ reason: 'no-reason' }), 'fails'],
  [{ kind: 'reason', in: ['defective'] }, told({ reason: null }), 'unknown'],
  [{ kind: 'reason', in: ['defective'] }, {}, 'unknown'],
  [{ kind: 'grade', in: ['used', 'damaged'] }, told({ grade: 'damaged' }), 'holds'],
  [{ kind: 'grade', in: ['used', 'damaged'] }, told({ grade: 'opened' }), 'fails'],
  [{ kind: 'grade', in: ['used'] }, told({ grade: null }), 'unknown'],
  [{ kind: 'resolution', in: ['exchange'] }, told({ resolution: 'exchange' }), 'holds'],
  [{ kind: 'resolution', in: ['exchange'] }, told({ resolution: 'refund' }), 'fails'],
  [{ kind: 'resolution', in: ['exchange'] }, told({ resolution: null }), 'unknown'],
  [{ kind: 'season', in: ['winter'] }, placed('2026-10-31T23:00:00Z'), 'holds'],
  [{ kind: 'season', in: ['winter'] }, placed('2026-10-31T22:59:59Z'), 'fails'],
  [{ kind: 'season', in: ['winter'] }, placed('2026-12-24T22:59:59Z'), 'holds'],
  [{ kind: 'season', in: ['winter'] }, placed('2026-12-24T23:00:00Z'), 'fails'],
  [{ kind: 'season', in: ['winter', 'german'] }, {}, 'holds'],
  [{ kind: 'season', in: ['german'] }, country('AT'), 'fails'],
  [{ kind: 'season', in: ['german'] }, country(''), 'unknown'],
  [{ kind: 'season', in: ['winter'] }, { order: { country: '', placedAt: at('2026-11-05T00:00:00Z') } }, 'holds'],
  [{ kind: 'season', in: ['none'] }, {}, 'fails'],
];

test.each(CASES)('%j of %j: %s', (condition, over, expected) => {
  expect(check(condition, over).result).toBe(expected);
});

test('one question after the other is answered for itself: other returns, another moment, other days, another currency', () => {
  const few = [back('2026-11-01T10:00:00Z', 700)];
  const many = [...few, back('2026-10-20T10:00:00Z', 5, 'USD')];
  const ask = (all: typeof few, withinDays: number, now = NOW, currency = 'EUR') => {
    const line = lineContext(given({ order: { earlierReturns: all, currency } }), 'Europe/Berlin', now);
    const condition: Condition = { kind: 'earlier-returns', withinDays, minCount: 1 };
    return checkCondition(condition, PLACES, line).found;
  };
  const asked = () => [
    ask(many, 30),
    ask(few, 30),
    ask(many, 10),
    ask(many, 30, at('2026-10-30T10:00:00Z')),
    ask(many, 30, NOW, 'USD'),
    ask(many, 30),
  ];
  const answers = ['2; 700', '1; 700', '1; 700', '1; 0', '2; 5', '2; 700'];
  expect([asked(), asked()]).toEqual([answers, answers]);
});

test.each<[string, object, boolean]>([
  ['counts that cross', { minCount: 3, maxCount: 2 }, false],
  ['values that cross', { minValue: 3, maxValue: 2 }, false],
  ['counts that cross, and values that do not', { minCount: 3, maxCount: 2, minValue: 1, maxValue: 2 }, false],
  ['values that cross, and counts that do not', { minCount: 1, maxCount: 2, minValue: 3, maxValue: 2 }, false],
  ['one count and one value', { minCount: 2, maxCount: 2, minValue: 2, maxValue: 2 }, true],
  ['a count above a value', { minCount: 9, maxValue: 2 }, true],
  ['no bound', {}, false],
  ['a count below 0', { minCount: -1 }, false],
  ['a count beyond a hundred thousand', { maxCount: 100_001 }, false],
  ['a hundred thousand', { maxCount: 100_000 }, true],
])('earlier returns with %s are a condition: %s', (_what, bounds, expected) => {
  expect(ConditionSchema.safeParse({ kind: 'earlier-returns', withinDays: 30, ...bounds }).success).toBe(expected);
});

test.each([
  ['2026-10-27', 'DE', 'fails'],
  ['2026-10-28', 'DE', 'holds'],
  ['2026-10-29', 'DE', 'fails'],
  ['2026-10-28', 'AT', 'fails'],
  ['2026-10-28', '', 'unknown'],
  ['2026-10-29', '', 'fails'],
])('an order of %s in %j lies in the German season of one day: %s', (day, code, expected) => {
  const [, german] = PLACES.seasons;
  const line = lineContext(given({ order: { country: code, placedAt: at(`${day}T12:00:00Z`) } }), 'Europe/Berlin', NOW);
  expect(german && inSeason(german, line)).toBe(expected);
});

test('the same instant lies on another day in another zone', () => {
  const onThe28th: Condition = { kind: 'ordered', from: '2026-10-28', to: '2026-10-28' };
  const late = placed('2026-10-28T20:00:00Z');
  expect(check(onThe28th, late, 'Europe/Berlin').result).toBe('holds');
  expect(check(onThe28th, late, 'Asia/Tokyo').result).toBe('fails');
});

test.each<[Condition, Over, unknown, unknown]>([
  [{ kind: 'country', in: ['AT', 'DE'] }, {}, 'AT, DE', 'DE'],
  [{ kind: 'market', in: ['north'] }, {}, 'north', 'DE'],
  [{ kind: 'ordered', from: '2026-10-01' }, {}, '2026-10-01..', '2026-10-28'],
  [{ kind: 'delivered', to: '2026-11-30', whenUnknown: 'fails' }, {}, '..2026-11-30', '2026-11-02'],
  [{ kind: 'dispatched', to: '2026-11-30', whenUnknown: 'fails' }, {}, '..2026-11-30', null],
  [{ kind: 'tag', in: ['sale'] }, { line: { tags: ['a', 'b'] } }, 'sale', 'a, b'],
  [{ kind: 'tag', in: ['sale'] }, {}, 'sale', null],
  [{ kind: 'sku', in: ['A*'] }, { line: { sku: 'A1' } }, 'A*', 'A1'],
  [{ kind: 'price', currency: 'EUR', min: 1, max: 2 }, paid(1000, 0), '1..2 EUR', '1000 EUR'],
  [{ kind: 'price', currency: 'EUR', min: 1 }, {}, '1.. EUR', null],
  [{ kind: 'discount', minPercent: 30 }, paid(1000, 299), '30..', 29],
  [{ kind: 'final-sale', is: true }, {}, true, false],
  [{ kind: 'earlier-returns', withinDays: 90, minCount: 2, maxValue: 9 }, past(), '2..; ..9 in 90', '0; 0'],
  [{ kind: 'earlier-returns', withinDays: 90, minCount: 2 }, {}, '2..; .. in 90', null],
  [{ kind: 'reason', in: ['defective', 'no-reason'] }, {}, 'defective, no-reason', null],
  [{ kind: 'final-sale', is: false }, { line: { traits: ['custom_made', 'final_sale'] } }, false, true],
  [{ kind: 'category', in: ['Shoes'] }, { line: { category: null } }, 'Shoes', null],
  [{ kind: 'category', in: ['Shoes'] }, { line: { category: 'Bags' } }, 'Shoes', 'Bags'],
  [{ kind: 'vendor', in: ['Acme'] }, {}, 'Acme', null],
  [{ kind: 'channel', in: ['web'] }, { order: { channel: 'POS' } }, 'web', 'POS'],
  [{ kind: 'customer-tier', in: ['gold'] }, { order: { customer: { tier: 'Silver', tags: [] } } }, 'gold', 'Silver'],
  [{ kind: 'customer-tag', in: ['vip'] }, { order: { customer: { tier: null, tags: ['a', 'B'] } } }, 'vip', 'a, B'],
  [{ kind: 'customer-tag', in: ['vip'] }, {}, 'vip', null],
  [{ kind: 'sku', in: ['*'] }, {}, '*', null],
  [{ kind: 'grade', in: ['used'] }, told({ grade: 'opened' }), 'used', 'opened'],
  [{ kind: 'resolution', in: ['exchange'] }, told({ resolution: 'refund' }), 'exchange', 'refund'],
  [{ kind: 'country', in: ['AT'] }, country(''), 'AT', null],
  [{ kind: 'market', in: ['north', 'gone'] }, country('FR'), 'north, gone', 'FR'],
  [
    { kind: 'dispatched', from: '2026-10-01', whenUnknown: 'holds' },
    sent('2026-10-30T23:00:00Z'),
    '2026-10-01..',
    '2026-10-31',
  ],
  [{ kind: 'discount', maxPercent: 30 }, {}, '..30', null],
  [{ kind: 'price', currency: 'USD', min: 1 }, paid(1000, 1), '1.. USD', '999 EUR'],
  [
    { kind: 'price', currency: 'EUR', max: 1 },
    { order: { currency: 'X'.repeat(300) }, line: { unitPrice: 5, discountTotal: 0 } },
    '..1 EUR',
    `5 ${'X'.repeat(298)}`,
  ],
  [
    { kind: 'earlier-returns', withinDays: 30, minValue: 3 },
    past(back('2026-11-01T10:00:00Z', 700), back('2026-11-02T10:00:00Z', 800, 'USD'), back('2026-11-03T10:00:00Z', 50)),
    '..; 3.. in 30',
    '3; 750',
  ],
  [{ kind: 'season', in: ['winter', 'german'] }, {}, 'winter, german', '2026-10-28'],
])('%j of %j wants %j and found %j', (condition, over, wanted, found) => {
  expect(check(condition, over)).toMatchObject({ wanted, found });
});

test('what a receipt keeps of long lists and names has a bound', () => {
  const long = Array.from({ length: 500 }, (_, index) => `${'x'.repeat(70)}${index}`);
  const { wanted, found } = check({ kind: 'tag', in: long }, { line: { tags: long } });
  expect([String(wanted).length, String(found).length]).toEqual([300, 300]);
  expect(String(wanted).endsWith('…')).toBe(true);
  expect(String(check({ kind: 'category', in: ['a'] }, { line: { category: 'y'.repeat(301) } }).found).length).toBe(
    300,
  );
  expect(String(check({ kind: 'category', in: ['a'] }, { line: { category: 'y'.repeat(300) } }).found)).toBe(
    'y'.repeat(300),
  );
});

test('a condition that does not hold tells what would have made it hold', () => {
  const tell = (condition: Condition, over: Over) =>
    counterfactualOf(prepareCondition(condition, PLACES), lineContext(given(over), 'Europe/Berlin', NOW));
  expect(tell({ kind: 'country', in: ['DE'] }, {})).toBeNull();
  expect(tell({ kind: 'country', in: ['AT'] }, {})).toEqual({
    code: 'would.condition',
    inputs: { kind: 'country', wanted: 'AT', found: 'DE' },
  });
  expect(tell({ kind: 'grade', in: ['used'] }, {})).toEqual({
    code: 'would.condition-known',
    inputs: { kind: 'grade', wanted: 'used' },
  });
});

const KINDS: readonly ConditionKind[] = [
  'country',
  'market',
  'ordered',
  'delivered',
  'dispatched',
  'category',
  'tag',
  'sku',
  'vendor',
  'price',
  'discount',
  'final-sale',
  'channel',
  'customer-tier',
  'customer-tag',
  'earlier-returns',
  'reason',
  'grade',
  'resolution',
  'season',
];

test.each(KINDS)('random conditions of the kind %s are valid, and some hold and some do not', (kind) => {
  const results = new Set<string>();
  fc.assert(
    fc.property(conditionOf(kind), policyDocuments, lineFacts, (condition, policy, known) => {
      expect(ConditionSchema.parse(condition)).toEqual(condition);
      results.add(checkCondition(condition, policy, lineContext(known, 'Europe/Berlin', NOW)).result);
    }),
    { numRuns: 150 },
  );
  expect(results).toContain('holds');
  expect(results).toContain('fails');
});

test('a longer list, and a wider range, never stops a condition from holding', () => {
  fc.assert(
    fc.property(conditions, lineFacts, policyDocuments, (condition, known, policy) => {
      const line = lineContext(known, 'Europe/Berlin', NOW);
      const wider = widened(condition);
      if (checkCondition(condition, policy, line).result === 'holds') {
        expect(checkCondition(wider, policy, line).result).toBe('holds');
      }
    }),
    { numRuns: 300 },
  );
});

function widened(condition: Condition): Condition {
  switch (condition.kind) {
    case 'ordered':
    case 'delivered':
    case 'dispatched':
      return { ...condition, from: '2000-01-01' };
    case 'price':
      return { ...condition, min: 0 };
    case 'discount':
      return { ...condition, minPercent: 0 };
    case 'tag':
    case 'category':
    case 'sku':
    case 'vendor':
    case 'channel':
    case 'customer-tier':
    case 'customer-tag':
      return { ...condition, in: [...condition.in, 'one more'] };
    default:
      return condition;
  }
}
