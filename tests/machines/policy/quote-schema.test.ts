import { expect, test } from 'vitest';
import { quoteReturn } from '#machines/policy/quote.ts';
import { type QuoteInput, QuoteInputSchema, QuoteOrderLineSchema, QuoteSchema } from '#machines/policy/quote-schema.ts';
import { back, orderLine, quoteInput, terms } from '#tests/machines/policy/build.ts';
import { quoteOf } from '#tests/machines/policy/quote-build.ts';

/** As the first schema stored it. */
const FIRST = {
  schemaVersion: 1,
  currency: 'EUR',
  lines: [
    {
      orderLineId: 'a',
      quantity: 1,
      pieces: [0],
      reason: 'changed-mind',
      gross: 1000,
      discount: 100,
      tax: 144,
      taxIncluded: true,
      deduction: 50,
      deductionCode: 'signs-of-use',
      capped: 0,
      refund: 850,
      policyVersionId: 'v1',
    },
  ],
  shippingRefund: { amount: 490, code: 'shipping.law' },
  returnFee: { amount: 300, code: 'fee.label' },
  rounding: 0,
  notPayable: 0,
  total: 1040,
  payouts: [{ paymentId: 'p1', amount: 1040 }],
  policyVersionIds: ['v1'],
} as const;

test('a quote of the first schema says the same in the second, all that is new being zero', () => {
  const read = QuoteSchema.parse(FIRST);
  expect(read).toEqual({
    ...FIRST,
    schemaVersion: 2,
    lines: [{ ...FIRST.lines[0], restocking: 0, restockingPercent: 0 }],
    resolution: 'refund',
    cancellationFee: { amount: 0, code: 'cancellation.none' },
    couponClawback: { amount: 0, code: 'coupon.none' },
    creditBonus: 0,
  });
  expect(QuoteSchema.parse(read)).toEqual(read);
});

test.each([
  ['a field of the second in one of the first', { ...FIRST, creditBonus: 0 }],
  ['a line field of the second in one of the first', { ...FIRST, lines: [{ ...FIRST.lines[0], restocking: 0 }] }],
  ['one of the first that lacks a field', { ...FIRST, total: undefined }],
  ['another schema', { ...FIRST, schemaVersion: 3 }],
  ['no schema', { ...FIRST, schemaVersion: undefined }],
  ['one of the second without its new fields', { ...FIRST, schemaVersion: 2 }],
  ['nothing', null],
])('a stored quote is refused: %s', (_what, stored) => {
  expect(QuoteSchema.safeParse(stored).success).toBe(false);
});

test('one of the second with a stranger in it is refused', () => {
  const quoted = quoteOf();
  expect(QuoteSchema.safeParse({ ...quoted, extra: 1 }).success).toBe(false);
  expect(QuoteSchema.safeParse({ ...quoted, creditBonus: -1 }).success).toBe(false);
  expect(QuoteSchema.safeParse({ ...quoted, couponClawback: { amount: -1, code: 'coupon.given-back' } }).success).toBe(
    true,
  );
});

test('what is not given stands for no coupon and nothing taken', () => {
  const input = QuoteInputSchema.parse(quoteInput());
  expect(input).toMatchObject({
    ...{ couponCode: null, resolution: 'refund', clawedBack: 0, cancellationFeeCharged: 0, rounded: 0 },
    orderLines: [{ couponTotal: 0, openPieces: [] }],
  });
});

test('terms from before the merchant had rules take nothing', () => {
  const { fault, returnCost, outboundShipping, policyVersionId } = terms();
  const returning = [{ ...back('a', 1), terms: { fault, returnCost, outboundShipping, policyVersionId } }];
  expect(quoteReturn({ ...quoteInput(), returning })).toEqual(quoteReturn(quoteInput()));
});

test.each<[string, Partial<QuoteInput>]>([
  ['more orders lines than an order has', { orderLines: Array.from({ length: 10_001 }, () => orderLine()) }],
  ['more payments', { payments: Array.from({ length: 101 }, (_, i) => ({ id: `p${i}`, amount: 1, refunded: 0 })) }],
  ['an endless coupon', { couponCode: 'x'.repeat(501) }],
  ['a negative fee so far', { cancellationFeeCharged: -1 }],
  ['half a unit', { clawedBack: 0.5 }],
  ['a percentage above all', { returning: [back('a', 1, { restockingPercent: 101 })] }],
])('an input is a fault: %s', (_what, over) => {
  expect(() => quoteReturn(quoteInput(over))).toThrow();
});

test('an order line has at least one piece and at most a hundred thousand', () => {
  const at = (quantity: number) => QuoteOrderLineSchema.safeParse(orderLine({ quantity })).success;
  expect([at(0), at(1), at(100_000), at(100_001)]).toEqual([false, true, true, false]);
});
