import { SERIAL_LENGTH, SERIALS_LIMIT, splitSerials } from '#machines/dock/findings.ts';
import type { RowCells } from './read-cells.server.ts';
import { cleanText } from './read-cells.server.ts';

export type ReadLine = {
  sku: string;
  title: string;
  traits: string[];
  quantity: number;
  unitPrice: number;
  gross: number;
  discount: number;
  taxable: boolean;
  requiresShipping: boolean;
  vendor: string | null;
  dispatched: boolean;
  serials: string[];
  weightGrams: number | null;
};

/**
 * The lines of an order, one per row; the same SKU on several rows stays several lines. A row of quantity 0 was taken off the order and is
 * left out. A line that needs no delivery is digital, which matters to the law.
 */
export function readLines(rows: readonly RowCells[], currency: string, orderTraits: readonly string[]): ReadLine[] {
  return rows.map((cells) => readLine(cells, currency, orderTraits)).filter((line) => line.quantity > 0);
}

function readLine(cells: RowCells, currency: string, orderTraits: readonly string[]): ReadLine {
  const quantity = cells.quantity('Lineitem quantity');
  const unitPrice = cells.requiredAmount('Lineitem price', currency);
  const discount = cells.amount('Lineitem discount', currency);
  const gross = unitPrice * quantity;
  if (!Number.isSafeInteger(gross)) cells.invalid('Lineitem price');
  if (discount > gross) cells.invalid('Lineitem discount');
  const sku = cells.text('Lineitem sku', 60) ?? '';
  const title = cells.text('Lineitem name', 200) ?? sku;
  if (title === '') cells.refuse('cell-missing', { column: 'Lineitem name' });
  const requiresShipping = cells.raw('Lineitem requires shipping').toLowerCase() !== 'false';
  const fulfillment = cells.raw('Lineitem fulfillment status').toLowerCase();
  return {
    sku,
    title,
    traits: requiresShipping ? [...orderTraits] : [...orderTraits, 'digital'],
    quantity,
    unitPrice,
    gross,
    discount,
    taxable: cells.raw('Lineitem taxable').toLowerCase() !== 'false',
    requiresShipping,
    vendor: cells.text('Vendor', 80),
    serials: serialsOf(cells),
    weightGrams: cells.grams('Lineitem weight grams'),
    dispatched: requiresShipping && (fulfillment === 'fulfilled' || fulfillment === 'partial'),
  };
}

/** Serial numbers apart by commas or semicolons; what is too long to be one is left out, as is what is beyond the most. */
const serialsOf = (cells: RowCells): string[] =>
  splitSerials(cells.raw('Lineitem serial numbers'))
    .filter((serial) => serial.length <= SERIAL_LENGTH)
    .slice(0, SERIALS_LIMIT);

/** Most tags of an order that are read, and the longest one; Shopify allows 250 of 40 characters. */
const TAGS_LIMIT = 250;
const TAG_LENGTH = 80;

/** The order's tags, each once. The export names no tags of products, so that every line of the order has these. */
export function orderTags(tags: string): string[] {
  const names = tags.split(',').flatMap((tag) => cleanText(tag, TAG_LENGTH) ?? []);
  return [...new Set(names)].slice(0, TAGS_LIMIT);
}

/**
 * Traits that a merchant gives a whole order by a tag. Only `final sale` is taken: it is a term of the merchant and takes nothing from the law,
 * whereas a tag must not decide for every line that it was made to measure.
 */
export function orderTraits(tags: string): string[] {
  const names = tags.split(',').map((tag) =>
    cleanText(tag, 60)
      ?.toLowerCase()
      .replace(/[\s-]+/g, '_'),
  );
  return names.includes('final_sale') ? ['final_sale'] : [];
}
