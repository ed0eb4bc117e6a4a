import { expect, test } from 'vitest';
import type { QuoteInput } from '#machines/policy/quote-schema.ts';
import { back, MERCHANT_FAULT, orderLine } from '#tests/machines/policy/build.ts';
import { quoteOf as quote } from '#tests/machines/policy/quote-build.ts';

const two = [orderLine(), orderLine({ id: 'b', unitPrice: 2000, quantity: 3 })];
const paid = (over: Partial<QuoteInput['shipping']> = {}) => ({
  paid: 790,
  alreadyRefunded: 0,
  standardCost: 490,
  ...over,
});
const all = [back('a', 1), back('b', 3)];
const toPolicy = { outboundShipping: { refunded: true, basis: 'policy', rule: null } } as const;
const notDue = { outboundShipping: { refunded: false, basis: 'none', rule: null } } as const;

test.each([
  ['the whole order: standard, not the dearer way', all, paid(), 490, 'shipping.law'],
  ['no standard price known', all, paid({ standardCost: null }), 790, 'shipping.law'],
  ['standard dearer than what was paid', all, paid({ standardCost: 990 }), 790, 'shipping.law'],
  ['a part', [back('a', 1), back('b', 2)], paid(), 0, 'shipping.partial'],
  ['a line rejected', [back('a', 1), back('b', 0)], paid(), 0, 'shipping.partial'],
  ['nothing accepted', [back('a', 0), back('b', 0)], paid(), 0, 'shipping.partial'],
  ['promised by the policy', [back('a', 1, toPolicy), back('b', 3)], paid(), 490, 'shipping.policy'],
  ['due for one line only', [back('a', 1, notDue), back('b', 3)], paid(), 0, 'shipping.not-due'],
  [
    "the merchant's fault: all that was paid",
    [back('a', 1, MERCHANT_FAULT, 'defective'), back('b', 3, MERCHANT_FAULT, 'defective')],
    paid(),
    790,
    'shipping.merchant-fault',
  ],
  [
    'fault and change of mind: standard',
    [back('a', 1, MERCHANT_FAULT, 'defective'), back('b', 3)],
    paid(),
    490,
    'shipping.law',
  ],
  ['nothing paid', all, paid({ paid: 0 }), 0, 'shipping.none-paid'],
  ['refunded before', all, paid({ alreadyRefunded: 790 }), 0, 'shipping.already-refunded'],
  ['partly refunded before', all, paid({ alreadyRefunded: 200 }), 290, 'shipping.law'],
  ['standard refunded before', all, paid({ alreadyRefunded: 500 }), 0, 'shipping.law'],
  [
    'a part, priced per item',
    [back('b', 2)],
    paid({ pricedPerItem: true, standardCost: null, paid: 402 }),
    202,
    'shipping.per-item',
  ],
  [
    'a part, priced per item, a line rejected that would not bring it back',
    [back('b', 2), back('a', 0, notDue)],
    paid({ pricedPerItem: true, standardCost: null, paid: 402 }),
    202,
    'shipping.per-item',
  ],
  ['priced per item, all rejected', [back('a', 0), back('b', 0)], paid({ pricedPerItem: true }), 0, 'shipping.not-due'],
  ['a part, priced per item, not due', [back('b', 2, notDue)], paid({ pricedPerItem: true }), 0, 'shipping.not-due'],
])('outbound shipping: %s', (_what, returning, shipping, amount, code) => {
  expect(quote({ orderLines: two, returning, shipping }).shippingRefund).toEqual({ amount, code });
});

test('a rejected return brings no delivery back, though everything else is back', () => {
  const orderLines = [orderLine({ takenPieces: [0] })];
  expect(quote({ orderLines, returning: [back('a', 0)], shipping: paid() }).shippingRefund.code).toBe(
    'shipping.partial',
  );
});

test('delivery priced per item goes back by the piece, whatever went back before', () => {
  const perItem = paid({ paid: 401, standardCost: null, pricedPerItem: true });
  const at = (taken: number[], quantity: number) =>
    quote({
      orderLines: [orderLine({ quantity: 5 }), orderLine({ id: 'b', quantity: 3, requiresShipping: false })].map(
        (line) => (line.id === 'a' ? { ...line, takenPieces: taken } : line),
      ),
      returning: [back('a', quantity)],
      shipping: perItem,
    }).shippingRefund.amount;
  // Shares 81, 80, 80, 80, 80.
  expect([at([], 1), at([], 2), at([0], 1), at([0, 1], 2)]).toEqual([81, 161, 80, 160]);
});

test('the return that takes the rest brings shipping back, a gift card beside it or not', () => {
  const orderLines = [
    orderLine({ alreadyRefundedQuantity: 1, alreadyRefundedAmount: 1000 }),
    orderLine({ id: 'b' }),
    orderLine({ id: 'card', requiresShipping: false }),
  ];
  expect(quote({ orderLines, returning: [back('b', 1)], shipping: paid() }).shippingRefund.amount).toBe(490);
});

const label = (amount: number, currency = 'EUR') =>
  ({
    returnCost: {
      payer: 'customer',
      basis: 'policy',
      labelFee: { amount, currency },
      policyVersionId: 'v1',
      rule: null,
    },
  }) as const;
const free = { returnCost: { payer: 'merchant', basis: 'policy', policyVersionId: 'v1', rule: null } } as const;

test.each([
  ['a label', [back('a', 1, label(490))], true, 490, 'fee.label'],
  ['the highest of two', [back('a', 1, label(490)), back('b', 1, label(590))], true, 590, 'fee.label'],
  ['a carrier of their own', [back('a', 1, label(490))], false, 0, 'fee.own-carrier'],
  ['no label is offered', [back('a', 1)], true, 0, 'fee.no-label-offered'],
  ['the merchant pays', [back('a', 1, free)], true, 0, 'fee.merchant-pays'],
  [
    'one line at the cost of the merchant',
    [back('a', 1, label(490)), back('b', 1, free)],
    true,
    0,
    'fee.merchant-pays',
  ],
  [
    "the merchant's fault",
    [back('a', 1, label(490)), back('b', 1, MERCHANT_FAULT, 'wrong-item')],
    true,
    0,
    'fee.merchant-fault',
  ],
  ['another currency', [back('a', 1, label(490, 'USD'))], true, 0, 'fee.other-currency'],
  ['one of two in another', [back('a', 1, label(490)), back('b', 1, label(490, 'USD'))], true, 0, 'fee.other-currency'],
  ['just the refund', [back('a', 1, label(1000))], true, 1000, 'fee.label'],
  ['more than the refund', [back('a', 1, label(1490))], true, 1000, 'fee.label-capped'],
  ['all rejected', [back('a', 0, label(490))], true, 0, 'fee.none'],
])('return fee: %s', (_what, returning, usesMerchantLabel, amount, code) => {
  const quoted = quote({ orderLines: two, returning, usesMerchantLabel });
  expect(quoted.returnFee).toEqual({ amount, code });
  expect(quoted.total).toBe(quoted.lines.reduce((sum, line) => sum + line.refund, 0) - amount);
});
