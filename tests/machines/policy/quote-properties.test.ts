import fc from 'fast-check';
import { expect, test } from 'vitest';
import { payableStep } from '#machines/money.ts';
import { pieceShare } from '#machines/policy/pieces.ts';
import { quoteReturn } from '#machines/policy/quote.ts';
import { type Quote, type QuoteInput, QuoteSchema } from '#machines/policy/quote-schema.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';
import { MERCHANT_FAULT } from '#tests/machines/policy/build.ts';
import { must, sum } from '#tests/machines/policy/quote-build.ts';
import {
  anyMoves,
  anyTerms,
  anyWorld,
  cases,
  inputAfter,
  NOTHING,
  PATIENCE,
  possible,
  settle,
  settleAll,
  totalOf,
} from '#tests/machines/policy/quote-world.ts';

test('the shares of all pieces sum to the whole', () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.integer({ min: 1, max: 200 }), (total, pieces) => {
      const shares = Array.from({ length: pieces }, (_, index) => pieceShare(total, pieces, index));
      expect(sum(shares)).toBe(total);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    }),
    cases(1000),
  );
});

const CAPPED = ['coupon.capped', 'cancellation.capped'];

test('a return split in two never pays more than at once but for the rounding', { timeout: PATIENCE }, () => {
  fc.assert(
    fc.property(anyWorld, anyTerms, anyMoves, fc.nat(3), fc.nat(5), (world, termsIn, moves, line, pieces) => {
      const promised = termsIn(world.currency);
      const once = settle(world, NOTHING, [[line, 2], ...moves.flat()], promised);
      const place = line % world.lines.length;
      const part = 1 + (pieces % (once.gone[place] ?? 1));
      const rest = once.gone.map((quantity, index) => [index, quantity - (index === place ? part : 0)] as const);
      const split = settleAll(world, [[[place, part]], rest.filter(([, quantity]) => quantity > 0)], promised);
      must(split.gone.join() === once.gone.join(), 'not the same pieces');
      const capped = [...once.quotes, ...split.quotes].some(({ couponClawback, cancellationFee }) =>
        [couponClawback.code, cancellationFee.code].some((code) => CAPPED.includes(code)),
      );
      if (capped) return;
      // One unit for the restocking of the line that was split, one for the cancellation fee; and then the step above.
      const most = totalOf(once) + 1 + payableStep(world.currency);
      must(totalOf(split) <= most, `${totalOf(split)} and not at most ${most}`);
      const bonus = ({ quotes }: typeof once) => sum(quotes.map(({ creditBonus }) => creditBonus));
      const mostBonus = bonus(once) + Math.max(0, totalOf(split) - totalOf(once)) + 1;
      must(bonus(split) <= mostBonus, `bonus: ${bonus(split)} and not at most ${mostBonus}`);
    }),
    cases(16_000),
  );
});

/** Any input at all that an order could give: terms and reasons differ by line, payments are partly used, earlier quotes took anything. */
const anyInput: fc.Arbitrary<QuoteInput> = fc
  .record({
    world: anyWorld,
    moves: anyMoves,
    terms: fc.array(fc.tuple(anyTerms, fc.boolean()), { minLength: 4, maxLength: 4 }),
    reason: fc.constantFrom(...REASON_CODES),
    deduction: fc.nat(500),
    used: fc.array(fc.nat(60_000), { minLength: 3, maxLength: 3 }),
    earlier: fc.record({
      clawedBack: fc.integer({ min: -500, max: 5000 }),
      cancellationFeeCharged: fc.nat(3000),
      rounded: fc.integer({ min: -20, max: 200 }),
      resolution: fc.constantFrom('refund' as const, 'store-credit' as const),
      usesMerchantLabel: fc.boolean(),
    }),
  })
  .map(({ world, moves, terms, reason, deduction, used, earlier }) => {
    const wanted = possible(world, NOTHING, moves.flat());
    const base = inputAfter(world, NOTHING, wanted, MERCHANT_FAULT);
    const returning = base.returning.map((line, index) => {
      const [termsIn, fault] = terms[index] ?? [];
      const promised = termsIn?.(world.currency) ?? MERCHANT_FAULT;
      return { ...line, reason, terms: fault ? { ...promised, fault: 'merchant' as const } : promised };
    });
    const payments = base.payments.map((payment, index) => ({ ...payment, refunded: used[index] ?? 0 }));
    const deductions = returning.slice(0, 1).map(({ orderLineId }) => ({
      ...{ orderLineId, amount: deduction, reasonCode: 'other' },
    }));
    return { ...base, ...earlier, returning, payments, deductions };
  });

function holdsAlone(quote: Quote, { payments, currency }: QuoteInput): void {
  const step = payableStep(currency);
  const { lines, shippingRefund, cancellationFee, returnFee, couponClawback, total } = quote;
  for (const { orderLineId, gross, discount, tax, taxIncluded, capped, restocking, deduction, refund } of lines) {
    const worth = gross - discount + (taxIncluded ? 0 : tax);
    must(refund >= 0 && refund === worth - capped - restocking - deduction, `line ${orderLineId}`);
  }
  const price = sum(lines.map(({ refund }) => refund)) + shippingRefund.amount;
  const taken = cancellationFee.amount + returnFee.amount + Math.max(0, couponClawback.amount);
  must(taken <= price + Math.max(0, -couponClawback.amount), `taken: ${taken}`);
  const due = price - cancellationFee.amount - returnFee.amount - couponClawback.amount;
  must(total === due + quote.rounding - quote.notPayable, `total: ${total}`);
  must(total >= 0 && total % step === 0, `not payable: ${total}`);
  must(sum(quote.payouts.map(({ amount }) => amount)) === total, 'the payouts are not the total');
  for (const { paymentId, amount } of quote.payouts) {
    const payment = payments.find(({ id }) => id === paymentId);
    must(amount <= (payment?.amount ?? 0) - (payment?.refunded ?? 0), `payment ${paymentId}`);
  }
  must(quote.creditBonus <= total, `bonus: ${quote.creditBonus}`);
}

test('any quote adds up, pays whole steps, and never more than is left', { timeout: PATIENCE }, () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const result = quoteReturn(input);
      if (result.ok) holdsAlone(result.quote, input);
      else must(result.refusal.code === 'quote.deduction-above-refund', result.refusal.code);
    }),
    cases(20_000),
  );
});

test('the same input gives the same quote, after it was stored too, and is not touched', { timeout: PATIENCE }, () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const stored = JSON.stringify(input);
      const first = JSON.stringify(quoteReturn(input));
      must(JSON.stringify(input) === stored, 'the input was touched');
      const again = quoteReturn(JSON.parse(stored));
      must(JSON.stringify(again) === first, 'another quote');
      const read = again.ok && JSON.stringify(QuoteSchema.parse(JSON.parse(first).quote));
      must(!again.ok || read === JSON.stringify(again.quote), 'another quote when it was read');
    }),
    cases(16_000),
  );
});
