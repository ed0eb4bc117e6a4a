import type { PolicyDocument } from './policy.ts';

/** What applies before a merchant has said anything: the law, and where there is none, nothing. The ground of the very first version. */
export const LAW_ONLY: PolicyDocument = {
  schemaVersion: 2,
  default: {
    windowDays: null,
    windowFrom: 'delivery',
    returnCost: { payer: 'customer', labelFee: null },
    refundOutboundShipping: false,
    finalSaleReturnable: false,
  },
  countries: {},
  markets: {},
  warehouses: {},
  seasons: [],
  rules: [],
};
