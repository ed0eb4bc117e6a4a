import { allocate, money } from '#machines/money.ts';

/** What the export says of an order's money, all in minor units of `currency`. */
export type StatedTotals = {
  currency: string;
  lines: readonly { gross: number; discount: number; taxable: boolean }[];
  subtotal: number;
  shipping: number;
  taxes: number;
  duties: number;
  total: number;
  discount: number;
};

/** The same money spread over the lines: all discounts, the order's own among them, and the tax, of each whole line. */
export type ResolvedTotals = {
  taxIncluded: boolean;
  shippingPaid: number;
  discounts: number[];
  /** The part of each that lay on the order: what a coupon or a campaign took off. */
  orderDiscounts: number[];
  taxes: number[];
};

export type TotalsResult =
  | { ok: true; totals: ResolvedTotals }
  | { ok: false; refusal: { code: 'subtotal-differs' | 'total-differs'; expected: number; found: number } };

/**
 * Finds the one reading of the export under which every amount adds up to the last minor unit, and spreads the order's discount and tax.
 *
 * The export does not say whether `Discount Amount` repeats the discounts of the lines, lies on the goods or on the delivery, nor whether
 * prices include tax. The subtotal (goods after discounts) and the total answer it: each reading is tried, and only a sum that fits is taken.
 * The discount of the order falls on the lines in proportion to what is left of their price, the tax in proportion to what is left after that.
 * Tax that is part of the price covers the delivery too and leaves it its share; tax on top is given to the goods alone, because nothing
 * says whether the delivery was taxed and a refund of everything must reach the total.
 */
export function resolveTotals(stated: StatedTotals): TotalsResult {
  const gross = sum(stated.lines.map((line) => line.gross));
  const lineDiscount = sum(stated.lines.map((line) => line.discount));
  const onGoods = goodsDiscount(stated, gross, lineDiscount);
  if (onGoods === null)
    return refuse('subtotal-differs', Math.max(0, gross - lineDiscount - stated.discount), stated.subtotal);
  const placed = placeTotal(stated, onGoods, lineDiscount);
  if (!placed) return refuse('total-differs', stated.subtotal + stated.shipping + stated.duties, stated.total);
  return { ok: true, totals: spread(stated, placed) };
}

function refuse(code: 'subtotal-differs' | 'total-differs', expected: number, found: number): TotalsResult {
  return { ok: false, refusal: { code, expected, found } };
}

/**
 * The part of `Discount Amount` that the subtotal has lost beyond the lines' own discounts: all of it, what the lines have not already, either
 * of them without a delivery that was made free, or nothing. null when no reading fits.
 */
function goodsDiscount(stated: StatedTotals, gross: number, lineDiscount: number): number | null {
  const { discount, shipping, subtotal } = stated;
  const candidates = [discount, discount - lineDiscount, discount - shipping, discount - lineDiscount - shipping, 0];
  return candidates.find((part) => part >= 0 && gross - lineDiscount - part === subtotal) ?? null;
}

type Placed = { taxIncluded: boolean; shippingPaid: number; orderDiscount: number };

/**
 * Reads the total. A discount that the subtotal has not lost may yet be missing from the total: then it was given on the delivery if it is no
 * larger than that, else on the goods.
 */
function placeTotal(stated: StatedTotals, onGoods: number, lineDiscount: number): Placed | null {
  const { subtotal, shipping, taxes, total, duties } = stated;
  const rest = stated.discount - onGoods;
  const readings = [0, rest, Math.max(0, rest - lineDiscount)].flatMap((late) => [
    { late, taxIncluded: true, sum: subtotal + shipping + duties - late },
    { late, taxIncluded: false, sum: subtotal + shipping + taxes + duties - late },
  ]);
  const fit = readings.find((reading) => reading.sum === total);
  if (!fit) return null;
  const { late, taxIncluded } = fit;
  if (late <= shipping) return { taxIncluded, shippingPaid: shipping - late, orderDiscount: onGoods };
  return late <= subtotal ? { taxIncluded, shippingPaid: shipping, orderDiscount: onGoods + late } : null;
}

function spread(stated: StatedTotals, placed: Placed): ResolvedTotals {
  const { currency, lines } = stated;
  const afterOwn = lines.map((line) => line.gross - line.discount);
  const shares = allocate(money(placed.orderDiscount, currency), afterOwn);
  const discounts = lines.map((line, index) => line.discount + (shares[index]?.amount ?? 0));
  const paid = lines.map((line, index) => line.gross - (discounts[index] ?? 0));
  const taxed = paid.map((amount, index) => (lines[index]?.taxable ? amount : 0));
  const weights = taxed.some((weight) => weight > 0) ? taxed : paid;
  const parts = allocate(
    money(stated.taxes, currency),
    placed.taxIncluded ? [...weights, placed.shippingPaid] : weights,
  );
  return {
    taxIncluded: placed.taxIncluded,
    shippingPaid: placed.shippingPaid,
    discounts,
    orderDiscounts: shares.map((share) => share.amount),
    taxes: parts.slice(0, lines.length).map((part) => part.amount),
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
