import { Readable } from 'node:stream';
import { type ReadItem, readShopifyOrders } from '#app/import/shopify-orders.server.ts';

/** Columns of a made-up export, in an order that is not Shopify's; a case may name others. */
const COLUMNS = [
  ...['Lineitem sku', 'Lineitem name', 'Lineitem quantity', 'Lineitem price', 'Lineitem discount', 'Lineitem taxable'],
  ...['Lineitem requires shipping', 'Lineitem fulfillment status', 'Name', 'Email', 'Currency', 'Subtotal', 'Shipping'],
  ...['Taxes', 'Total', 'Duties', 'Discount Amount', 'Refunded Amount', 'Outstanding Balance', 'Financial Status'],
  ...[
    'Created at',
    'Fulfilled at',
    'Cancelled at',
    'Shipping Name',
    'Shipping Address1',
    'Shipping City',
    'Shipping Zip',
  ],
  ...[
    'Shipping Province',
    'Shipping Country',
    'Billing Name',
    'Billing Country',
    'Payment Method',
    'Payment References',
  ],
  ...['Tags', 'Notes', 'Something new', 'Vendor', 'Source', 'Discount Code'],
  ...['Lineitem serial numbers', 'Lineitem weight grams'],
];

export type Cells = Record<string, string>;

/** The first row of an order of one mug for 10.00, with what a case changes. */
export function head(changes: Cells = {}): Cells {
  return {
    Name: '#1001',
    Email: 'anna@example.com',
    Currency: 'EUR',
    Subtotal: '10.00',
    Shipping: '0.00',
    Taxes: '0.00',
    Total: '10.00',
    'Created at': '2026-11-08 13:25:00 +0100',
    'Lineitem sku': 'MUG',
    'Lineitem name': 'Mug',
    'Lineitem quantity': '1',
    'Lineitem price': '10.00',
    'Shipping Country': 'DE',
    'Financial Status': 'paid',
    'Payment Method': 'Stripe',
    'Payment References': 'pi_test_1',
    ...changes,
  };
}

/** A further row of an order: only the line's cells are filled, as in a real export. */
export function more(changes: Cells = {}): Cells {
  return { Name: '#1001', 'Lineitem sku': 'CUP', 'Lineitem name': 'Cup', 'Lineitem quantity': '1', ...changes };
}

export function csvOf(rows: readonly Cells[], lineEnd = '\n'): string {
  const quote = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = rows.map((row) => COLUMNS.map((column) => quote(row[column] ?? '')).join(','));
  return [COLUMNS.join(','), ...lines, ''].join(lineEnd);
}

/** Everything that is read from a file, which arrives in pieces of a size. */
export async function readAll(file: string | Uint8Array, pieceSize = 7): Promise<ReadItem[]> {
  const bytes = Buffer.from(file);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceSize) }, (_, index) =>
    bytes.subarray(index * pieceSize, (index + 1) * pieceSize),
  );
  return Array.fromAsync(readShopifyOrders(Readable.from(pieces)));
}

export async function ordersIn(file: string | Uint8Array, pieceSize?: number) {
  return (await readAll(file, pieceSize)).flatMap((item) => (item.kind === 'order' ? [item.order] : []));
}

export async function problemsIn(file: string | Uint8Array) {
  return (await readAll(file)).flatMap((item) => (item.kind === 'problem' ? [item.problem] : []));
}

/** The only order of a file that must hold one good order. */
export async function onlyOrder(...rows: Cells[]) {
  const [order, ...others] = await ordersIn(csvOf(rows));
  if (!order || others.length > 0) throw new Error(JSON.stringify(await problemsIn(csvOf(rows))));
  return order;
}
