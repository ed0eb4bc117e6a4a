import type { CountryPolicy, PolicyDocument, PolicyVersion } from '#machines/policy/policy.ts';

const terms = (windowDays: number, over: Partial<CountryPolicy> = {}): CountryPolicy => ({
  ...{ windowDays, windowFrom: 'delivery', returnCost: { payer: 'customer', labelFee: null } },
  ...{ refundOutboundShipping: false, finalSaleReturnable: false },
  ...over,
});

const fee = (amount: number, currency: string): CountryPolicy['returnCost'] => ({
  ...{ payer: 'customer', labelFee: { amount, currency } },
});

const CATEGORIES = ['Shoes', 'Bags', 'Kitchen', 'Lamps'];

/** Twenty rules, with conditions of many kinds: as many as a large merchant would have. */
const RULES: PolicyDocument['rules'] = [
  ...CATEGORIES.map((category, index) => ({
    ...{ id: `window-${index}`, name: `${category} in the alps` },
    when: [
      { kind: 'category' as const, in: [category] },
      { kind: 'market' as const, in: ['alps'] },
    ],
    outcome: { window: { days: 20 + index * 7, from: 'delivery' as const } },
  })),
  ...CATEGORIES.map((category, index) => ({
    ...{ id: `sale-${index}`, name: `Sale of ${category}` },
    when: [
      { kind: 'tag' as const, in: ['sale'] },
      { kind: 'category' as const, in: [category] },
      { kind: 'discount' as const, minPercent: 10 + index * 10 },
    ],
    outcome: { restocking: { percent: 5 + index }, admission: 'review' as const },
  })),
  ...['EUR', 'GBP', 'USD', 'JPY', 'SEK', 'PLN'].map((currency, index) => ({
    ...{ id: `price-${index}`, name: `Dear things in ${currency}` },
    when: [{ kind: 'price' as const, currency, min: 9000 + index }],
    outcome: { returnCost: { payer: 'merchant' as const }, evidence: { photos: 2, comment: true } },
  })),
  {
    ...{ id: 'gold', name: 'Gold customers', when: [{ kind: 'customer-tier', in: ['gold'] }] },
    outcome: { window: { days: 60, from: 'delivery' }, refundTrigger: { when: 'first-scan', cap: null } },
  },
  { id: 'bulky', name: 'Bulky', when: [{ kind: 'tag', in: ['bulky'] }], outcome: { warehouse: 'south' } },
  {
    ...{ id: 'vendor', name: 'Other vendors', when: [{ kind: 'vendor', in: ['Nordlicht'] }] },
    outcome: { refundOutboundShipping: true },
  },
  {
    ...{ id: 'many', name: 'Many returns', when: [{ kind: 'earlier-returns', withinDays: 60, minCount: 3 }] },
    outcome: { admission: 'review' },
  },
  {
    ...{ id: 'cheap', name: 'Cheap things', when: [{ kind: 'price', currency: 'EUR', max: 900 }] },
    outcome: { keep: true },
  },
  {
    ...{ id: 'faulty', name: 'Faults', when: [{ kind: 'reason', in: ['defective'] }] },
    outcome: { refundTrigger: { when: 'receipt', cap: null } },
  },
];

const before: PolicyDocument = {
  schemaVersion: 2,
  default: terms(30),
  countries: {
    DE: terms(45, { returnCost: { payer: 'merchant' } }),
    AT: terms(45, { returnCost: { payer: 'merchant' } }),
    FR: terms(30, { returnCost: fee(395, 'EUR') }),
    PL: terms(30, { returnCost: fee(1995, 'PLN') }),
    GB: terms(30, { returnCost: fee(350, 'GBP') }),
    US: terms(30, { returnCost: fee(695, 'USD') }),
    JP: terms(14, { returnCost: fee(800, 'JPY') }),
    SE: terms(30, { returnCost: fee(4900, 'SEK') }),
  },
  markets: { alps: ['AT', 'DE', 'CH'] },
  warehouses: {
    south: { name: 'South', line1: 'Road 1', line2: null, city: 'Graz', region: null, postcode: '8010', country: 'AT' },
  },
  seasons: [
    {
      ...{ id: 'holidays', name: 'Holidays', countries: null },
      ...{ orderedFrom: '2026-11-01', orderedTo: '2026-12-24', returnUntil: '2027-01-31' },
    },
  ],
  rules: RULES,
};

/** Shorter in Germany, longer in Poland, free in France, a fee in Austria, and other rules: nothing stays as it was everywhere. */
const after: PolicyDocument = {
  ...before,
  default: terms(40),
  countries: {
    ...before.countries,
    DE: terms(30, { returnCost: { payer: 'merchant' } }),
    AT: terms(45, { returnCost: fee(490, 'EUR') }),
    FR: terms(30, { returnCost: { payer: 'merchant' } }),
    PL: terms(60, { returnCost: fee(1995, 'PLN') }),
  },
  rules: [
    {
      ...{ id: 'lamps', name: 'No lamps', when: [{ kind: 'category', in: ['Lamps'] }] },
      outcome: { admission: 'refuse' },
    },
    ...RULES.slice(1),
  ],
};

/** The version in force. */
export const BASE: PolicyVersion = {
  ...{ id: 'version-1', number: 1, effectiveFrom: Temporal.Instant.from('2020-01-01T00:00:00Z'), document: before },
};

/** What is tried. */
export const DRAFT: PolicyDocument = after;
