import type { PolicyDocument, ReturnCostPolicy } from '#machines/policy/policy.ts';

const rules = (windowDays: number, returnCost: ReturnCostPolicy) => ({
  windowDays,
  windowFrom: 'delivery' as const,
  returnCost,
  refundOutboundShipping: false,
  finalSaleReturnable: false,
});

const label = (amount: number, currency: string): ReturnCostPolicy => ({
  payer: 'customer',
  labelFee: { amount, currency },
});

/** The demo shop's first policy: 30 days, a label at a small price; longer and free where it sells most. Without rules. */
export const demoPolicy: PolicyDocument = {
  schemaVersion: 2,
  default: rules(30, { payer: 'customer', labelFee: null }),
  countries: {
    DE: rules(45, { payer: 'merchant' }),
    AT: rules(45, { payer: 'merchant' }),
    FR: rules(30, label(395, 'EUR')),
    NL: rules(30, label(395, 'EUR')),
    PL: rules(30, label(495, 'EUR')),
    CH: rules(30, label(790, 'EUR')),
    GB: rules(30, label(350, 'GBP')),
    SE: rules(30, label(4900, 'SEK')),
    US: rules(30, label(695, 'USD')),
    AU: rules(30, label(1295, 'USD')),
    JP: rules(14, label(800, 'JPY')),
    KW: rules(30, label(2000, 'KWD')),
  },
  markets: {},
  warehouses: {},
  seasons: [],
  rules: [],
};

/** Where the holidays lengthen the period. */
const HOLIDAY_COUNTRIES = ['DE', 'AT', 'FR', 'NL', 'PL', 'SE', 'GB', 'CH'];

/**
 * The second one: the same terms, and rules beside them. Each is about goods or customers as the shop knows them, which orders that were imported
 * from elsewhere do not tell. `year`: the one whose holidays lengthen the periods.
 */
export const demoPolicyWithRules = (year: number): PolicyDocument => ({
  ...demoPolicy,
  markets: { west: ['FR', 'NL', 'GB'] },
  warehouses: {
    west: {
      ...{ name: 'Returns West', line1: 'Havenkade 40', line2: null, city: 'Rotterdam', region: null },
      ...{ postcode: '3011 TE', country: 'NL' },
    },
  },
  seasons: [
    {
      ...{ id: 'holidays', name: 'Holidays', countries: HOLIDAY_COUNTRIES },
      ...{ orderedFrom: `${year}-11-01`, orderedTo: `${year}-12-24`, returnUntil: `${year + 1}-01-31` },
    },
  ],
  rules: [
    {
      ...{ id: 'sale', name: 'What was on sale: ten days' },
      when: [{ kind: 'tag', in: ['sale'] }],
      outcome: { window: { days: 10, from: 'delivery' } },
    },
    {
      ...{ id: 'keep-small-faulty', name: 'Small and faulty: keep it' },
      when: [
        { kind: 'category', in: ['Stationery'] },
        { kind: 'price', currency: 'EUR', max: 2000 },
        { kind: 'reason', in: ['defective', 'damaged-in-transit', 'wrong-item', 'not-as-described'] },
      ],
      outcome: { keep: true, refundTrigger: { when: 'receipt', cap: { amount: 6000, currency: 'EUR' } } },
    },
    {
      ...{ id: 'photos-of-faults', name: 'Photos of faulty sound' },
      when: [
        { kind: 'category', in: ['Audio'] },
        { kind: 'reason', in: ['defective', 'not-as-described'] },
      ],
      outcome: { evidence: { photos: 1, comment: true } },
    },
    {
      ...{ id: 'used-sound', name: 'Used sound: a third less' },
      when: [{ kind: 'category', in: ['Audio'] }],
      outcome: { gradeDeductions: { used: 35, damaged: 60 } },
    },
    {
      ...{ id: 'gold', name: 'Gold customers: refund on arrival' },
      when: [{ kind: 'customer-tier', in: ['gold'] }],
      outcome: {
        returnCost: { payer: 'merchant' },
        refundTrigger: { when: 'receipt', cap: { amount: 30000, currency: 'EUR' } },
      },
    },
    {
      ...{ id: 'to-the-west', name: 'The west sends to Rotterdam' },
      when: [{ kind: 'market', in: ['west'] }],
      outcome: { warehouse: 'west' },
    },
    {
      ...{ id: 'store-credit', name: 'Store credit: a tenth more' },
      when: [{ kind: 'category', in: ['Kitchen', 'Home', 'Stationery', 'Clothing', 'Bags', 'Audio'] }],
      outcome: { creditBonus: { percent: 10 } },
    },
  ],
});
