import { and, asc, desc, eq, gte, inArray, ne } from 'drizzle-orm';
import { z } from 'zod';
import type { LineFacts } from '#machines/policy/facts.ts';
import { type CheckedInput, QuoteInputSchema } from '#machines/policy/quote-input.ts';
import { REASON_CODES, type ReasonCode } from '#machines/policy/reasons.ts';
import { StoredFactsSchema } from '#machines/policy/stored-facts.ts';
import type { Reader } from './database.ts';
import { heldPieces } from './return-lines.ts';
import { EARLIER_RETURNS_LIMIT, type EarlierReturn } from './returns.ts';
import { inChunks, type Row } from './row.ts';

/** Orders read at once: enough to spare statements, few enough that nobody else waits long for the connection. */
const PAGE = 500;

const namesSchema = z.array(z.string().max(80)).max(250);
const basisSchema = z.looseObject({ facts: StoredFactsSchema }).nullable().catch(null);
const inputSchema = QuoteInputSchema.nullable().catch(null);

/** A line as far as rules may ask about it, with its title for people. `alreadyReturned`: pieces that came back or are about to. */
export type HistoryLine = Omit<Row<'orderLines'>, Unread | 'traits' | 'tags'> & {
  traits: string[];
  tags: string[];
  alreadyReturned: number;
};
type Unread = 'orderId' | 'position' | 'variant' | 'image' | 'taxTotal' | 'couponTotal' | 'weightGrams';

export type HistoryOrder = Pick<
  Row<'orders'>,
  | 'id'
  | 'number'
  | 'emailKey'
  | 'placedAt'
  | 'country'
  | 'subdivision'
  | 'currency'
  | 'timeZone'
  | 'cancelledAt'
  | 'channel'
  | 'customerTier'
  | 'couponCode'
> & {
  customerTags: string[];
  lines: HistoryLine[];
  shipments: Pick<Row<'shipments'>, 'id' | 'dispatchedAt' | 'deliveredAt'>[];
  returns: HistoryReturn[];
};

/**
 * A return that was not cancelled, with what it was decided on: the desk's decision where there is one, else what the customer was shown. null where
 * it is from before that was kept.
 */
export type HistoryReturn = Pick<Row<'returns'>, 'id' | 'rmaCode' | 'requestedAt'> & {
  quoteInput: CheckedInput | null;
  lines: { orderLineId: string; reason: ReasonCode | null; facts: LineFacts | null }[];
};

export interface HistoryRange {
  /** Orders placed at this instant or later. */
  readonly since: Temporal.Instant;
  /** The newest so many of them. */
  readonly most: number;
  /** How far back a customer's returns are read for the rules that count them; null: no rule does. */
  readonly returnsSince: Temporal.Instant | null;
}

export interface HistoryPage {
  readonly orders: HistoryOrder[];
  /** Of the customers of these orders and of the pages before, by e-mail key, the newest first; null where no rule asks. */
  readonly earlierReturns: ReadonlyMap<string, EarlierReturn[]> | null;
}

/**
 * The newest orders, page by page, with only the columns that decisions rest on. Which orders they are is settled before the first page: an order
 * that comes in meanwhile is left out, and none is told twice. Reads only.
 */
export async function* readPolicyHistory(db: Reader, range: HistoryRange): AsyncGenerator<HistoryPage> {
  const known: EarlierReturns = new Map();
  for (const ids of inChunks(await newestOrders(db, range), PAGE)) {
    const orders = await readOrders(db, ids);
    if (range.returnsSince) await addEarlierReturns(db, orders, range.returnsSince, known);
    yield { orders, earlierReturns: range.returnsSince && known };
  }
}

async function newestOrders(db: Reader, { since, most }: HistoryRange): Promise<string[]> {
  const { orders } = db.tables;
  const rows = await db
    .select({ id: orders.id })
    .from(orders)
    .where(gte(orders.placedAt, since))
    .orderBy(desc(orders.placedAt), desc(orders.id))
    .limit(most);
  return rows.map(({ id }) => id);
}

/** In the order of the ids. */
async function readOrders(db: Reader, ids: readonly string[]): Promise<HistoryOrder[]> {
  const { orders } = db.tables;
  const { id, number, emailKey, placedAt, country, subdivision, currency, timeZone, cancelledAt } = orders;
  const { channel, customerTier, customerTags, couponCode } = orders;
  const own = { id, number, emailKey, placedAt, country, subdivision, currency, timeZone, cancelledAt };
  const rows = await db
    .select({ ...own, channel, customerTier, customerTags, couponCode })
    .from(orders)
    .where(inArray(id, ids));
  const found = new Map<string, HistoryOrder>(
    rows.map((row) => [
      row.id,
      { ...row, customerTags: namesOf(row.customerTags), lines: [], shipments: [], returns: [] },
    ]),
  );
  const held = await readReturns(db, ids, found);
  await readLines(db, ids, found, held);
  await readShipments(db, ids, found);
  return ids.flatMap((one) => found.get(one) ?? []);
}

async function readLines(
  db: Reader,
  ids: readonly string[],
  found: ReadonlyMap<string, HistoryOrder>,
  held: ReadonlyMap<string, number>,
): Promise<void> {
  const { orderLines } = db.tables;
  const { id, orderId, sku, title, traits, quantity, unitPrice, discountTotal, requiresShipping } = orderLines;
  const { returnedElsewhere, shipmentId, vendor, category, tags } = orderLines;
  const own = { id, orderId, sku, title, traits, quantity, unitPrice, discountTotal, requiresShipping };
  const rows = await db
    .select({ ...own, returnedElsewhere, shipmentId, vendor, category, tags })
    .from(orderLines)
    .where(inArray(orderId, ids))
    .orderBy(asc(orderId), asc(orderLines.position));
  for (const { orderId: of, ...row } of rows) {
    const alreadyReturned = row.returnedElsewhere + (held.get(row.id) ?? 0);
    found.get(of)?.lines.push({ ...row, traits: namesOf(row.traits), tags: namesOf(row.tags), alreadyReturned });
  }
}

async function readShipments(db: Reader, ids: readonly string[], found: ReadonlyMap<string, HistoryOrder>) {
  const { id, orderId, position, dispatchedAt, deliveredAt } = db.tables.shipments;
  const rows = await db
    .select({ id, orderId, dispatchedAt, deliveredAt })
    .from(db.tables.shipments)
    .where(inArray(orderId, ids))
    .orderBy(asc(orderId), asc(position));
  for (const { orderId: of, ...row } of rows) found.get(of)?.shipments.push(row);
}

/** Puts the returns to their orders, and tells how many pieces of each order line they hold. */
async function readReturns(
  db: Reader,
  ids: readonly string[],
  found: ReadonlyMap<string, HistoryOrder>,
): Promise<Map<string, number>> {
  const { id, orderId, rmaCode, state, requestedAt, quoteInput, settledQuoteInput } = db.tables.returns;
  const rows = await db
    .select({ id, orderId, rmaCode, requestedAt, quoteInput, settledQuoteInput })
    .from(db.tables.returns)
    .where(and(inArray(orderId, ids), ne(state, 'cancelled')))
    .orderBy(desc(requestedAt), desc(id));
  const returns = new Map<string, HistoryReturn>();
  for (const { orderId: of, quoteInput: shown, settledQuoteInput: settled, ...row } of rows) {
    const one = { ...row, quoteInput: inputSchema.parse(settled ?? shown), lines: [] };
    returns.set(row.id, one);
    found.get(of)?.returns.push(one);
  }
  return readReturnLines(db, returns);
}

async function readReturnLines(db: Reader, returns: ReadonlyMap<string, HistoryReturn>): Promise<Map<string, number>> {
  const { returnLines } = db.tables;
  const { orderLineId, reason, verdictBasis, settledVerdictBasis } = returnLines;
  const { quantity, state, context, machineVersion } = returnLines;
  const own = { returnId: returnLines.returnId, orderLineId, reason, verdictBasis, settledVerdictBasis };
  const held = new Map<string, number>();
  for (const ids of inChunks([...returns.keys()])) {
    const rows = await db
      .select({ ...own, quantity, state, context, machineVersion })
      .from(returnLines)
      .where(inArray(returnLines.returnId, ids))
      .orderBy(asc(returnLines.returnId), asc(returnLines.position));
    for (const row of rows) {
      held.set(row.orderLineId, (held.get(row.orderLineId) ?? 0) + heldPieces(row));
      const facts = basisSchema.parse(row.settledVerdictBasis ?? row.verdictBasis)?.facts ?? null;
      returns.get(row.returnId)?.lines.push({ orderLineId: row.orderLineId, reason: reasonOf(row.reason), facts });
    }
  }
  return held;
}

type EarlierReturns = Map<string, EarlierReturn[]>;

/** Reads the returns of the customers who are not known yet: many of them come again on later pages. */
async function addEarlierReturns(
  db: Reader,
  read: readonly HistoryOrder[],
  since: Temporal.Instant,
  known: EarlierReturns,
): Promise<void> {
  const { returns, orders } = db.tables;
  const keys = new Set(read.flatMap(({ emailKey }) => (emailKey === null || known.has(emailKey) ? [] : emailKey)));
  if (keys.size === 0) return;
  for (const key of keys) known.set(key, []);
  const rows = await db
    .select({ key: orders.emailKey, at: returns.requestedAt, amount: returns.total, currency: returns.currency })
    .from(orders)
    .innerJoin(returns, eq(returns.orderId, orders.id))
    .where(and(inArray(orders.emailKey, [...keys]), gte(returns.requestedAt, since), ne(returns.state, 'cancelled')))
    .orderBy(desc(returns.requestedAt), desc(returns.id));
  for (const { key, ...row } of rows) {
    const list = key === null ? undefined : known.get(key);
    if (list && list.length < EARLIER_RETURNS_LIMIT) list.push(row);
  }
}

const reasonOf = (stored: string): ReasonCode | null => REASON_CODES.find((code) => code === stored) ?? null;

const namesOf = (stored: unknown): string[] => (stored === null ? [] : namesSchema.parse(stored));
