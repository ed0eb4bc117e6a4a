import type { LineFacts } from '#machines/policy/facts.ts';
import type { CountryPolicy, PolicyDocument, PolicyVersion } from '#machines/policy/policy.ts';
import type { QuoteInput, QuoteOrderLine } from '#machines/policy/quote-schema.ts';
import type { ReasonCode } from '#machines/policy/reasons.ts';
import type { ReturnTerms } from '#machines/policy/terms.ts';

export const at = (text: string) => Temporal.Instant.from(text);

export function rules(over: Partial<CountryPolicy> = {}): CountryPolicy {
  return {
    windowDays: 30,
    windowFrom: 'delivery',
    returnCost: { payer: 'customer', labelFee: null },
    refundOutboundShipping: false,
    finalSaleReturnable: false,
    ...over,
  };
}

export function document(
  over: Partial<CountryPolicy> = {},
  countries: PolicyDocument['countries'] = {},
): PolicyDocument {
  return { schemaVersion: 2, default: rules(over), countries, markets: {}, warehouses: {}, seasons: [], rules: [] };
}

export function version(
  number: number,
  over: Partial<CountryPolicy> = {},
  effectiveFrom = '2026-01-01T00:00:00Z',
): PolicyVersion {
  return { id: `v${number}`, number, effectiveFrom: at(effectiveFrom), document: document(over) };
}

export function only(over: Partial<CountryPolicy> = {}) {
  const one = version(1, over);
  return { atPurchase: one, current: one };
}

type FactsOver = { order?: Partial<LineFacts['order']>; line?: Partial<LineFacts['line']> };

/** A line delivered in Germany on 2 November 2026, a Monday. */
export function facts(over: FactsOver = {}): LineFacts {
  const deliveredAt = over.line?.deliveredAt === undefined ? at('2026-11-02T10:00:00Z') : over.line.deliveredAt;
  return {
    order: {
      placedAt: at('2026-10-28T10:00:00Z'),
      country: 'DE',
      subdivision: null,
      currency: 'EUR',
      timeZone: null,
      cancelledAt: null,
      shape: 'multiItem',
      ...over.order,
    },
    line: {
      id: 'l1',
      quantity: 2,
      alreadyReturned: 0,
      traits: [],
      requiresShipping: true,
      allDeliveredAt: [deliveredAt],
      ...over.line,
      deliveredAt,
    },
  };
}

export function terms(over: Partial<ReturnTerms> = {}): ReturnTerms {
  return {
    fault: 'customer',
    returnCost: { payer: 'customer', basis: 'policy', labelFee: null, policyVersionId: 'v1', rule: null },
    outboundShipping: { refunded: true, basis: 'law', rule: null },
    policyVersionId: 'v1',
    ...NOTHING_TAKEN,
    ...over,
  };
}

const NOTHING_TAKEN = { restockingPercent: 0, couponThreshold: null, creditBonusPercent: 0, cancellationFee: null };

export const MERCHANT_FAULT: ReturnTerms = {
  ...NOTHING_TAKEN,
  fault: 'merchant',
  returnCost: { payer: 'merchant', basis: 'law', policyVersionId: 'v1', rule: null },
  outboundShipping: { refunded: true, basis: 'law', rule: null },
  policyVersionId: 'v1',
};

export function orderLine(over: Partial<QuoteOrderLine> = {}): QuoteOrderLine {
  return {
    id: 'a',
    quantity: 1,
    unitPrice: 1000,
    discountTotal: 0,
    taxTotal: 0,
    taxIncluded: true,
    alreadyRefundedQuantity: 0,
    alreadyRefundedAmount: 0,
    ...over,
  };
}

export function back(
  orderLineId: string,
  quantity: number,
  over: Partial<ReturnTerms> = {},
  reason: ReasonCode = 'changed-mind',
) {
  return { orderLineId, quantity, reason, terms: terms(over) };
}

export function quoteInput(over: Partial<QuoteInput> = {}): QuoteInput {
  return {
    currency: 'EUR',
    orderLines: [orderLine()],
    shipping: { paid: 0, alreadyRefunded: 0, standardCost: null },
    returning: [back('a', 1)],
    usesMerchantLabel: false,
    payments: [{ id: 'p1', amount: 1_000_000_000, refunded: 0 }],
    ...over,
  };
}
