import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveTotals, type StatedTotals } from '#app/import/order-totals.server.ts';

const line = (gross: number, discount = 0, taxable = true) => ({ gross, discount, taxable });
const stated = (changes: Partial<StatedTotals>): StatedTotals => ({
  currency: 'EUR',
  lines: [line(6000), line(4000)],
  subtotal: 10_000,
  shipping: 0,
  taxes: 0,
  duties: 0,
  total: 10_000,
  discount: 0,
  ...changes,
});

test.each<[string, Partial<StatedTotals>, unknown]>([
  [
    'tax within the price leaves the delivery its share',
    { shipping: 500, taxes: 1750, total: 10_500 },
    { taxIncluded: true, shippingPaid: 500, discounts: [0, 0], taxes: [1000, 667] },
  ],
  [
    'tax on top goes to the goods',
    { shipping: 500, taxes: 800, total: 11_300 },
    { taxIncluded: false, shippingPaid: 500, discounts: [0, 0], taxes: [480, 320] },
  ],
  [
    'tax on top goes to what is taxable',
    { lines: [line(6000), line(4000, 0, false)], taxes: 800, total: 10_800 },
    { taxIncluded: false, shippingPaid: 0, discounts: [0, 0], taxes: [800, 0] },
  ],
  [
    'a discount of the order falls on the lines by their price, odd cents on the largest remainder',
    { subtotal: 8999, discount: 1001, total: 8999 },
    { taxIncluded: true, shippingPaid: 0, discounts: [601, 400], taxes: [0, 0] },
  ],
  [
    'on top of discounts of the lines',
    { lines: [line(6000, 2000), line(4000)], subtotal: 7000, discount: 1000, total: 7000 },
    { taxIncluded: true, shippingPaid: 0, discounts: [2500, 500], taxes: [0, 0] },
  ],
  [
    'the discount of the order repeats those of the lines',
    { lines: [line(6000, 2000), line(4000)], subtotal: 8000, discount: 2000, total: 8000 },
    { taxIncluded: true, shippingPaid: 0, discounts: [2000, 0], taxes: [0, 0] },
  ],
  [
    'the discount of the order includes those of the lines',
    { lines: [line(6000, 2000), line(4000)], subtotal: 7200, discount: 2800, total: 7200 },
    { taxIncluded: true, shippingPaid: 0, discounts: [2400, 400], taxes: [0, 0] },
  ],
  [
    'a discount that made the delivery free',
    { shipping: 500, discount: 500, total: 10_000 },
    { taxIncluded: true, shippingPaid: 0, discounts: [0, 0], taxes: [0, 0] },
  ],
  [
    'a discount on goods that also made the delivery free',
    { subtotal: 9000, shipping: 500, discount: 1500, total: 9000 },
    { taxIncluded: true, shippingPaid: 0, discounts: [600, 400], taxes: [0, 0] },
  ],
  [
    'a subtotal before the discount',
    { shipping: 500, discount: 1000, total: 9500 },
    { taxIncluded: true, shippingPaid: 500, discounts: [600, 400], taxes: [0, 0] },
  ],
  [
    'duties belong to the total and to no line',
    { duties: 700, total: 10_700 },
    { taxIncluded: true, shippingPaid: 0, discounts: [0, 0], taxes: [0, 0] },
  ],
])('%s', (_, changes, totals) => {
  expect(resolveTotals(stated(changes))).toMatchObject({ ok: true, totals });
});

test('what lay on the order is told apart from the discounts of its lines', () => {
  const lines = [line(6000, 600), line(4000)];
  const read = resolveTotals(stated({ lines, subtotal: 8460, total: 8460, discount: 940 }));
  expect(read).toMatchObject({ totals: { discounts: [1140, 400], orderDiscounts: [540, 400] } });
  const plain = resolveTotals(stated({ lines, subtotal: 9400, total: 9400 }));
  expect(plain).toMatchObject({ totals: { discounts: [600, 0], orderDiscounts: [0, 0] } });
});

test.each<[string, Partial<StatedTotals>, unknown]>([
  [
    'a cent is missing from the subtotal',
    { subtotal: 9999, total: 9999 },
    { code: 'subtotal-differs', expected: 10_000, found: 9999 },
  ],
  ['a cent too much in the total', { total: 10_001 }, { code: 'total-differs', expected: 10_000, found: 10_001 }],
  ['a line is missing', { lines: [line(6000)] }, { code: 'subtotal-differs', expected: 6000, found: 10_000 }],
  ['half the tax', { taxes: 800, total: 10_400 }, { code: 'total-differs', expected: 10_000, found: 10_400 }],
  [
    'a discount of which a cent is lost',
    { discount: 1000, subtotal: 9001, total: 9001 },
    { code: 'subtotal-differs', expected: 9000, found: 9001 },
  ],
])('refused: %s', (_, changes, refusal) => {
  expect(resolveTotals(stated(changes))).toEqual({ ok: false, refusal });
});

test('whatever the order, its lines, tax and delivery make the total again', () => {
  const lines = fc.array(fc.record({ gross: fc.nat(1e6), off: fc.nat(100), taxable: fc.boolean() }), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(
      lines,
      fc.nat(100),
      fc.nat(5000),
      fc.nat(1e5),
      fc.boolean(),
      (made, percent, shipping, tax, included) => {
        const own = made.map(({ gross, off, taxable }) => line(gross, Math.floor((gross * off) / 100), taxable));
        const after = own.reduce((sum, { gross, discount }) => sum + gross - discount, 0);
        const discount = Math.floor((after * percent) / 100);
        const subtotal = after - discount;
        const taxes = included ? Math.min(tax, subtotal + shipping) : tax;
        const total = subtotal + shipping + (included ? 0 : taxes);
        const result = resolveTotals(stated({ lines: own, subtotal, shipping, taxes, total, discount }));
        if (!result.ok) throw new Error(result.refusal.code);
        const { totals } = result;
        const net = own.reduce((sum, { gross }, index) => sum + gross - (totals.discounts[index] ?? 0), 0);
        const added = totals.taxIncluded ? 0 : totals.taxes.reduce((sum, part) => sum + part, 0);
        expect(net + added + totals.shippingPaid).toBe(total);
        own.forEach(({ gross, discount: least }, index) => {
          expect(totals.discounts[index]).toBeGreaterThanOrEqual(least);
          expect(totals.discounts[index]).toBeLessThanOrEqual(gross);
        });
      },
    ),
  );
});
