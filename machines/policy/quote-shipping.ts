import { sharesOf } from '#machines/policy/pieces.ts';
import type { CheckedInput } from '#machines/policy/quote-input.ts';
import { takenPieces } from '#machines/policy/quote-lines.ts';
import type { Quote } from '#machines/policy/quote-schema.ts';

type ShippingRefund = Quote['shippingRefund'];

/**
 * Outbound shipping that goes back. The Directive settles only the withdrawal from a whole order, and so does this rule: the return that takes the
 * rest of the order brings standard delivery back where law or policy say so, all that was paid where everything is the merchant's fault. A part
 * brings back nothing for a flat rate, which would have been charged without that part too, and its share where delivery was priced per item.
 */
export function quoteShipping(input: CheckedInput): ShippingRefund {
  const { paid, alreadyRefunded, standardCost, pricedPerItem } = input.shipping;
  if (paid === 0) return { amount: 0, code: 'shipping.none-paid' };
  const left = Math.max(0, paid - alreadyRefunded);
  if (left === 0) return { amount: 0, code: 'shipping.already-refunded' };
  const back = input.returning.filter((line) => line.quantity > 0);
  const whole = back.length > 0 && takesTheRest(input);
  if (!whole && !pricedPerItem) return { amount: 0, code: 'shipping.partial' };
  if (back.length === 0 || back.some(({ terms }) => !terms.outboundShipping.refunded))
    return { amount: 0, code: 'shipping.not-due' };
  const fault = back.every(({ terms }) => terms.fault === 'merchant');
  const due = fault ? paid : Math.min(paid, standardCost ?? paid);
  if (!whole) return { amount: Math.min(left, shareOfPieces(due, input)), code: 'shipping.per-item' };
  const amount = Math.min(left, Math.max(0, due - alreadyRefunded));
  return { amount, code: fault ? 'shipping.merchant-fault' : byLaw(back) ? 'shipping.law' : 'shipping.policy' };
}

function byLaw(back: CheckedInput['returning']): boolean {
  return back.every(({ terms }) => terms.outboundShipping.basis === 'law');
}

function shippedLines(input: CheckedInput) {
  const wanted = new Map(input.returning.map((back) => [back.orderLineId, back.quantity]));
  return input.orderLines
    .filter((line) => line.requiresShipping !== false)
    .map((line) => ({ quantity: line.quantity, taken: takenPieces(line).size, back: wanted.get(line.id) ?? 0 }));
}

/** After this return nothing of what was shipped stays with the customer. */
function takesTheRest(input: CheckedInput): boolean {
  return shippedLines(input).every((line) => line.taken + line.back >= line.quantity);
}

/** The share of the pieces now coming back, of delivery spread evenly over all pieces of the order. */
function shareOfPieces(due: number, input: CheckedInput): number {
  const lines = shippedLines(input);
  const all = lines.reduce((sum, line) => sum + line.quantity, 0);
  const before = lines.reduce((sum, line) => sum + line.taken, 0);
  const now = lines.reduce((sum, line) => sum + line.back, 0);
  return sharesOf(
    due,
    all,
    Array.from({ length: now }, (_, index) => before + index),
  );
}
