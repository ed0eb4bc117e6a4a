import { expect, test } from 'vitest';
import type { QuoteInput } from '#machines/policy/quote-schema.ts';
import { back, orderLine } from '#tests/machines/policy/build.ts';
import { quoteOf } from '#tests/machines/policy/quote-build.ts';

/** One piece at a price, with so much left on one payment. */
const pay = (currency: string, price: number, left: number, over: Partial<QuoteInput> = {}) => {
  const payments = [{ id: 'p1', amount: left, refunded: 0 }];
  const orderLines = [orderLine({ unitPrice: price })];
  const { total, rounding, notPayable } = quoteOf({ currency, orderLines, payments, ...over });
  return { total, rounding, notPayable };
};

test.each([
  ['EUR', 1001, 1001, 1001, 0, 0],
  ['EUR', 1001, 1000, 1000, 0, 1],
  ['JPY', 1001, 2000, 1001, 0, 0],
  ['HUF', 1001, 2000, 1001, 0, 0],
  ['TWD', 1001, 2000, 1001, 0, 0],
  ['KWD', 1000, 2000, 1000, 0, 0],
  ['KWD', 1001, 2000, 1010, 9, 0],
  ['KWD', 1009, 2000, 1010, 1, 0],
  ['KWD', 1001, 1009, 1000, 0, 1],
  ['KWD', 1001, 1010, 1010, 9, 0],
  ['ISK', 1000, 2000, 1000, 0, 0],
  ['ISK', 1001, 2000, 1100, 99, 0],
  ['UGX', 1099, 2000, 1100, 1, 0],
  ['ISK', 1001, 1099, 1000, 0, 1],
  ['ISK', 1001, 0, 0, 0, 1001],
  ['EUR', 0, 1000, 0, 0, 0],
])('%s %i with %i left: pays %i, rounding %i, not payable %i', (currency, price, left, total, rounding, notPayable) => {
  expect(pay(currency, price, left)).toEqual({ total, rounding, notPayable });
});

test.each([
  ['nothing', 0, 1010, 9],
  ['just what is over the step', 1, 1000, -1],
  ['more than is over the step', 5, 1000, -1],
  ['a whole step and what is over', 11, 990, -11],
  ['all that is due', 1001, 0, -1001],
  ['more than is due', 2000, 0, -1001],
  ['less than nothing counts as nothing', -5, 1010, 9],
])('what earlier quotes rounded up is counted: %s', (_what, rounded, total, rounding) => {
  expect(pay('KWD', 1001, 5000, { rounded })).toEqual({ total, rounding, notPayable: 0 });
});

test('what is not left is told beside a rounding of earlier quotes', () => {
  expect(pay('KWD', 1007, 990, { rounded: 3 })).toEqual({ total: 990, rounding: -3, notPayable: 14 });
  expect(pay('KWD', 1007, 1000, { rounded: 7 })).toEqual({ total: 1000, rounding: -7, notPayable: 0 });
});

test('of each payment only whole steps can go back, and one that is used up is passed over', () => {
  const payments = [
    { id: 'p1', amount: 109, refunded: 0 },
    { id: 'p2', amount: 119, refunded: 100 },
    { id: 'p3', amount: 9, refunded: 0 },
    { id: 'p4', amount: 50, refunded: 60 },
    { id: 'p5', amount: 1000, refunded: 0 },
  ];
  expect(quoteOf({ currency: 'KWD', orderLines: [orderLine({ unitPrice: 200 })], payments }).payouts).toEqual([
    { paymentId: 'p1', amount: 100 },
    { paymentId: 'p2', amount: 10 },
    { paymentId: 'p5', amount: 90 },
  ]);
});

test('a gift card that paid a part is one payment of several, in the order given', () => {
  const card = { id: 'card', amount: 300, refunded: 0 };
  const stripe = { id: 'pi', amount: 700, refunded: 0 };
  const half = { orderLines: [orderLine({ quantity: 2, unitPrice: 500 })] };
  expect(quoteOf({ ...half, payments: [stripe, card] }).payouts).toEqual([{ paymentId: 'pi', amount: 500 }]);
  expect(quoteOf({ ...half, payments: [card, stripe] }).payouts).toEqual([
    { paymentId: 'card', amount: 300 },
    { paymentId: 'pi', amount: 200 },
  ]);
});

const credit = (over: Partial<QuoteInput> = {}) => quoteOf({ resolution: 'store-credit', ...over });
const bonus = (creditBonusPercent: number, id = 'a', quantity = 1) => back(id, quantity, { creditBonusPercent });

test.each([
  ['exact', 1000, 10, 100],
  ['a half is rounded up', 1005, 10, 101],
  ['the smallest part is rounded up', 1001, 10, 101],
  ['just a unit', 1010, 10, 101],
  ['none', 1000, 0, 0],
  ['as much again', 1001, 100, 1001],
  ['of nothing', 0, 10, 0],
])('the bonus for store credit: %s', (_what, unitPrice, percent, creditBonus) => {
  const quoted = credit({ orderLines: [orderLine({ unitPrice })], returning: [bonus(percent)] });
  expect(quoted).toMatchObject({ resolution: 'store-credit', creditBonus, total: unitPrice });
});

test('a refund in money has no bonus', () => {
  expect(quoteOf({ returning: [bonus(10)] })).toMatchObject({ resolution: 'refund', creditBonus: 0 });
  expect(quoteOf({ returning: [bonus(10)], resolution: 'refund' }).creditBonus).toBe(0);
});

test('the bonus is of the whole refund: delivery in it, fees and what cannot be paid not', () => {
  const shipping = { paid: 500, alreadyRefunded: 0, standardCost: 500 };
  expect(credit({ returning: [bonus(10)], shipping })).toMatchObject({ total: 1500, creditBonus: 150 });
  const payments = [{ id: 'p1', amount: 400, refunded: 0 }];
  expect(credit({ returning: [bonus(10)], payments })).toMatchObject({ total: 400, creditBonus: 40 });
});

test('lines with other percentages weigh as much as they bring, rejected ones nothing', () => {
  const orderLines = [orderLine(), orderLine({ id: 'b', unitPrice: 3000 }), orderLine({ id: 'c', unitPrice: 9000 })];
  const returning = [bonus(10), bonus(0, 'b'), bonus(100, 'c', 0)];
  expect(credit({ orderLines, returning })).toMatchObject({ total: 4000, creditBonus: 100 });
  const shipping = { paid: 400, alreadyRefunded: 0, standardCost: null, pricedPerItem: true };
  // Two of three shares of delivery, 267, beside the 4000; a quarter of it all for the first line.
  expect(credit({ orderLines, returning, shipping })).toMatchObject({ total: 4267, creditBonus: 107 });
  expect(credit({ orderLines, returning: [bonus(10, 'a', 0)] })).toMatchObject({ total: 0, creditBonus: 0 });
  expect(credit({ returning: [] })).toMatchObject({ total: 0, creditBonus: 0 });
  // Nothing comes back, but more was taken for the coupon than its share.
  expect(credit({ returning: [], clawedBack: 100 })).toMatchObject({ total: 100, creditBonus: 0 });
});
