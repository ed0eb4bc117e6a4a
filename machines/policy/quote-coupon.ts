import { money, multiply } from '#machines/money.ts';
import { sharesOf } from '#machines/policy/pieces.ts';
import type { CheckedInput, CheckedOrderLine, CheckedReturning } from '#machines/policy/quote-input.ts';
import { takenPieces } from '#machines/policy/quote-lines.ts';
import type { Quote, QuoteLine } from '#machines/policy/quote-schema.ts';

type CouponClawback = Quote['couponClawback'];

/**
 * The coupon that had asked for a minimum: when the goods that the customer keeps are worth less, its share of what is kept is to be taken off
 * (above 0). What counts is the state of the order after this return, less what earlier quotes took. So a piece that comes back later brings along
 * what was taken for it (below 0), and when everything is back nothing is left taken.
 *
 * The worth of goods is their price after all discounts but the coupon, without tax that was added and without delivery, as shops count such a
 * minimum. A line without a threshold (the law's right, the merchant's fault, another coupon, another currency) is never the cause: for the test
 * it counts as kept. Of several thresholds the lowest holds.
 */
export function couponDue(input: CheckedInput, lines: readonly QuoteLine[]): number {
  const before = Math.max(0, input.clawedBack);
  return dueAfter(input, lines, before) - before;
}

/** What is taken of what is due: never more than `most`; what could not be taken, a later return may take. */
export function quoteCoupon(due: number, most: number): CouponClawback {
  if (due === 0) return { amount: 0, code: 'coupon.none' };
  if (due < 0) return { amount: due, code: 'coupon.given-back' };
  return due > most ? { amount: most, code: 'coupon.capped' } : { amount: due, code: 'coupon.below-minimum' };
}

/** How much of the coupon shall have been taken back, all quotes of the order together. */
function dueAfter(input: CheckedInput, lines: readonly QuoteLine[], before: number): number {
  const under = input.returning.flatMap((back) => {
    const minimum = minimumOf(back, input);
    return minimum === null ? [] : [{ back, minimum }];
  });
  const causes = new Set(under.map(({ back }) => back.orderLineId));
  const returned = new Map(lines.map((line) => [line.orderLineId, line.pieces]));
  let share = 0;
  let worth = 0;
  for (const line of input.orderLines) {
    const gone = returned.get(line.id) ?? [];
    const kept = keptPieces(line, gone);
    share += sharesOf(line.couponTotal, line.quantity, kept);
    worth += worthOf(line, causes.has(line.id) ? kept : [...kept, ...gone], input.currency);
  }
  // Without any threshold this is endless: then nothing is above it, and what was taken stays taken for what is still kept.
  const minimum = Math.min(...under.map((one) => one.minimum));
  const due = worth < minimum ? share : 0;
  // Without a piece that comes back under the threshold nothing new is taken; what was taken for other pieces is still given again.
  return under.some(({ back }) => back.quantity > 0) ? due : Math.min(due, before);
}

/** The minimum that a returned line stands under; null: none that counts for this order. */
function minimumOf({ terms }: CheckedReturning, { currency, couponCode }: CheckedInput): number | null {
  const threshold = terms.couponThreshold;
  if (!threshold || terms.fault === 'merchant' || threshold.minimum.currency !== currency) return null;
  const same = threshold.code === null || threshold.code.toLowerCase() === couponCode?.trim().toLowerCase();
  return same ? threshold.minimum.amount : null;
}

/** The pieces that stay with the customer; those of returns that are not decided are still theirs. */
function keptPieces(line: CheckedOrderLine, gone: readonly number[]): number[] {
  const away = takenPieces(line);
  for (const piece of line.openPieces) away.delete(piece);
  for (const piece of gone) away.add(piece);
  return Array.from({ length: line.quantity }, (_, index) => index).filter((piece) => !away.has(piece));
}

function worthOf(line: CheckedOrderLine, pieces: readonly number[], currency: string): number {
  const gross = multiply(money(line.unitPrice, currency), pieces.length).amount;
  const { discountTotal, couponTotal, quantity } = line;
  return gross - sharesOf(discountTotal, quantity, pieces) + sharesOf(couponTotal, quantity, pieces);
}
