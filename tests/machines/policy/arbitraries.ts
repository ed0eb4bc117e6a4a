import fc from 'fast-check';
import { GRADES } from '#machines/line/codes.ts';
import type { Condition, ConditionKind, ConditionOf } from '#machines/policy/condition.ts';
import type { CountryPolicy } from '#machines/policy/country-policy.ts';
import { WINDOW_EVENTS } from '#machines/policy/country-policy.ts';
import { type LineFacts, type LineRequest, ORDER_SHAPES, TRAITS } from '#machines/policy/facts.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import type { Outcome, Topic } from '#machines/policy/outcome.ts';
import type { PolicyDocument, PolicyPair, PolicyVersion, Warehouse } from '#machines/policy/policy.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';
import { REFUND_TRIGGERS, RESOLUTIONS } from '#machines/policy/resolution.ts';
import type { Season } from '#machines/policy/season.ts';

// Small pools, so that conditions of random rules meet random facts often enough to matter.
export const COUNTRIES = ['DE', 'AT', 'US', 'JP', 'IL', 'BR', 'GB', 'MX', 'CN', 'AR', 'TW', 'CH'] as const;
const NAMES = ['shoes', 'Sale', 'gift', 'web', 'gold', 'Änderung'] as const;
const SKUS = ['SHOE-1', 'shoe-2', 'BAG-1', 'GIFT'] as const;
const SLUGS = ['one', 'two', 'three'] as const;
const CURRENCIES = ['EUR', 'USD', 'JPY', 'KWD'] as const;

const FIRST_DAY = Date.UTC(2026, 8, 1);
const LAST_DAY = Date.UTC(2027, 1, 28);
const DAY_MS = 86_400_000;

/** An instant from September 2026 to February 2027, to the second. */
export const instants = fc
  .integer({ min: FIRST_DAY / 1000, max: LAST_DAY / 1000 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000));

const dates = fc.integer({ min: FIRST_DAY / DAY_MS, max: LAST_DAY / DAY_MS }).map((day) =>
  Temporal.Instant.fromEpochMilliseconds(day * DAY_MS)
    .toString()
    .slice(0, 10),
);

const some = <Item>(pool: readonly Item[], most = 3) =>
  fc.uniqueArray(fc.constantFrom(...pool), { minLength: 1, maxLength: Math.min(most, pool.length) });
const fee = fc.record({ amount: fc.integer({ min: 0, max: 2000 }), currency: fc.constantFrom(...CURRENCIES) });
const percent = fc.integer({ min: 0, max: 100 });

/** One or both ends of a range, never crossed. */
function bounds<Low extends string, High extends string, Value extends string | number>(
  low: Low,
  high: High,
  values: fc.Arbitrary<Value>,
): fc.Arbitrary<{ [K in Low | High]?: Value }> {
  return fc.tuple(values, values, fc.constantFrom('low', 'high', 'both')).map(([one, two, ends]) => {
    const [least, most] = one <= two ? [one, two] : [two, one];
    const range: { [K in Low | High]?: Value } = {};
    if (ends !== 'high') Object.assign(range, { [low]: least });
    if (ends !== 'low') Object.assign(range, { [high]: most });
    return range;
  });
}

const unknownDate = fc.constantFrom<'holds' | 'fails'>('holds', 'fails');
const names = some([...NAMES, 'SHOES', 'GOLD']);

const CONDITIONS: { [K in ConditionKind]: fc.Arbitrary<ConditionOf<K>> } = {
  country: fc.record({ kind: fc.constant('country' as const), in: some(COUNTRIES, 6) }),
  market: fc.record({ kind: fc.constant('market' as const), in: some(SLUGS) }),
  ordered: bounds('from', 'to', dates).map((range) => ({ kind: 'ordered' as const, ...range })),
  delivered: fc
    .tuple(bounds('from', 'to', dates), unknownDate)
    .map(([range, whenUnknown]) => ({ kind: 'delivered' as const, whenUnknown, ...range })),
  dispatched: fc
    .tuple(bounds('from', 'to', dates), unknownDate)
    .map(([range, whenUnknown]) => ({ kind: 'dispatched' as const, whenUnknown, ...range })),
  category: fc.record({ kind: fc.constant('category' as const), in: names }),
  tag: fc.record({ kind: fc.constant('tag' as const), in: names }),
  sku: fc.record({ kind: fc.constant('sku' as const), in: some(['shoe-1', 'SHOE-*', 'bag-*', '*', 'none']) }),
  vendor: fc.record({ kind: fc.constant('vendor' as const), in: names }),
  price: fc
    .tuple(bounds('min', 'max', fc.integer({ min: 0, max: 12_000 })), fc.constantFrom(...CURRENCIES))
    .map(([range, currency]) => ({ kind: 'price' as const, currency, ...range })),
  discount: bounds('minPercent', 'maxPercent', percent).map((range) => ({ kind: 'discount' as const, ...range })),
  'final-sale': fc.record({ kind: fc.constant('final-sale' as const), is: fc.boolean() }),
  channel: fc.record({ kind: fc.constant('channel' as const), in: names }),
  'customer-tier': fc.record({ kind: fc.constant('customer-tier' as const), in: names }),
  'customer-tag': fc.record({ kind: fc.constant('customer-tag' as const), in: names }),
  'earlier-returns': fc
    .tuple(
      fc.integer({ min: 1, max: 200 }),
      fc.oneof(
        bounds('minCount', 'maxCount', fc.integer({ min: 0, max: 4 })),
        bounds('minValue', 'maxValue', fc.integer({ min: 0, max: 20_000 })),
      ),
    )
    .map(([withinDays, range]) => ({ kind: 'earlier-returns' as const, withinDays, ...range })),
  reason: fc.record({ kind: fc.constant('reason' as const), in: some(REASON_CODES, 6) }),
  grade: fc.record({ kind: fc.constant('grade' as const), in: some(GRADES) }),
  resolution: fc.record({ kind: fc.constant('resolution' as const), in: some(RESOLUTIONS) }),
  season: fc.record({ kind: fc.constant('season' as const), in: some(SLUGS) }),
};

/** A random condition of a kind. */
export function conditionOf<K extends ConditionKind>(kind: K): fc.Arbitrary<ConditionOf<K>> {
  return CONDITIONS[kind];
}

export const conditions: fc.Arbitrary<Condition> = fc.oneof(...Object.values(CONDITIONS));

const returnCosts: fc.Arbitrary<CountryPolicy['returnCost']> = fc.oneof(
  fc.constant({ payer: 'merchant' as const }),
  fc.record({ payer: fc.constant('customer' as const), labelFee: fc.option(fee, { nil: null }) }),
);
const windowDays = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 3650 }));
const gradeDeductions: fc.Arbitrary<NonNullable<Outcome['gradeDeductions']>> = fc
  .array(fc.tuple(fc.constantFrom(...GRADES), percent), { maxLength: 4 })
  .map((entries) => Object.fromEntries(entries));

const OUTCOMES: { [T in Topic]: fc.Arbitrary<NonNullable<Outcome[T]>> } = {
  admission: fc.constantFrom('allow', 'refuse', 'review'),
  window: fc.record({ days: windowDays, from: fc.constantFrom(...WINDOW_EVENTS) }),
  returnCost: returnCosts,
  refundOutboundShipping: fc.boolean(),
  restocking: fc.record({ percent }),
  gradeDeductions,
  couponThreshold: fc.record({ code: fc.constantFrom(null, 'TEN', 'ten', 'OTHER'), minimum: fee }),
  creditBonus: fc.record({ percent }),
  keep: fc.boolean(),
  warehouse: fc.constantFrom(...SLUGS),
  evidence: fc.record({ photos: fc.integer({ min: 0, max: 10 }), comment: fc.boolean() }),
  refundTrigger: fc.record({ when: fc.constantFrom(...REFUND_TRIGGERS), cap: fc.option(fee, { nil: null }) }),
};

/** An outcome that speaks about at least one topic. */
export const outcomes: fc.Arbitrary<Outcome> = fc
  .tuple(fc.record(OUTCOMES), some(Object.keys(OUTCOMES), 4))
  .map(([all, topics]) => {
    const kept = Object.entries(all).filter(([topic]) => topics.includes(topic));
    return Object.fromEntries(kept);
  });

export const countryPolicies: fc.Arbitrary<CountryPolicy> = fc.record({
  windowDays: fc.option(windowDays, { nil: null }),
  windowFrom: fc.constantFrom(...WINDOW_EVENTS),
  returnCost: returnCosts,
  refundOutboundShipping: fc.boolean(),
  finalSaleReturnable: fc.boolean(),
});

const seasonOf = (id: string): fc.Arbitrary<Season> =>
  fc.tuple(dates, dates, dates, fc.option(some(COUNTRIES, 6), { nil: null })).map(([one, two, three, countries]) => {
    const [orderedFrom = one, orderedTo = one, returnUntil = one] = [one, two, three].toSorted();
    return { id, name: `Season ${id}`, countries, orderedFrom, orderedTo, returnUntil };
  });

const warehouse = (name: string): Warehouse => ({
  name,
  line1: 'Dock 1',
  line2: null,
  city: 'Leipzig',
  region: null,
  postcode: '04103',
  country: 'DE',
});

/** Rules without their ids, which are given by their place in the list. */
const ruleBodies = fc.record({ when: fc.array(conditions, { maxLength: 3 }), outcome: outcomes });

export function ruleLists(most = 12): fc.Arbitrary<MerchantRule[]> {
  return fc
    .array(ruleBodies, { maxLength: most })
    .map((bodies) => bodies.map((body, index) => ({ id: `rule-${index + 1}`, name: `Rule ${index + 1}`, ...body })));
}

/** Valid documents; the schema's parse of each is itself. */
export const policyDocuments: fc.Arbitrary<PolicyDocument> = fc.record({
  schemaVersion: fc.constant(2 as const),
  default: countryPolicies,
  countries: fc.dictionary(fc.constantFrom(...COUNTRIES), countryPolicies, { maxKeys: 4, noNullPrototype: true }),
  markets: fc.record({ one: some(COUNTRIES, 5), two: some(COUNTRIES, 5), three: some(COUNTRIES, 5) }),
  warehouses: fc.constant({ one: warehouse('One'), two: warehouse('Two'), three: warehouse('Three') }),
  seasons: fc.tuple(seasonOf('one'), seasonOf('two'), seasonOf('three')).map((all): Season[] => all),
  rules: ruleLists(),
});

export function versionOf(document: PolicyDocument, number: number): PolicyVersion {
  return { id: `v${number}`, number, effectiveFrom: Temporal.Instant.from('2026-01-01T00:00:00Z'), document };
}

/** The version at purchase and the present one; now and then the same. */
export const policyPairs: fc.Arbitrary<PolicyPair> = fc
  .tuple(policyDocuments, fc.option(policyDocuments, { nil: null }))
  .map(([one, two]) => {
    const atPurchase = versionOf(one, 1);
    return { atPurchase, current: two ? versionOf(two, 2) : atPurchase };
  });

export const requests: fc.Arbitrary<LineRequest> = fc.record({
  track: fc.constantFrom('return', 'return', 'withdrawal'),
  reason: fc.option(fc.constantFrom(...REASON_CODES), { nil: null }),
  resolution: fc.option(fc.constantFrom(...RESOLUTIONS), { nil: null }),
  grade: fc.option(fc.constantFrom(...GRADES), { nil: null }),
});

/** Any of the parts of a record may be absent. */
const sparse = <Part extends object>(parts: { [K in keyof Part]-?: fc.Arbitrary<Part[K]> }) =>
  fc.record<Part, never>(parts, { requiredKeys: [] });

const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 4 });
const rarely = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });

type OrderExtras = Required<
  Pick<LineFacts['order'], 'information' | 'channel' | 'customer' | 'couponCode' | 'earlierReturns'>
>;
const orderExtras = sparse<OrderExtras>({
  information: fc.record({ informed: fc.boolean(), informedAt: orNull(instants) }),
  channel: orNull(fc.constantFrom(...NAMES)),
  customer: fc.record({
    tier: orNull(fc.constantFrom(...NAMES)),
    tags: fc.array(fc.constantFrom(...NAMES), { maxLength: 3 }),
  }),
  couponCode: orNull(fc.constantFrom('TEN', 'other')),
  earlierReturns: fc.array(
    fc.record({ at: instants, amount: fc.integer({ min: 0, max: 9000 }), currency: fc.constantFrom(...CURRENCIES) }),
    { maxLength: 4 },
  ),
});

type LineExtras = Required<
  Pick<LineFacts['line'], 'dispatchedAt' | 'sku' | 'vendor' | 'category' | 'tags' | 'unitPrice' | 'discountTotal'>
>;
const lineExtras = sparse<LineExtras>({
  dispatchedAt: orNull(instants),
  sku: fc.constantFrom(...SKUS),
  vendor: orNull(fc.constantFrom(...NAMES)),
  category: orNull(fc.constantFrom(...NAMES)),
  tags: fc.array(fc.constantFrom(...NAMES), { maxLength: 3 }),
  unitPrice: fc.integer({ min: 0, max: 12_000 }),
  discountTotal: fc.integer({ min: 0, max: 12_000 }),
});

const orders: fc.Arbitrary<LineFacts['order']> = fc
  .tuple(
    fc.record({
      placedAt: instants,
      country: fc.constantFrom(...COUNTRIES, 'ZZ', ''),
      subdivision: fc.constantFrom(null, null, 'BY', 'DE-BY', 'CA', 'HI'),
      currency: fc.constantFrom(...CURRENCIES),
      timeZone: fc.constantFrom(null, null, 'Asia/Tokyo', 'America/New_York'),
      cancelledAt: rarely(instants),
      shape: fc.constantFrom(...ORDER_SHAPES),
    }),
    orderExtras,
  )
  .map(([order, extras]) => ({ ...order, ...extras }));

const lines: fc.Arbitrary<LineFacts['line']> = fc
  .tuple(
    fc.record({
      id: fc.constant('l1'),
      quantity: fc.integer({ min: 1, max: 4 }),
      alreadyReturned: fc.constantFrom(0, 0, 0, 0, 1, 2),
      traits: fc.oneof(
        { weight: 4, arbitrary: fc.constant<string[]>([]) },
        { weight: 2, arbitrary: fc.constant(['final_sale']) },
        { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom<string>(...TRAITS, 'unknown'), { maxLength: 3 }) },
      ),
      requiresShipping: fc.constantFrom(true, true, true, true, true, false),
      deliveredAt: orNull(instants),
    }),
    lineExtras,
    fc.array(orNull(instants), { maxLength: 2 }),
  )
  .map(([line, extras, others]) => ({ ...line, allDeliveredAt: [line.deliveredAt, ...others], ...extras }));

/** Facts of a line as imports leave them: some known, some not, some contradicting each other. */
export const lineFacts: fc.Arbitrary<LineFacts> = fc
  .tuple(orders, lines, fc.option(requests, { nil: undefined }))
  .map(([order, line, request]) => (request ? { order, line, request } : { order, line }));

/** A whole case: facts, the two versions, and when it is decided (mostly after the order). */
export const cases = fc
  .tuple(lineFacts, policyPairs, instants, fc.constantFrom(0, 1, 5, 20, 60))
  .map(([facts, policies, at, days]) => {
    const later = facts.order.placedAt.add({ hours: 24 * days });
    return { facts, policies, now: days === 0 ? at : later };
  });
