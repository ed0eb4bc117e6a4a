import { money, multiply, percentOf } from '#machines/money.ts';
import { freePieces, sharesOf } from '#machines/policy/pieces.ts';
import type { CheckedInput, CheckedOrderLine, CheckedReturning } from '#machines/policy/quote-input.ts';
import type { QuoteLine, QuoteRefusal } from '#machines/policy/quote-schema.ts';

export type QuoteLines = { ok: true; lines: QuoteLine[] } | { ok: false; refusal: QuoteRefusal };

type Deductions = NonNullable<CheckedInput['deductions']>;
type OneLine = { ok: true; line: QuoteLine } | { ok: false; refusal: QuoteRefusal };

/** What each returned line brings back. Refuses lines that are not of the order, named twice, or asked for beyond what is left. */
export function quoteLines(input: CheckedInput): QuoteLines {
  const above = input.orderLines.find(({ couponTotal, discountTotal }) => couponTotal > discountTotal);
  if (above) return { ok: false, refusal: { code: 'quote.coupon-above-discount', orderLineId: above.id } };
  const orderLines = new Map(input.orderLines.map((line) => [line.id, line]));
  const deductions = Map.groupBy(input.deductions ?? [], ({ orderLineId }) => orderLineId);
  const seen = new Set<string>();
  const lines: QuoteLine[] = [];
  for (const back of input.returning) {
    const { orderLineId } = back;
    const orderLine = orderLines.get(orderLineId);
    if (!orderLine) return { ok: false, refusal: { code: 'quote.unknown-line', orderLineId } };
    if (seen.has(orderLineId)) return { ok: false, refusal: { code: 'quote.line-twice', orderLineId } };
    seen.add(orderLineId);
    const result = quoteLine(orderLine, back, deductions.get(orderLineId) ?? [], input.currency);
    if (!result.ok) return result;
    lines.push(result.line);
  }
  const stray = [...deductions.keys()].find((orderLineId) => !seen.has(orderLineId));
  if (stray !== undefined) return { ok: false, refusal: { code: 'quote.unknown-line', orderLineId: stray } };
  return { ok: true, lines };
}

/** The pieces of an order line that are no longer free. */
export function takenPieces(line: CheckedOrderLine): Set<number> {
  return new Set(line.takenPieces ?? Array.from({ length: line.alreadyRefundedQuantity }, (_, index) => index));
}

function choosePieces(line: CheckedOrderLine, back: CheckedReturning): number[] | QuoteRefusal {
  const taken = takenPieces(line);
  const left = Math.max(0, line.quantity - taken.size);
  const orderLineId = line.id;
  if (back.quantity > left) return { code: 'quote.quantity-above-left', orderLineId, asked: back.quantity, left };
  const pinned = [...new Set(back.pieces ?? [])].slice(0, back.quantity);
  if (pinned.some((piece) => taken.has(piece) || piece >= line.quantity))
    return { code: 'quote.pieces-taken', orderLineId };
  const others = freePieces(line.quantity, new Set([...taken, ...pinned]), back.quantity - pinned.length);
  return [...pinned, ...others].toSorted((a, b) => a - b);
}

function quoteLine(line: CheckedOrderLine, back: CheckedReturning, deductions: Deductions, currency: string): OneLine {
  const orderLineId = line.id;
  const amounts = paidFor(line, currency);
  if (!amounts) return { ok: false, refusal: { code: 'quote.discount-above-price', orderLineId } };
  const pieces = choosePieces(line, back);
  if (!Array.isArray(pieces)) return { ok: false, refusal: pieces };
  const gross = line.unitPrice * pieces.length;
  const tax = sharesOf(line.taxTotal, line.quantity, pieces);
  const discount = sharesOf(line.discountTotal, line.quantity, pieces);
  const worth = gross - discount + (line.taxIncluded ? 0 : tax);
  const refundable = Math.min(worth, Math.max(0, amounts.paid - line.alreadyRefundedAmount));
  const restockingPercent = back.terms.fault === 'merchant' ? 0 : back.terms.restockingPercent;
  const restocking = percentOf(money(refundable, currency), restockingPercent).amount;
  const most = refundable - restocking;
  const deduction = deductions.reduce((sum, { amount }) => sum + amount, 0);
  if (deduction > most) {
    return { ok: false, refusal: { code: 'quote.deduction-above-refund', orderLineId, asked: deduction, most } };
  }
  return {
    ok: true,
    line: {
      orderLineId,
      quantity: pieces.length,
      pieces,
      reason: back.reason,
      gross,
      discount,
      tax,
      taxIncluded: line.taxIncluded,
      deduction,
      deductionCode: deductions[0]?.reasonCode ?? null,
      capped: worth - refundable,
      refund: most - deduction,
      policyVersionId: back.terms.policyVersionId,
      restocking,
      restockingPercent,
    },
  };
}

/**
 * What was paid for the whole line; null when the discount is more than the price. Below that, no piece's share of the discount is more than the
 * piece. Goes through Money, so that a line beyond what a number holds exactly is a fault and not a wrong amount.
 */
function paidFor(line: CheckedOrderLine, currency: string): { paid: number } | null {
  const gross = multiply(money(line.unitPrice, currency), line.quantity).amount;
  if (line.discountTotal > gross) return null;
  return { paid: money(gross - line.discountTotal + (line.taxIncluded ? 0 : line.taxTotal), currency).amount };
}
