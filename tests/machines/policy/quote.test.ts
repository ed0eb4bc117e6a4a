import { expect, test } from 'vitest';
import { freePieces } from '#machines/policy/pieces.ts';
import { quoteReturn } from '#machines/policy/quote.ts';
import type { QuoteInput, QuoteOrderLine } from '#machines/policy/quote-schema.ts';
import { back, orderLine, quoteInput } from '#tests/machines/policy/build.ts';
import { quoteOf as quote } from '#tests/machines/policy/quote-build.ts';

function refusal(over: Partial<QuoteInput>) {
  const result = quoteReturn(quoteInput(over));
  return result.ok ? null : result.refusal;
}

test('price after discount, with tax inside', () => {
  const lines = [orderLine({ quantity: 3, unitPrice: 1999, discountTotal: 600, taxTotal: 862 })];
  const { lines: quoted, total } = quote({ orderLines: lines, returning: [back('a', 2)] });
  expect(quoted).toEqual([
    {
      orderLineId: 'a',
      quantity: 2,
      pieces: [0, 1],
      reason: 'changed-mind',
      gross: 3998,
      discount: 400,
      tax: 575,
      taxIncluded: true,
      deduction: 0,
      deductionCode: null,
      capped: 0,
      refund: 3598,
      policyVersionId: 'v1',
      restocking: 0,
      restockingPercent: 0,
    },
  ]);
  expect(total).toBe(3598);
});

test('tax that was added comes back too', () => {
  const lines = [orderLine({ quantity: 3, unitPrice: 1000, discountTotal: 100, taxTotal: 250, taxIncluded: false })];
  // Shares of the discount 34, 33, 33 and of the tax 84, 83, 83.
  expect(quote({ orderLines: lines, returning: [back('a', 1)] }).total).toBe(1000 - 34 + 84);
  expect(quote({ orderLines: lines, returning: [back('a', 3)] }).total).toBe(3150);
});

test('a piece keeps its share whatever went back before', () => {
  const line = (over: Partial<QuoteOrderLine>) => [
    orderLine({ quantity: 3, unitPrice: 1000, discountTotal: 1000, ...over }),
  ];
  expect(quote({ orderLines: line({}) }).total).toBe(666);
  expect(quote({ orderLines: line({ alreadyRefundedQuantity: 1, alreadyRefundedAmount: 666 }) }).total).toBe(667);
  expect(quote({ orderLines: line({ takenPieces: [1] }) }).lines[0]?.pieces).toEqual([0]);
  expect(
    quote({ orderLines: line({ takenPieces: [0] }), returning: [{ ...back('a', 1), pieces: [2] }] }).lines[0]?.pieces,
  ).toEqual([2]);
});

test('named pieces come first, the rest are the first free ones, and all are told in their order', () => {
  const lines = [orderLine({ quantity: 12, unitPrice: 100, takenPieces: [0] })];
  const at = (quantity: number, pieces: number[]) =>
    quote({ orderLines: lines, returning: [{ ...back('a', quantity), pieces }] }).lines[0]?.pieces;
  expect(at(3, [11, 2])).toEqual([1, 2, 11]);
  expect(at(2, [11, 2, 5])).toEqual([2, 11]);
  expect(at(2, [5, 5])).toEqual([1, 5]);
});

test('the accepted quantity takes the first of the pieces that were quoted', () => {
  const lines = [orderLine({ quantity: 4, unitPrice: 100 })];
  expect(quote({ orderLines: lines, returning: [{ ...back('a', 1), pieces: [2, 3] }] }).lines[0]?.pieces).toEqual([2]);
  expect(quote({ orderLines: lines, returning: [{ ...back('a', 0), pieces: [2, 3] }] })).toMatchObject({
    total: 0,
    payouts: [],
  });
});

test.each([
  ['a line of another order', { returning: [back('b', 1)] }, { code: 'quote.unknown-line', orderLineId: 'b' }],
  ['a line twice', { returning: [back('a', 1), back('a', 1)] }, { code: 'quote.line-twice', orderLineId: 'a' }],
  [
    'more than is left',
    { returning: [back('a', 2)] },
    { code: 'quote.quantity-above-left', orderLineId: 'a', asked: 2, left: 1 },
  ],
  [
    'nothing left',
    { orderLines: [orderLine({ alreadyRefundedQuantity: 1 })] },
    { code: 'quote.quantity-above-left', orderLineId: 'a', asked: 1, left: 0 },
  ],
  [
    'a piece that is taken',
    { orderLines: [orderLine({ quantity: 2, takenPieces: [0] })], returning: [{ ...back('a', 1), pieces: [0] }] },
    { code: 'quote.pieces-taken', orderLineId: 'a' },
  ],
  [
    'a piece that never was',
    { returning: [{ ...back('a', 1), pieces: [7] }] },
    { code: 'quote.pieces-taken', orderLineId: 'a' },
  ],
  [
    'the piece behind the last',
    { returning: [{ ...back('a', 1), pieces: [1] }] },
    { code: 'quote.pieces-taken', orderLineId: 'a' },
  ],
  [
    'a coupon above the discount, on a line that stays too',
    { orderLines: [orderLine(), orderLine({ id: 'b', discountTotal: 99, couponTotal: 100 })] },
    { code: 'quote.coupon-above-discount', orderLineId: 'b' },
  ],
  [
    'a discount above the price',
    { orderLines: [orderLine({ discountTotal: 1001 })] },
    { code: 'quote.discount-above-price', orderLineId: 'a' },
  ],
  [
    'a deduction above the refund',
    { deductions: [{ orderLineId: 'a', amount: 1001, reasonCode: 'worn' }] },
    { code: 'quote.deduction-above-refund', orderLineId: 'a', asked: 1001, most: 1000 },
  ],
  [
    'a deduction from another line',
    { deductions: [{ orderLineId: 'b', amount: 1, reasonCode: 'worn' }] },
    { code: 'quote.unknown-line', orderLineId: 'b' },
  ],
])('refuses %s', (_what, over, expected) => {
  expect(refusal(over)).toEqual(expected);
});

test.each([
  ['a negative price', { orderLines: [orderLine({ unitPrice: -1 })] }],
  ['half a piece', { returning: [back('a', 0.5)] }],
  ['an unknown currency', { currency: 'EUX' }],
  ['more than a number holds', { orderLines: [orderLine({ quantity: 100_000, unitPrice: Number.MAX_SAFE_INTEGER })] }],
])('throws for %s', (_what, over) => {
  expect(() => quoteReturn(quoteInput(over))).toThrow();
});

test('a deduction lowers its own line and is named', () => {
  const { lines, total } = quote({ deductions: [{ orderLineId: 'a', amount: 300, reasonCode: 'worn' }] });
  expect(lines[0]).toMatchObject({ deduction: 300, deductionCode: 'worn', refund: 700 });
  expect(total).toBe(700);
});

test('what went back outside a return is not paid again', () => {
  const { lines, total } = quote({ orderLines: [orderLine({ alreadyRefundedAmount: 400 })] });
  expect(lines[0]).toMatchObject({ capped: 400, refund: 600 });
  expect(total).toBe(600);
});

test('several payments are refunded in their order, and never beyond what is left', () => {
  const payments = [
    { id: 'p1', amount: 500, refunded: 100 },
    { id: 'p2', amount: 300, refunded: 300 },
    { id: 'p3', amount: 800, refunded: 0 },
  ];
  expect(quote({ payments })).toMatchObject({
    total: 1000,
    notPayable: 0,
    payouts: [
      { paymentId: 'p1', amount: 400 },
      { paymentId: 'p3', amount: 600 },
    ],
  });
  expect(quote({ payments: payments.slice(0, 2) })).toMatchObject({
    total: 400,
    notPayable: 600,
    payouts: [{ paymentId: 'p1', amount: 400 }],
  });
  expect(quote({ payments: [] })).toMatchObject({ total: 0, notPayable: 1000, payouts: [] });
  expect(quote({ payments: [{ id: 'p1', amount: 5, refunded: 9 }] })).toMatchObject({ total: 0, notPayable: 1000 });
});

test('three decimals are rounded up to what can be paid, the last return takes what is left', () => {
  const line = (over: Partial<QuoteOrderLine> = {}) => [
    orderLine({ quantity: 3, unitPrice: 4000, discountTotal: 2000, ...over }),
  ];
  const at = (refunded: number) => [{ id: 'p1', amount: 10_000, refunded }];
  const first = quote({ currency: 'KWD', orderLines: line(), payments: at(0) });
  expect([first.lines[0]?.refund, first.rounding, first.total]).toEqual([3333, 7, 3340]);
  const last = quote({
    currency: 'KWD',
    orderLines: line({ alreadyRefundedQuantity: 2, alreadyRefundedAmount: 6666 }),
    payments: at(6680),
  });
  expect([last.lines[0]?.refund, last.rounding, last.notPayable, last.total]).toEqual([3334, 0, 14, 3320]);
});

test('no more pieces are free than there are', () => {
  expect(freePieces(3, new Set([1]), 5)).toEqual([0, 2]);
  expect(freePieces(3, new Set([1]), 1)).toEqual([0]);
  expect(freePieces(1, new Set([0]), 1)).toEqual([]);
});

test('the versions behind a quote are listed once', () => {
  const returning = [back('a', 1, { policyVersionId: 'v2' }), back('b', 1, { policyVersionId: 'v1' })];
  expect(quote({ orderLines: [orderLine(), orderLine({ id: 'b' })], returning }).policyVersionIds).toEqual([
    'v1',
    'v2',
  ]);
});
