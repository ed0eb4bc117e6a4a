import { quoteBonus } from '#machines/policy/quote-bonus.ts';
import { quoteCancellation } from '#machines/policy/quote-cancellation.ts';
import { couponDue, quoteCoupon } from '#machines/policy/quote-coupon.ts';
import { quoteFee } from '#machines/policy/quote-fee.ts';
import { type CheckedInput, type QuoteInput, QuoteInputSchema } from '#machines/policy/quote-input.ts';
import { quoteLines } from '#machines/policy/quote-lines.ts';
import { quotePayouts } from '#machines/policy/quote-payouts.ts';
import type { Quote, QuoteResult } from '#machines/policy/quote-schema.ts';
import { quoteShipping } from '#machines/policy/quote-shipping.ts';

/**
 * The refund of a return, line by line: the one computation for the estimate, the approval (with the accepted quantities and deductions) and the
 * refund. All amounts in minor units of the order's currency.
 *
 * total = lines + outbound shipping - cancellation fee - return fee - coupon taken back + rounding - what is no longer left on the payments.
 * It is never negative and never more than is left; it is paid out from the payments in their order. Each piece has its share of the line, so any
 * sequence of returns pays exactly what was paid for what came back. What is taken off is taken in this order, each never more than what the
 * ones before left: by the law, for the way back, for the coupon. The bonus for store credit stands beside the total.
 *
 * Rounding: percentages that are taken off are rounded down for each line and quote, the bonus is rounded up for each quote, Stripe's steps are
 * rounded up once over all quotes of the order. So two quotes instead of one differ by less than one minor unit for each percentage taken.
 * Refuses with a code; throws only for input that no order can have (negative amounts, unknown currency).
 */
export function quoteReturn(unchecked: QuoteInput): QuoteResult {
  return quoteChecked(QuoteInputSchema.parse(unchecked));
}

/** `quoteReturn` for input that its schema has read: a return that is quoted on several terms is read once. */
export function quoteChecked(input: CheckedInput): QuoteResult {
  const result = quoteLines(input);
  if (!result.ok) return result;
  const { lines } = result;
  const shippingRefund = quoteShipping(input);
  const price = lines.reduce((sum, line) => sum + line.refund, 0) + shippingRefund.amount;
  const coupon = couponDue(input, lines);
  const before = price - Math.min(0, coupon);
  const cancellationFee = quoteCancellation(input, lines, before);
  const returnFee = quoteFee(input, before - cancellationFee.amount);
  const rest = before - cancellationFee.amount - returnFee.amount;
  const couponClawback = quoteCoupon(coupon, rest);
  const paid = quotePayouts(rest - Math.max(0, couponClawback.amount), input);
  const quote: Quote = {
    schemaVersion: 2,
    currency: input.currency,
    lines,
    shippingRefund,
    returnFee,
    rounding: paid.rounding,
    notPayable: paid.notPayable,
    total: paid.total,
    payouts: paid.payouts,
    policyVersionIds: [...new Set(lines.map((line) => line.policyVersionId))].toSorted(),
    resolution: input.resolution,
    cancellationFee,
    couponClawback,
    creditBonus: quoteBonus(input, lines, paid.total),
  };
  return { ok: true, quote };
}
