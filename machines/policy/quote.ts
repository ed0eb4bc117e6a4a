import { money, payableStep, roundToPayable } from '#machines/money.ts';
import { quoteFee } from '#machines/policy/quote-fee.ts';
import { quoteLines } from '#machines/policy/quote-lines.ts';
import { type Quote, type QuoteInput, QuoteInputSchema, type QuoteResult } from '#machines/policy/quote-schema.ts';
import { quoteShipping } from '#machines/policy/quote-shipping.ts';

/**
 * The refund of a return, line by line: the one computation for the estimate, the approval (with the accepted quantities and deductions) and the
 * refund. All amounts in minor units of the order's currency.
 *
 * total = lines + outbound shipping - return fee + rounding - what is no longer left on the payments. It is never negative and never more than is
 * left; it is paid out from the payments in their order. With the pieces of each line counted once, any sequence of returns pays exactly what was
 * paid for what came back.
 * Refuses with a code; throws only for input that no order can have (negative amounts, unknown currency).
 */
export function quoteReturn(unchecked: QuoteInput): QuoteResult {
  const input = QuoteInputSchema.parse(unchecked);
  const result = quoteLines(input);
  if (!result.ok) return result;
  const { lines } = result;
  const shippingRefund = quoteShipping(input);
  const before = lines.reduce((sum, line) => sum + line.refund, 0) + shippingRefund.amount;
  const returnFee = quoteFee(input, before);
  const due = before - returnFee.amount;
  const left = input.payments.map(({ id, amount, refunded }) => ({ id, left: Math.max(0, amount - refunded) }));
  const { total, rounding, notPayable } = payable(due, left, input.currency);
  const quote: Quote = {
    schemaVersion: 1,
    currency: input.currency,
    lines,
    shippingRefund,
    returnFee,
    rounding,
    notPayable,
    total,
    payouts: payouts(total, left, input.currency),
    policyVersionIds: [...new Set(lines.map((line) => line.policyVersionId))].toSorted(),
  };
  return { ok: true, quote };
}

type Left = { id: string; left: number };

/** Of each payment only whole payable steps can go back. */
function payableLeft({ left }: Left, currency: string): number {
  const step = payableStep(currency);
  return Math.floor(left / step) * step;
}

function payable(due: number, payments: readonly Left[], currency: string) {
  const left = payments.reduce((sum, payment) => sum + payableLeft(payment, currency), 0);
  const total = roundToPayable(money(due, currency), money(left, currency)).amount;
  const within = Math.min(due, left);
  return { total, rounding: total - within, notPayable: due - within };
}

function payouts(total: number, payments: readonly Left[], currency: string): Quote['payouts'] {
  const found: Quote['payouts'] = [];
  let rest = total;
  for (const payment of payments) {
    const amount = Math.min(rest, payableLeft(payment, currency));
    if (amount > 0) found.push({ paymentId: payment.id, amount });
    rest -= amount;
  }
  return found;
}
