/** The columns of Shopify's "Export orders" that are read; all others are ignored. Source: help.shopify.com, "Exporting orders". */
const REQUIRED = [
  'Name',
  'Email',
  'Currency',
  'Subtotal',
  'Shipping',
  'Taxes',
  'Total',
  'Created at',
  'Lineitem quantity',
  'Lineitem name',
  'Lineitem price',
  'Lineitem sku',
] as const;

const OPTIONAL = [
  'Financial Status',
  'Fulfilled at',
  'Discount Amount',
  'Shipping Method',
  'Lineitem requires shipping',
  'Lineitem taxable',
  'Lineitem fulfillment status',
  'Lineitem discount',
  'Billing Name',
  'Billing Address1',
  'Billing Address2',
  'Billing Company',
  'Billing City',
  'Billing Zip',
  'Billing Province',
  'Billing Country',
  'Billing Phone',
  'Shipping Name',
  'Shipping Address1',
  'Shipping Address2',
  'Shipping Company',
  'Shipping City',
  'Shipping Zip',
  'Shipping Province',
  'Shipping Country',
  'Shipping Phone',
  'Cancelled at',
  'Payment Method',
  'Payment Reference',
  'Payment ID',
  'Payment References',
  'Refunded Amount',
  'Outstanding Balance',
  'Id',
  'Tags',
  'Vendor',
  'Source',
  'Discount Code',
  'Duties',
  // Not of Shopify's own: columns that a shop may add.
  'Lineitem serial numbers',
  'Lineitem weight grams',
] as const;

export type ShopifyColumn = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];

/** Where each column stands in this file, and how many cells its heading has. */
export type Heading = { indexes: ReadonlyMap<ShopifyColumn, number>; width: number };

export type ReadHeading = { ok: true; heading: Heading } | { ok: false; missing: ShopifyColumn[] };

/** Finds the columns in any order and any case; of two with the same name the first counts. Refuses a heading without a required column. */
export function readHeading(cells: readonly string[]): ReadHeading {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const indexes = new Map<ShopifyColumn, number>();
  for (const column of [...REQUIRED, ...OPTIONAL]) {
    const index = names.indexOf(column.toLowerCase());
    if (index >= 0) indexes.set(column, index);
  }
  const missing = REQUIRED.filter((column) => !indexes.has(column));
  return missing.length > 0 ? { ok: false, missing } : { ok: true, heading: { indexes, width: cells.length } };
}

/** One row of the file and the line it begins on. */
export type Row = { line: number; cells: readonly string[] };

/** The cell of a column, trimmed; empty when the file has no such column. */
export function cellOf(heading: Heading, row: Row, column: ShopifyColumn): string {
  const index = heading.indexes.get(column);
  return index === undefined ? '' : (row.cells[index] ?? '').trim();
}
