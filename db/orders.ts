import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type StoredAddress, storedAddressSchema } from './address.ts';
import type { Reader, Tx } from './database.ts';
import { insertRows } from './insert-rows.ts';
import { first, inChunks, type Row } from './row.ts';
import { deleteSoldSerials, insertSoldSerials } from './sold-serials.ts';

const traitsSchema = z.array(z.string().max(60)).max(50);
const namesSchema = z.array(z.string().max(80)).max(250);

export type OrderLine = Omit<Row<'orderLines'>, 'orderId' | 'traits' | 'tags'> & {
  traits: string[];
  tags: string[];
  /** The serial numbers of its pieces, when it is stored; they are read by db/sold-serials.ts. */
  serials?: readonly string[];
};
export type Shipment = Omit<Row<'shipments'>, 'orderId'>;
export type Payment = Omit<Row<'payments'>, 'orderId' | 'taxTransaction'> & {
  /** The provider's tax transaction, to be reversed with a refund; few shops' files name one. */
  taxTransaction?: string | null;
};

/** An order with all that belongs to it, each list by position. Amounts in minor units of `currency`. */
export type Order = Omit<Row<'orders'>, 'address' | 'customerTags'> & {
  address: StoredAddress;
  customerTags: string[];
  lines: OrderLine[];
  shipments: Shipment[];
  payments: Payment[];
};

/** What the look-up compares and where it sends the code; nothing that may be shown before the code was entered. */
export type FoundOrder = Pick<Row<'orders'>, 'id' | 'number' | 'email' | 'emailKey' | 'locale'>;

export async function findOrderByNumberKey(db: Reader, numberKey: string): Promise<FoundOrder | null> {
  const { orders } = db.tables;
  const { id, number, email, emailKey, locale } = orders;
  return first(
    await db
      .select({ id, number, email, emailKey, locale })
      .from(orders)
      .where(eq(orders.numberKey, numberKey))
      .limit(1),
  );
}

export async function loadOrder(db: Reader, orderId: string): Promise<Order | null> {
  const { orders } = db.tables;
  const row = first(await db.select().from(orders).where(eq(orders.id, orderId)));
  if (!row) return null;
  return {
    ...row,
    address: storedAddressSchema.parse(row.address),
    customerTags: namesSchema.parse(row.customerTags ?? []),
    lines: await linesOf(db, orderId),
    shipments: await shipmentsOf(db, orderId),
    payments: await paymentsOf(db, orderId),
  };
}

async function linesOf(db: Reader, orderId: string): Promise<OrderLine[]> {
  const { orderLines } = db.tables;
  const rows = await db
    .select()
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.position));
  return rows.map(({ orderId: _, ...line }) => ({
    ...line,
    traits: traitsSchema.parse(line.traits),
    tags: namesSchema.parse(line.tags ?? []),
  }));
}

async function shipmentsOf(db: Reader, orderId: string): Promise<Shipment[]> {
  const { shipments } = db.tables;
  const rows = await db.select().from(shipments).where(eq(shipments.orderId, orderId)).orderBy(asc(shipments.position));
  return rows.map(({ orderId: _, ...shipment }) => shipment);
}

async function paymentsOf(db: Reader, orderId: string): Promise<Payment[]> {
  const { payments } = db.tables;
  const rows = await db.select().from(payments).where(eq(payments.orderId, orderId)).orderBy(asc(payments.position));
  return rows.map(({ orderId: _, ...payment }) => payment);
}

/** Throws `conflict` when an order with this id or number is there. */
export async function insertOrder(tx: Tx, order: Order): Promise<void> {
  await insertOrders(tx, [order]);
}

/** The same for many orders at once, several times as fast. Throws `conflict` when any of them is there, or two have the same number. */
export async function insertOrders(tx: Tx, orders: readonly Order[]): Promise<void> {
  await insertRows(tx, tx.tables.orders, orders.map(orderRow));
  await insertParts(tx, orders);
}

/**
 * Puts a newer state of the shop's order in the place of ours. `order.id` and `order.version` are those of the row that is there;
 * the version grows by one. False, and nothing changed, when the row has moved on or a return refers to the order: its lines are
 * then what was decided upon.
 */
export async function replaceOrder(tx: Tx, order: Order): Promise<boolean> {
  const { orders, orderLines, shipments, payments, returns } = tx.tables;
  // Before the look for returns: whoever sends one takes the same row.
  if (!(await bumpOrder(tx, order.id, order.version))) return false;
  const referring = await tx.select({ id: returns.id }).from(returns).where(eq(returns.orderId, order.id)).limit(1);
  if (referring.length > 0) {
    await tx.update(orders).set({ version: order.version }).where(eq(orders.id, order.id));
    return false;
  }
  const replaced = await tx.select({ id: orderLines.id }).from(orderLines).where(eq(orderLines.orderId, order.id));
  await deleteSoldSerials(
    tx,
    replaced.map((line) => line.id),
  );
  for (const part of [orderLines, shipments, payments]) await tx.delete(part).where(eq(part.orderId, order.id));
  const { id: _, ...changes } = orderRow({ ...order, version: order.version + 1 });
  await tx.update(orders).set(changes).where(eq(orders.id, order.id));
  await insertParts(tx, [order]);
  return true;
}

function orderRow({ lines: _lines, shipments: _shipments, payments: _payments, address, customerTags, ...row }: Order) {
  return { ...row, address: storedAddressSchema.parse(address), customerTags: namesSchema.parse(customerTags) };
}

async function insertParts(tx: Tx, orders: readonly Order[]): Promise<void> {
  const { orderLines, shipments, payments } = tx.tables;
  const lines = orders.flatMap(({ id: orderId, lines }) =>
    lines.map(({ serials: _, ...line }) => ({
      ...line,
      orderId,
      traits: traitsSchema.parse(line.traits),
      tags: namesSchema.parse(line.tags),
    })),
  );
  await insertRows(tx, orderLines, lines);
  await insertSoldSerials(
    tx,
    orders.flatMap((order) => order.lines),
  );
  await insertRows(
    tx,
    shipments,
    orders.flatMap(({ id: orderId, shipments }) => shipments.map((shipment) => ({ ...shipment, orderId }))),
  );
  await insertRows(
    tx,
    payments,
    orders.flatMap(({ id: orderId, payments }) => payments.map((payment) => ({ ...payment, orderId }))),
  );
}

/**
 * Lets other transactions about this order wait until this one has ended, so that what is read of it from now on belongs together: on
 * PostgreSQL each statement sees what others have committed by then. On SQLite a transaction has the only writer to itself anyway.
 */
export async function lockOrder(tx: Tx, orderId: string): Promise<void> {
  const { orders } = tx.tables;
  await tx
    .update(orders)
    .set({ version: sql`${orders.version}` })
    .where(eq(orders.id, orderId));
}

/** The same for all orders of one e-mail address: what is summed over them holds until this transaction has ended. */
export async function lockCustomer(tx: Tx, emailKey: string): Promise<void> {
  const { orders } = tx.tables;
  await tx
    .update(orders)
    .set({ version: sql`${orders.version}` })
    .where(eq(orders.emailKey, emailKey));
}

/**
 * Takes the order for this transaction: of two that saw the same version, one gets true. Everything that counts what an order still
 * allows, returns and refunds among it, calls this first with the version that it counted on.
 */
export async function bumpOrder(tx: Tx, orderId: string, version: number): Promise<boolean> {
  const { orders } = tx.tables;
  const bumped = await tx
    .update(orders)
    .set({ version: version + 1 })
    .where(and(eq(orders.id, orderId), eq(orders.version, version)))
    .returning({ id: orders.id });
  return bumped.length === 1;
}

export type OrderHash = Pick<Row<'orders'>, 'id' | 'numberKey' | 'contentHash' | 'version'>;

/** What is known of these orders, by number key: the importer skips what has not changed. */
export async function listOrderHashes(db: Reader, numberKeys: readonly string[]): Promise<Map<string, OrderHash>> {
  const { orders } = db.tables;
  const { id, numberKey, contentHash, version } = orders;
  const known = new Map<string, OrderHash>();
  for (const chunk of inChunks(numberKeys)) {
    const rows = await db.select({ id, numberKey, contentHash, version }).from(orders).where(inArray(numberKey, chunk));
    for (const row of rows) known.set(row.numberKey, row);
  }
  return known;
}

export async function countOrders(db: Reader): Promise<number> {
  return db.$count(db.tables.orders);
}
