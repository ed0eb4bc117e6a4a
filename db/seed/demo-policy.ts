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

/** The demo shop's first policy: 30 days, a label at a small price; longer and free where it sells most. */
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
