import { expect, test } from 'vitest';
import { GRADES } from '#machines/line/codes.ts';
import { gradeDeduction } from '#machines/policy/grade-deduction.ts';
import { quoteReturn } from '#machines/policy/quote.ts';
import { back, MERCHANT_FAULT, orderLine, quoteInput } from '#tests/machines/policy/build.ts';
import { quoteOf } from '#tests/machines/policy/quote-build.ts';

const restock = (unitPrice: number, restockingPercent: number) =>
  quoteOf({ orderLines: [orderLine({ unitPrice })], returning: [back('a', 1, { restockingPercent })] });

test.each([
  ['nothing', 1000, 0, 0],
  ['exact', 1000, 15, 150],
  ['a half is rounded down', 1050, 15, 157],
  ['just below a unit', 199, 1, 1],
  ['less than a unit', 99, 1, 0],
  ['one unit', 100, 1, 1],
  ['all of it', 1001, 100, 1001],
])('restocking: %s', (_what, unitPrice, percent, restocking) => {
  const { lines, total } = restock(unitPrice, percent);
  expect(lines[0]).toMatchObject({ restocking, restockingPercent: percent, refund: unitPrice - restocking });
  expect(total).toBe(unitPrice - restocking);
});

test('restocking is taken of what the pieces bring: after the discount, with added tax, once for the line', () => {
  const line = orderLine({ quantity: 3, unitPrice: 999, discountTotal: 100, taxTotal: 200, taxIncluded: false });
  const at = (quantity: number) =>
    quoteOf({ orderLines: [line], returning: [back('a', quantity, { restockingPercent: 10 })] }).lines[0];
  // 999 - 34 + 67 and 3 * 999 - 100 + 200.
  expect(at(1)).toMatchObject({ restocking: 103, refund: 1032 - 103 });
  expect(at(3)).toMatchObject({ restocking: 309, refund: 3097 - 309 });
});

test('restocking is taken of what was not refunded before, and never for the fault of the merchant', () => {
  const orderLines = [orderLine({ alreadyRefundedAmount: 400 })];
  const terms = { restockingPercent: 50 };
  expect(quoteOf({ orderLines, returning: [back('a', 1, terms)] }).lines[0]).toMatchObject({
    ...{ capped: 400, restocking: 300, refund: 300 },
  });
  const fault = [back('a', 1, { ...MERCHANT_FAULT, ...terms }, 'defective')];
  expect(quoteOf({ returning: fault }).lines[0]).toMatchObject({ restocking: 0, restockingPercent: 0, refund: 1000 });
});

test('a deduction can take what restocking left, and not a unit more', () => {
  const at = (amount: number) =>
    quoteReturn(
      quoteInput({
        returning: [back('a', 1, { restockingPercent: 20 })],
        deductions: [{ orderLineId: 'a', amount, reasonCode: 'other' }],
      }),
    );
  expect(at(800)).toMatchObject({ ok: true, quote: { total: 0, lines: [{ restocking: 200, deduction: 800 }] } });
  expect(at(801)).toEqual({
    ok: false,
    refusal: { code: 'quote.deduction-above-refund', orderLineId: 'a', asked: 801, most: 800 },
  });
});

test('several deductions of a line are one sum under the name of the first', () => {
  const deductions = [
    { orderLineId: 'a', amount: 100, reasonCode: 'signs-of-use' },
    { orderLineId: 'a', amount: 50, reasonCode: 'parts-missing' },
  ];
  expect(quoteOf({ deductions }).lines[0]).toMatchObject({
    deduction: 150,
    deductionCode: 'signs-of-use',
    refund: 850,
  });
});

test('what was refunded before beyond the price brings nothing, and nothing negative', () => {
  const at = (alreadyRefundedAmount: number) =>
    quoteOf({ orderLines: [orderLine({ alreadyRefundedAmount })] }).lines[0];
  expect(at(999)).toMatchObject({ capped: 999, refund: 1 });
  expect(at(1000)).toMatchObject({ capped: 1000, refund: 0 });
  expect(at(1001)).toMatchObject({ capped: 1000, refund: 0 });
  const reduced = orderLine({ discountTotal: 300, alreadyRefundedAmount: 400 });
  expect(quoteOf({ orderLines: [reduced] }).lines[0]).toMatchObject({ capped: 400, refund: 300 });
});

test('a discount of the whole price brings nothing back but added tax', () => {
  const free = orderLine({ discountTotal: 1000, taxTotal: 7, taxIncluded: false });
  expect(quoteOf({ orderLines: [free] }).lines[0]).toMatchObject({ discount: 1000, tax: 7, refund: 7 });
});

test('a gift card and a service come back as any line does', () => {
  const card = [orderLine({ requiresShipping: false, unitPrice: 2500 })];
  expect(quoteOf({ orderLines: card }).total).toBe(2500);
});

const suggested = (over: Partial<Parameters<typeof gradeDeduction>[0]>) =>
  gradeDeduction({
    ...{ percents: { used: 25, damaged: 100, 'as-new': 0 }, grade: 'used', fault: 'customer', currency: 'EUR' },
    line: { refund: 1000, deduction: 0 },
    ...over,
  });

test.each([
  ['exact', 1000, 250],
  ['a half is rounded down', 1002, 250],
  ['just below a unit', 1003, 250],
  ['the next unit', 1004, 251],
  ['nothing to take from', 0, 0],
])('a grade suggests its percentage of what the line brings: %s', (_what, refund, amount) => {
  expect(suggested({ line: { refund, deduction: 0 } })).toEqual({
    ...{ code: 'grade.percent', percent: 25, amount: { amount, currency: 'EUR' }, reasonCode: 'signs-of-use' },
  });
});

test('a grade suggests of what the line brings before any deduction', () => {
  expect(suggested({ line: { refund: 700, deduction: 300 } }).amount).toEqual({ amount: 250, currency: 'EUR' });
});

test.each([
  ['not graded', { grade: null }, 'grade.not-graded', 'other'],
  ['the fault of the merchant', { fault: 'merchant' }, 'grade.merchant-fault', 'signs-of-use'],
  ['a grade that is not named', { grade: 'missing' }, 'grade.nothing-taken', 'parts-missing'],
  ['a grade that takes nothing', { grade: 'as-new' }, 'grade.nothing-taken', 'other'],
] as const)('no deduction is suggested: %s', (_what, over, code, reasonCode) => {
  expect(suggested(over)).toEqual({ code, percent: 0, amount: { amount: 0, currency: 'EUR' }, reasonCode });
});

test('each grade names a reason that the desk knows', () => {
  const reasons = GRADES.map((grade) => suggested({ grade }).reasonCode);
  expect(reasons).toEqual(['other', 'other', 'signs-of-use', 'damaged-by-customer', 'other', 'parts-missing']);
});

test('a suggested deduction is always taken, restocking beside it', () => {
  const input = quoteInput({
    orderLines: [orderLine({ unitPrice: 999 })],
    returning: [back('a', 1, { restockingPercent: 33 })],
  });
  const before = quoteOf(input).lines[0];
  if (!before) throw new Error('no line');
  const { amount, reasonCode } = suggested({ grade: 'damaged', line: before });
  const deductions = [{ orderLineId: 'a', amount: amount.amount, reasonCode }];
  expect(quoteOf({ ...input, deductions }).lines[0]).toMatchObject({ restocking: 329, deduction: 670, refund: 0 });
});
