import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { payableStep } from '#machines/money.ts';
import { statuteOf } from '#machines/policy/statutory.ts';

/** One return to be replayed, with what is owed for it by the shop's own file. */
export interface ReplayRow {
  readonly order: string;
  readonly email: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly currency: string;
  /** Of one piece, minor units. */
  readonly unitPrice: number;
  /** Minor units. */
  readonly owed: number;
}

export type ReadRow = { ok: true; row: ReplayRow } | { ok: false; order: string; sku: string; problem: string };

const wantedSchema = z.array(
  z.object({
    order: z.string().trim().min(1).max(100),
    email: z.string().trim().min(3).max(320),
    sku: z.string().trim().min(1).max(100),
    quantity: z.coerce.number().int().min(1).max(100_000),
  }),
);
const cell = z.string().trim();
const soldSchema = z.array(
  z.object({
    Name: cell.min(1),
    Currency: cell,
    Subtotal: cell,
    Shipping: cell,
    Total: cell,
    'Discount Amount': cell,
    'Shipping Country': cell,
    'Lineitem quantity': z.coerce.number().int().min(0),
    'Lineitem name': cell,
    'Lineitem price': cell,
    'Lineitem sku': cell,
    'Lineitem discount': cell,
  }),
);
type SoldRow = z.output<typeof soldSchema>[number];

interface SoldLine {
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly discount: number;
  /** Pieces that rows before have sent back. */
  returned: number;
}

interface SoldOrder {
  readonly currency: string;
  readonly country: string;
  readonly shipping: number;
  readonly lines: readonly SoldLine[];
  /** Why nothing can be said about what a line of it cost, if so. */
  readonly unclear: string | null;
}

/**
 * Reads `returns.csv` and what its orders cost from `orders.csv`, and works out what each row is owed without asking the program: the price
 * of the pieces less their share of the line's discount, and the delivery with the row that sends the last piece of an order back where the
 * law gives it back. Rows that name nothing in the file of orders, or whose order adds up in a way that is not plain, are told as problems.
 */
export function readRows(returnsCsv: string, ordersCsv: string): ReadRow[] {
  const wanted = wantedSchema.parse(records(returnsCsv));
  const names = new Set(wanted.map(({ order }) => order));
  const sold = soldSchema.parse(records(ordersCsv).filter(({ Name = '' }) => names.has(Name.trim())));
  const orders = new Map([...Map.groupBy(sold, ({ Name }) => Name)].map(([name, rows]) => [name, soldOrder(rows)]));
  return wanted.map(({ order, email, sku, quantity }) => {
    const found = takePieces(orders.get(order), sku, quantity);
    return found.ok ? { ok: true, row: { order, email, sku, quantity, ...found.taken } } : { ...found, order, sku };
  });
}

function records(csv: string): Record<string, string>[] {
  return parse(csv, { bom: true, columns: true, relax_column_count: true, skip_empty_lines: true });
}

function soldOrder(rows: readonly SoldRow[]): SoldOrder {
  const head = rows.find(({ Total }) => Total !== '') ?? rows[0];
  if (!head) throw new Error('an order without rows');
  const { Currency: currency } = head;
  const amount = (text: string) => minorUnits(text || '0', currency);
  const lines = rows.map((row) => ({
    sku: row['Lineitem sku'],
    title: row['Lineitem name'].replace(/\s+/g, ' '),
    quantity: row['Lineitem quantity'],
    unitPrice: amount(row['Lineitem price']),
    discount: amount(row['Lineitem discount']),
    returned: 0,
  }));
  const goods = lines.reduce((sum, { quantity, unitPrice, discount }) => sum + quantity * unitPrice - discount, 0);
  const shipping = amount(head.Shipping);
  const plain = goods === amount(head.Subtotal) && goods + shipping === amount(head.Total);
  const unclear = plain
    ? null
    : 'its lines and delivery do not make its total: a discount or tax lies on the whole order';
  return { currency, country: head['Shipping Country'], shipping, lines, unclear };
}

type Taken = Pick<ReplayRow, 'title' | 'currency' | 'unitPrice' | 'owed'>;

function takePieces(
  order: SoldOrder | undefined,
  sku: string,
  quantity: number,
): { ok: true; taken: Taken } | { ok: false; problem: string } {
  if (!order) return { ok: false, problem: 'the file of orders has no such order' };
  if (order.unclear !== null) return { ok: false, problem: order.unclear };
  const line = order.lines.find((one) => one.sku === sku && one.quantity - one.returned >= quantity);
  if (!line) return { ok: false, problem: 'the order has no line with so many pieces of this article left' };
  const { currency } = order;
  const discount = discountOf(line, line.returned + quantity) - discountOf(line, line.returned);
  line.returned += quantity;
  const delivery = deliveryBack(order);
  if (delivery === null) return { ok: false, problem: 'only the shop knows whether the delivery goes back' };
  const step = payableStep(currency);
  const owed = Math.ceil((quantity * line.unitPrice - discount + delivery) / step) * step;
  return { ok: true, taken: { title: line.title, currency, unitPrice: line.unitPrice, owed } };
}

/** The discount of the first pieces of a line: spread evenly, the units left over on the first ones. */
function discountOf({ discount, quantity }: SoldLine, pieces: number): number {
  return Math.floor(discount / quantity) * pieces + Math.min(pieces, discount % quantity);
}

/** The delivery when nothing of the order stays with the customer; null where the law leaves it to the shop. */
function deliveryBack({ lines, shipping, country }: SoldOrder): number | null {
  if (shipping === 0 || lines.some(({ quantity, returned }) => returned < quantity)) return 0;
  return statuteOf(country)?.refundsOutboundStandardShipping === true ? shipping : null;
}

/** A plain decimal number in minor units: digit by digit, because 4.35 times 100 is not 435. */
function minorUnits(text: string, currency: string): number {
  const places = placesOf(currency);
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  const [, whole = '', decimals = ''] = match ?? [];
  if (!match || /[^0]/.test(decimals.slice(places))) throw new Error(`${text} is no amount in ${currency}`);
  return Number(whole + decimals.slice(0, places).padEnd(places, '0'));
}

function placesOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount as the pages and mails write it in English. */
export function spoken(minor: number, currency: string): string {
  const places = placesOf(currency);
  const digits = String(minor).padStart(places + 1, '0');
  const decimal = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(decimal as Intl.StringNumericLiteral);
}
