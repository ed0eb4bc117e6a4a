import { expect, test } from 'vitest';
import type { QuoteInput } from '#machines/policy/quote-schema.ts';
import { back, MERCHANT_FAULT, orderLine } from '#tests/machines/policy/build.ts';
import { quoteOf } from '#tests/machines/policy/quote-build.ts';

const fee = (percent = 5, amount = 10_000, currency = 'ILS') => ({
  cancellationFee: { percent, most: { amount, currency } },
});

/** One piece at a price in shekels, under the law's fee of 5 % and at most 100.00. */
const israel = (unitPrice: number, over: Partial<QuoteInput> = {}) =>
  quoteOf({ currency: 'ILS', orderLines: [orderLine({ unitPrice })], returning: [back('a', 1, fee())], ...over });

test.each([
  ['5 % exactly', 20_000, 1000, 'cancellation.percent'],
  ['a half is rounded down', 20_010, 1000, 'cancellation.percent'],
  ['just below the next unit', 20_019, 1000, 'cancellation.percent'],
  ['the next unit', 20_020, 1001, 'cancellation.percent'],
  ['5 % are just the most', 200_000, 10_000, 'cancellation.percent'],
  ['5 % are less than a unit more than the most', 200_019, 10_000, 'cancellation.percent'],
  ['5 % are one unit more than the most', 200_020, 10_000, 'cancellation.most'],
  ['far more', 900_000, 10_000, 'cancellation.most'],
  ['a price of nothing', 0, 0, 'cancellation.percent'],
])('cancellation fee: %s', (_what, price, amount, code) => {
  const quoted = israel(price);
  expect(quoted.cancellationFee).toEqual({ amount, code });
  expect(quoted.total).toBe(price - amount);
});

test.each([
  ['one unit is left of the most', 9999, 1, 'cancellation.most'],
  ['nothing is left', 10_000, 0, 'cancellation.charged-before'],
  ['more was charged', 10_001, 0, 'cancellation.charged-before'],
  ['just enough is left', 9000, 1000, 'cancellation.percent'],
  ['one unit too little is left', 9001, 999, 'cancellation.most'],
])('the most counts once for the order: %s', (_what, cancellationFeeCharged, amount, code) => {
  expect(israel(20_000, { cancellationFeeCharged }).cancellationFee).toEqual({ amount, code });
});

test('a most of nothing takes nothing', () => {
  const returning = [back('a', 1, fee(5, 0))];
  expect(israel(20_000, { returning }).cancellationFee).toEqual({ amount: 0, code: 'cancellation.most' });
  const below = [back('a', 1, fee(5, -1))];
  expect(israel(20_000, { returning: below }).cancellationFee).toEqual({ amount: 0, code: 'cancellation.most' });
});

test('there is none without the law, for a rejected line, in another currency, and for the fault of the merchant', () => {
  const none = { amount: 0, code: 'cancellation.none' };
  expect(israel(20_000, { returning: [back('a', 1)] }).cancellationFee).toEqual(none);
  expect(israel(20_000, { returning: [back('a', 0, fee())] }).cancellationFee).toEqual(none);
  expect(israel(20_000, { currency: 'EUR' }).cancellationFee).toEqual({
    amount: 0,
    code: 'cancellation.other-currency',
  });
  const fault = [back('a', 1, { ...MERCHANT_FAULT, ...fee() }, 'defective')];
  expect(israel(20_000, { returning: fault })).toMatchObject({
    cancellationFee: { amount: 0, code: 'cancellation.merchant-fault' },
    total: 20_000,
  });
});

const two = [orderLine({ unitPrice: 20_000 }), orderLine({ id: 'b', unitPrice: 10_000 })];

test('the price counts of the lines that are a change of mind, before anything else is taken off', () => {
  const fault = back('b', 1, { ...MERCHANT_FAULT, ...fee() }, 'defective');
  const mind = back('a', 1, { ...fee(), restockingPercent: 20 });
  const quoted = israel(0, {
    orderLines: two,
    returning: [mind, fault],
    deductions: [{ orderLineId: 'a', amount: 1000, reasonCode: 'signs-of-use' }],
  });
  expect(quoted.lines.map(({ refund }) => refund)).toEqual([20_000 - 4000 - 1000, 10_000]);
  expect(quoted.cancellationFee).toEqual({ amount: 1000, code: 'cancellation.percent' });
});

test('lines share one fee; where they differ the lower percentage and the lower most hold', () => {
  const at = (a: ReturnType<typeof fee>, b: ReturnType<typeof fee>) =>
    israel(0, { orderLines: two, returning: [back('a', 1, a), back('b', 1, b)] }).cancellationFee;
  expect(at(fee(), fee())).toEqual({ amount: 1500, code: 'cancellation.percent' });
  expect(at(fee(5), fee(4))).toEqual({ amount: 1200, code: 'cancellation.percent' });
  expect(at(fee(5, 10_000), fee(5, 1499))).toEqual({ amount: 1499, code: 'cancellation.most' });
  expect(at(fee(), fee(1, 1, 'USD'))).toEqual({ amount: 1000, code: 'cancellation.percent' });
});

test('never more than the refund', () => {
  const reduced = (amount: number) =>
    israel(20_000, { deductions: [{ orderLineId: 'a', amount, reasonCode: 'signs-of-use' }] });
  expect(reduced(19_000)).toMatchObject({ cancellationFee: { amount: 1000, code: 'cancellation.percent' }, total: 0 });
  expect(reduced(19_001)).toMatchObject({ cancellationFee: { amount: 999, code: 'cancellation.capped' }, total: 0 });
});

test('the fee for the way back is taken from what the law left', () => {
  const labelFee = { amount: 19_001, currency: 'ILS' };
  const label = { payer: 'customer', basis: 'policy', policyVersionId: 'v1', rule: null, labelFee } as const;
  const returning = [back('a', 1, { ...fee(), returnCost: label })];
  expect(israel(20_000, { returning, usesMerchantLabel: true })).toMatchObject({
    cancellationFee: { amount: 1000 },
    returnFee: { amount: 19_000, code: 'fee.label-capped' },
    total: 0,
  });
});
