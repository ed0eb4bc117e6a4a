import { expect } from 'vitest';
import { quoteReturn } from '#machines/policy/quote.ts';
import { type Quote, type QuoteInput, QuoteSchema } from '#machines/policy/quote-schema.ts';
import { quoteInput } from '#tests/machines/policy/build.ts';

/** The quote of an input that differs from the plain one; it comes out of the database as it went in. */
export function quoteOf(over: Partial<QuoteInput> = {}): Quote {
  const result = quoteReturn(quoteInput(over));
  if (!result.ok) throw new Error(result.refusal.code);
  expect(QuoteSchema.parse(JSON.parse(JSON.stringify(result.quote)))).toEqual(result.quote);
  const { lines, shippingRefund, cancellationFee, returnFee, couponClawback, rounding, notPayable } = result.quote;
  const taken = cancellationFee.amount + returnFee.amount + couponClawback.amount;
  const due = sum(lines.map(({ refund }) => refund)) + shippingRefund.amount - taken;
  expect(result.quote.total).toBe(due + rounding - notPayable);
  return result.quote;
}

export const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);

export const eur = (amount: number) => ({ amount, currency: 'EUR' });

/** For the many cases of a property: `expect` costs more than the quote. */
export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
