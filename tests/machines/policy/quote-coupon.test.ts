import { expect, test } from 'vitest';
import type { QuoteInput } from '#machines/policy/quote-schema.ts';
import { back, MERCHANT_FAULT, orderLine } from '#tests/machines/policy/build.ts';
import { eur, quoteOf } from '#tests/machines/policy/quote-build.ts';

/** Three lines of 40.00, 30.00 and 30.00 with 10 % by a coupon that asked for a minimum. */
const orderLines = [
  orderLine({ id: 'a', unitPrice: 4000, discountTotal: 400, couponTotal: 400 }),
  orderLine({ id: 'b', unitPrice: 3000, discountTotal: 300, couponTotal: 300 }),
  orderLine({ id: 'c', unitPrice: 3000, discountTotal: 300, couponTotal: 300 }),
];
const under = (minimum: number, code: string | null = null, currency = 'EUR') => ({
  couponThreshold: { code, minimum: { amount: minimum, currency } },
});
const taken = (...ids: string[]) =>
  orderLines.map((line) => (ids.includes(line.id) ? { ...line, takenPieces: [0] } : line));

test.each([
  ['kept worth exactly the minimum', 7000, 0, 'coupon.none', 2700],
  ['one unit below the minimum', 7001, 700, 'coupon.below-minimum', 2000],
  ['no minimum', 0, 0, 'coupon.none', 2700],
])('coupon threshold: %s', (_what, minimum, amount, code, total) => {
  const quoted = quoteOf({ orderLines, returning: [back('c', 1, under(minimum))] });
  expect(quoted.couponClawback).toEqual({ amount, code });
  expect(quoted.total).toBe(total);
});

test.each([
  ['the coupon itself', 'SPRING', 'SPRING', 700],
  ['in other letters, with spaces around', 'Spring', '  sPRING ', 700],
  ['any coupon', null, 'OTHER', 700],
  ['any coupon, its name unknown', null, null, 700],
  ['another coupon', 'SPRING', 'SPRING2', 0],
  ['none known', 'SPRING', null, 0],
  ['an empty name', 'SPRING', '', 0],
])('the threshold of a coupon counts for it alone: %s', (_what, code, couponCode, amount) => {
  const returning = [back('c', 1, under(7001, code))];
  expect(quoteOf({ orderLines, returning, couponCode }).couponClawback.amount).toBe(amount);
});

test('a minimum in another currency is not applied', () => {
  const returning = [back('c', 1, under(7001, null, 'USD'))];
  expect(quoteOf({ orderLines, returning }).couponClawback).toEqual({ amount: 0, code: 'coupon.none' });
});

test('without a coupon, or for a line without a threshold, nothing is taken', () => {
  const plain = orderLines.map((line) => ({ ...line, couponTotal: 0 }));
  expect(quoteOf({ orderLines: plain, returning: [back('c', 1, under(9999))] }).couponClawback.amount).toBe(0);
  expect(quoteOf({ orderLines, returning: [back('c', 1)] }).couponClawback.amount).toBe(0);
  const fault = back('c', 1, { ...MERCHANT_FAULT, ...under(9999) }, 'defective');
  expect(quoteOf({ orderLines, returning: [fault] }).couponClawback.amount).toBe(0);
});

test('the worth of what is kept is the price after other discounts, before the coupon, without added tax', () => {
  const lines = [
    orderLine({ id: 'a', unitPrice: 4000, discountTotal: 900, couponTotal: 400, taxTotal: 700, taxIncluded: false }),
    orderLine({ id: 'b', unitPrice: 1000 }),
  ];
  const at = (minimum: number) => quoteOf({ orderLines: lines, returning: [back('b', 1, under(minimum))] });
  expect(at(3500).couponClawback.amount).toBe(0);
  expect(at(3501).couponClawback).toEqual({ amount: 400, code: 'coupon.below-minimum' });
});

test('what is kept of a line counts by the piece, with the share of just those pieces', () => {
  const lines = [orderLine({ quantity: 3, unitPrice: 1000, discountTotal: 100, couponTotal: 100 })];
  // Shares 34, 33, 33: the first piece goes, the two others are worth 2000 before the coupon.
  const at = (minimum: number, pieces: number[]) =>
    quoteOf({ orderLines: lines, returning: [{ ...back('a', 1, under(minimum)), pieces }] });
  expect(at(2000, [0]).couponClawback.amount).toBe(0);
  expect(at(2001, [0])).toMatchObject({ couponClawback: { amount: 66 }, total: 966 - 66 });
  expect(at(2001, [2])).toMatchObject({ couponClawback: { amount: 67 }, total: 967 - 67 });
});

test('a line under the law counts as kept beside one under the threshold, and alone it never takes', () => {
  const both = [back('b', 1), back('c', 1, under(7000))];
  expect(quoteOf({ orderLines, returning: both }).couponClawback.amount).toBe(0);
  const one = [back('b', 1), back('c', 1, under(7001))];
  // What is taken is the share of what stays: only of the first line.
  expect(quoteOf({ orderLines, returning: one }).couponClawback).toEqual({ amount: 400, code: 'coupon.below-minimum' });
});

test('of several thresholds the lowest holds', () => {
  const at = (low: number) =>
    quoteOf({ orderLines, returning: [back('b', 1, under(9000)), back('c', 1, under(low))] }).couponClawback.amount;
  expect(at(4000)).toBe(0);
  expect(at(4001)).toBe(400);
});

test('never more than the refund; the rest is taken by a later return', () => {
  const lines = [
    orderLine({ id: 'a', unitPrice: 9000, discountTotal: 4000, couponTotal: 4000 }),
    orderLine({ id: 'b', unitPrice: 1000 }),
    orderLine({ id: 'c', unitPrice: 3500 }),
  ];
  const first = quoteOf({ orderLines: lines, returning: [back('b', 1, under(13_000))] });
  expect(first).toMatchObject({ couponClawback: { amount: 1000, code: 'coupon.capped' }, total: 0, payouts: [] });
  const later = lines.map((line) => (line.id === 'b' ? { ...line, takenPieces: [0] } : line));
  const second = quoteOf({ orderLines: later, returning: [back('c', 1, under(13_000))], clawedBack: 1000 });
  expect(second).toMatchObject({ couponClawback: { amount: 3000, code: 'coupon.below-minimum' }, total: 500 });
});

test('just the refund is taken in full', () => {
  const lines = [
    orderLine({ id: 'a', unitPrice: 9000, discountTotal: 1000, couponTotal: 1000 }),
    orderLine({ id: 'b', unitPrice: 1000 }),
  ];
  expect(quoteOf({ orderLines: lines, returning: [back('b', 1, under(9001))] })).toMatchObject({
    couponClawback: { amount: 1000, code: 'coupon.below-minimum' },
    total: 0,
  });
});

test('what was taken for a piece comes back with it, and with everything back nothing is left taken', () => {
  const first = quoteOf({ orderLines, returning: [back('c', 1, under(7001))] });
  expect(first.total).toBe(2700 - 700);
  const second = quoteOf({ orderLines: taken('c'), returning: [back('b', 1, under(7001))], clawedBack: 700 });
  expect(second.couponClawback).toEqual({ amount: -300, code: 'coupon.given-back' });
  expect(second.total).toBe(2700 + 300);
  const third = quoteOf({ orderLines: taken('b', 'c'), returning: [back('a', 1, under(7001))], clawedBack: 400 });
  expect(third.couponClawback).toEqual({ amount: -400, code: 'coupon.given-back' });
  expect(first.total + second.total + third.total).toBe(9000);
});

test('under the law too it comes back, and nothing new is taken', () => {
  const law = (clawedBack: number) =>
    quoteOf({ orderLines: taken('c'), returning: [back('b', 1)], clawedBack }).couponClawback;
  expect(law(700)).toEqual({ amount: -300, code: 'coupon.given-back' });
  expect(law(401)).toEqual({ amount: -1, code: 'coupon.given-back' });
  expect(law(400)).toEqual({ amount: 0, code: 'coupon.none' });
  expect(law(399)).toEqual({ amount: 0, code: 'coupon.none' });
  expect(law(0)).toEqual({ amount: 0, code: 'coupon.none' });
});

test('a rejected line takes nothing anew, and gives back what was taken when enough is kept after all', () => {
  const returning = (minimum: number, quantity = 0) => [back('c', quantity, under(minimum))];
  const at = (over: Partial<QuoteInput>) => quoteOf({ orderLines: taken('b'), ...over }).couponClawback.amount;
  expect(at({ returning: returning(7001) })).toBe(0);
  expect(at({ returning: returning(7001), clawedBack: 300 })).toBe(0);
  expect(at({ returning: returning(7000), clawedBack: 300 })).toBe(-300);
  expect(at({ returning: [back('a', 1), ...returning(7001)] })).toBe(0);
  expect(at({ returning: [back('a', 1), ...returning(7001, 1)] })).toBe(0);
  expect(at({ returning: [back('a', 0), ...returning(7001, 1)] })).toBe(400);
});

test('pieces of a return that is not decided are still kept', () => {
  const open = orderLines.map((line) => (line.id === 'b' ? { ...line, takenPieces: [0], openPieces: [0] } : line));
  const at = (minimum: number) => quoteOf({ orderLines: open, returning: [back('c', 1, under(minimum))] });
  expect(at(7000).couponClawback.amount).toBe(0);
  expect(at(7001).couponClawback.amount).toBe(700);
  expect(quoteOf({ orderLines: taken('b'), returning: [back('c', 1, under(7000))] }).couponClawback.amount).toBe(400);
});

test('more given back than taken counts as nothing taken', () => {
  const returning = [back('c', 1, under(7001))];
  expect(quoteOf({ orderLines, returning, clawedBack: -50 }).couponClawback.amount).toBe(700);
});

test('what is given back can pay a fee, but the coupon is taken only from what the fees left', () => {
  const label = {
    returnCost: { payer: 'customer', basis: 'policy', labelFee: eur(2500), policyVersionId: 'v1', rule: null },
  } as const;
  const given = quoteOf({
    orderLines: [orderLine({ unitPrice: 2000, discountTotal: 1000, couponTotal: 1000 })],
    returning: [back('a', 1, { ...label, ...under(1) })],
    usesMerchantLabel: true,
    clawedBack: 1000,
  });
  expect(given).toMatchObject({ couponClawback: { amount: -1000 }, returnFee: { amount: 2000 }, total: 0 });
  const left = quoteOf({
    orderLines,
    returning: [back('c', 1, { ...label, ...under(7001) })],
    usesMerchantLabel: true,
  });
  expect(left).toMatchObject({
    returnFee: { amount: 2500, code: 'fee.label' },
    couponClawback: { amount: 200, code: 'coupon.capped' },
    total: 0,
  });
});
