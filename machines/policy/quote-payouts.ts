import { money, payableStep, roundToPayable } from '#machines/money.ts';
import type { CheckedInput } from '#machines/policy/quote-input.ts';
import type { Quote } from '#machines/policy/quote-schema.ts';

type Paid = Pick<Quote, 'total' | 'rounding' | 'notPayable' | 'payouts'>;
type Left = { id: string; left: number };

/**
 * What can be paid of what is due, and from which payment. Stripe pays whole steps only: the sum of all quotes so far is rounded up to one, in the
 * customer's favour, so any number of returns gives less than one step in all. Payments are refunded in the order given, each up to what is left.
 * total = due + rounding - notPayable.
 */
export function quotePayouts(due: number, { payments, rounded, currency }: CheckedInput): Paid {
  const step = payableStep(currency);
  const lefts = payments.map(({ id, amount, refunded }) => {
    const left = Math.max(0, amount - refunded);
    return { id, left: left - (left % step) };
  });
  const left = lefts.reduce((sum, payment) => sum + payment.left, 0);
  const wanted = Math.max(0, due - Math.max(0, rounded));
  const total = roundToPayable(money(wanted, currency), money(left, currency)).amount;
  const notPayable = Math.max(0, wanted - total);
  return { total, rounding: total + notPayable - due, notPayable, payouts: spread(total, lefts) };
}

function spread(total: number, lefts: readonly Left[]): Quote['payouts'] {
  const found: Quote['payouts'] = [];
  let rest = total;
  for (const { id, left } of lefts) {
    const amount = Math.min(rest, left);
    if (amount > 0) found.push({ paymentId: id, amount });
    rest -= amount;
  }
  return found;
}
