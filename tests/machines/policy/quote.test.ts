import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pieceShare } from '#machines/policy/pieces.ts';
import { quoteReturn } from '#machines/policy/quote.ts';
import { type Quote, type QuoteInput, type QuoteOrderLine, QuoteSchema } from '#machines/policy/quote-schema.ts';
import { back, MERCHANT_FAULT, orderLine, quoteInput } from '#tests/machines/policy/build.ts';

function quote(over: Partial<QuoteInput> = {}): Quote {
  const result = quoteReturn(quoteInput(over));
  if (!result.ok) throw new Error(result.refusal.code);
  expect(QuoteSchema.parse(JSON.parse(JSON.stringify(result.quote)))).toEqual(result.quote);
  return result.quote;
}

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
  ['a part, priced per item, not due', [back('b', 2, notDue)], paid({ pricedPerItem: true }), 0, 'shipping.not-due'],
])('outbound shipping: %s', (_what, returning, shipping, amount, code) => {
  expect(quote({ orderLines: two, returning, shipping }).shippingRefund).toEqual({ amount, code });
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
  ['more than the refund', [back('a', 1, label(1490))], true, 1000, 'fee.label-capped'],
  ['all rejected', [back('a', 0, label(490))], true, 0, 'fee.none'],
])('return fee: %s', (_what, returning, usesMerchantLabel, amount, code) => {
  const quoted = quote({ orderLines: two, returning, usesMerchantLabel });
  expect(quoted.returnFee).toEqual({ amount, code });
  expect(quoted.total).toBe(quoted.lines.reduce((sum, line) => sum + line.refund, 0) - amount);
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

test('the versions behind a quote are listed once', () => {
  const returning = [back('a', 1, { policyVersionId: 'v2' }), back('b', 1, { policyVersionId: 'v1' })];
  expect(quote({ orderLines: two, returning }).policyVersionIds).toEqual(['v1', 'v2']);
});

test('the shares of all pieces sum to the whole', () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.integer({ min: 1, max: 200 }), (total, pieces) => {
      const shares = Array.from({ length: pieces }, (_, index) => pieceShare(total, pieces, index));
      expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    }),
  );
});

const anyLine = fc
  .record({
    quantity: fc.integer({ min: 1, max: 7 }),
    unitPrice: fc.nat(50_000),
    discount: fc.nat(100),
    tax: fc.nat(30_000),
    taxIncluded: fc.boolean(),
  })
  .map(({ quantity, unitPrice, discount, tax, taxIncluded }) =>
    orderLine({
      quantity,
      unitPrice,
      discountTotal: Math.floor((quantity * unitPrice * discount) / 100),
      taxTotal: tax,
      taxIncluded,
    }),
  );
const lineTotal = (line: QuoteOrderLine) =>
  line.unitPrice * line.quantity - line.discountTotal + (line.taxIncluded ? 0 : line.taxTotal);

test('any sequence of partial returns pays exactly what was paid, in currencies of 0, 2 and 3 decimals', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('EUR', 'JPY', 'KWD', 'ISK'),
      fc.array(anyLine, { minLength: 1, maxLength: 4 }),
      fc.nat(3000),
      fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 7 })), { maxLength: 12 }),
      fc.nat(10_000),
      (currency, drawn, shippingRaw, moves, splitAt) => {
        const lines = drawn.map((line, index) => ({ ...line, id: `l${index}` }));
        const step = { EUR: 1, JPY: 1, KWD: 10, ISK: 100 }[currency];
        // What a customer paid is itself payable; shipping makes the sum a whole step.
        const goods = lines.reduce((sum, line) => sum + lineTotal(line), 0);
        const charged = Math.ceil((goods + shippingRaw) / step) * step;
        const split = Math.min(charged, Math.floor(splitAt / step) * step);
        const payments = [
          { id: 'p1', amount: split, refunded: 0 },
          { id: 'p2', amount: charged - split, refunded: 0 },
        ];
        const shipping = { paid: charged - goods, alreadyRefunded: 0, standardCost: null };
        const rest = lines.map((line, index) => [index, line.quantity] as const);
        for (const [pick, wanted] of [...moves, ...rest]) {
          const line = lines[pick % lines.length];
          if (!line) continue;
          const quantity = Math.min(wanted, line.quantity - line.alreadyRefundedQuantity);
          if (quantity === 0) continue;
          const quoted = quote({
            currency,
            orderLines: lines,
            shipping,
            returning: [back(line.id, quantity)],
            payments,
          });
          line.alreadyRefundedQuantity += quantity;
          line.alreadyRefundedAmount += quoted.lines[0]?.refund ?? 0;
          shipping.alreadyRefunded += quoted.shippingRefund.amount;
          for (const payout of quoted.payouts) {
            const payment = payments.find(({ id }) => id === payout.paymentId);
            if (payment) payment.refunded += payout.amount;
          }
          expect(quoted.total % step).toBe(0);
          expect(quoted.payouts.reduce((sum, payout) => sum + payout.amount, 0)).toBe(quoted.total);
          for (const payment of payments) expect(payment.refunded).toBeLessThanOrEqual(payment.amount);
        }
        expect(lines.map((line) => line.alreadyRefundedAmount)).toEqual(lines.map(lineTotal));
        expect(payments.reduce((sum, payment) => sum + payment.refunded, 0)).toBe(charged);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a refund is never negative and never more than is left, whatever fee and deduction', () => {
  fc.assert(
    fc.property(
      anyLine,
      fc.nat(60_000),
      fc.nat(60_000),
      fc.nat(60_000),
      fc.nat(60_000),
      (line, fee, deduction, amount, refunded) => {
        const payments = [{ id: 'p1', amount, refunded }];
        const result = quoteReturn(
          quoteInput({
            orderLines: [line],
            returning: [back('a', line.quantity, label(fee))],
            usesMerchantLabel: true,
            deductions: [{ orderLineId: 'a', amount: deduction, reasonCode: 'worn' }],
            payments,
          }),
        );
        if (!result.ok) {
          expect(result.refusal.code).toBe('quote.deduction-above-refund');
          return;
        }
        const { total, lines, returnFee, rounding, notPayable, shippingRefund } = result.quote;
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(Math.max(0, amount - refunded));
        const sum = lines.reduce((all, { refund }) => all + refund, 0);
        expect(total).toBe(sum + shippingRefund.amount - returnFee.amount + rounding - notPayable);
      },
    ),
    { numRuns: 1000 },
  );
});
