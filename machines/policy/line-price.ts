import type { LineFacts } from '#machines/policy/facts.ts';

type Priced = Pick<LineFacts['line'], 'quantity' | 'unitPrice' | 'discountTotal'>;

/**
 * What was paid for one piece after its even share of the line's discounts, in minor units, rounded down and never below 0. null: a price or the
 * discounts are not known, or the line has no pieces.
 */
export function paidForOnePiece({ quantity, unitPrice, discountTotal }: Priced): number | null {
  if (unitPrice === undefined || discountTotal === undefined || quantity < 1) return null;
  // Not `unitPrice * quantity - discountTotal`: the product of two safe integers need not be one.
  return Math.max(0, unitPrice - Math.ceil(discountTotal / quantity));
}

/** The whole percent of the line's price that discounts took off, rounded down, at most 100; 0 for what cost nothing. null: not known. */
export function discountPercent({ quantity, unitPrice, discountTotal }: Priced): number | null {
  if (unitPrice === undefined || discountTotal === undefined || quantity < 1) return null;
  if (unitPrice === 0) return 0;
  // In whole numbers: 29 of 100 is 28.999… percent to a float.
  const percent = (BigInt(discountTotal) * 100n) / (BigInt(unitPrice) * BigInt(quantity));
  return Math.min(100, Math.max(0, Number(percent)));
}
