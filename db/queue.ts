import { and, asc, desc, eq, gte, inArray, type SQL, sql, sum } from 'drizzle-orm';
import { z } from 'zod';
import type { ReturnState } from '#machines/return/index.ts';
import { type Capped, COUNTED_AT_MOST, capped, countRows } from './capped.ts';
import type { Reader } from './database.ts';
import { inChunks, type Row } from './row.ts';

/** A line of the desk's list. `total` in minor units of `currency`. */
export type QueueItem = Pick<
  Row<'returns'>,
  | 'id'
  | 'rmaCode'
  | 'state'
  | 'country'
  | 'timeZone'
  | 'currency'
  | 'total'
  | 'resolution'
  | 'refundDueAt'
  | 'queueAt'
  | 'requestedAt'
  | 'receivedAt'
  | 'closedAt'
  | 'decidedAt'
  | 'version'
  | 'assignedTo'
  | 'review'
> & { orderNumber: string; subdivision: string | null };

/** Where a page ends and the next one begins. */
export type QueuePlace = { queueAt: Temporal.Instant; id: string };

/**
 * A page of the returns in one state, the oldest legal duty first, or last with `newestFirst`. Pages are cut by the last row's place
 * and not by a row number: the hundredth costs what the first does, however many rows there are, and nothing is skipped when rows
 * leave in between.
 */
export async function listQueue(
  db: Reader,
  page: {
    state: ReturnState;
    after?: QueuePlace | undefined;
    newestFirst?: boolean | undefined;
    limit: number;
    /** What else has to hold, see db/desk-list.ts. */
    where?: SQL | undefined;
  },
): Promise<QueueItem[]> {
  const { returns } = db.tables;
  const after = page.after && beyondPlace(db, page.after, page.newestFirst ? '<' : '>');
  const direction = page.newestFirst ? desc : asc;
  const rows = await db
    .select(itemColumns(db))
    .from(returns)
    .where(and(eq(returns.state, page.state), after, page.where))
    .orderBy(direction(returns.queueAt), direction(returns.id))
    .limit(page.limit);
  return withOrderNumbers(db, rows);
}

/** A comparison of pairs and not `a > x or (a = x and b > y)`: only the former starts in the middle of the index on both engines. */
export function beyondPlace({ tables: { returns } }: Reader, place: QueuePlace, sign: '<' | '>' | '<=' | '>='): SQL {
  const [at, id] = [sql.param(place.queueAt, returns.queueAt), place.id];
  return sql`(${returns.queueAt}, ${returns.id}) ${sql.raw(sign)} (${at}, ${id})`;
}

/** The returns whose goods arrived since an instant, the last arrival first. */
export async function listArrivals(
  db: Reader,
  { since, limit }: { since: Temporal.Instant; limit: number },
): Promise<QueueItem[]> {
  const { returns } = db.tables;
  const rows = await db
    .select(itemColumns(db))
    .from(returns)
    .where(gte(returns.receivedAt, since))
    .orderBy(desc(returns.receivedAt), desc(returns.id))
    .limit(limit);
  return withOrderNumbers(db, rows);
}

/** These returns, in the order of the ids; ids that there are not are left out. */
export async function listQueueItems(db: Reader, returnIds: readonly string[]): Promise<QueueItem[]> {
  const { returns } = db.tables;
  const rows = await Promise.all(
    inChunks(returnIds).map((chunk) => db.select(itemColumns(db)).from(returns).where(inArray(returns.id, chunk))),
  );
  const items = new Map((await withOrderNumbers(db, rows.flat())).map((item) => [item.id, item]));
  return returnIds.flatMap((id) => items.get(id) ?? []);
}

/** A sum is text on both engines. */
const piecesSchema = z.coerce.number().int();

/** How many pieces each return announced. */
export async function countPieces(db: Reader, returnIds: readonly string[]): Promise<Map<string, number>> {
  const { returnLines } = db.tables;
  const rows = await Promise.all(
    inChunks(returnIds).map((chunk) =>
      db
        .select({ id: returnLines.returnId, pieces: sum(returnLines.quantity) })
        .from(returnLines)
        .where(inArray(returnLines.returnId, chunk))
        .groupBy(returnLines.returnId),
    ),
  );
  return new Map(rows.flat().map((row) => [row.id, piecesSchema.parse(row.pieces)]));
}

const itemColumns = ({ tables: { returns } }: Reader) => ({
  id: returns.id,
  orderId: returns.orderId,
  rmaCode: returns.rmaCode,
  state: returns.state,
  country: returns.country,
  timeZone: returns.timeZone,
  currency: returns.currency,
  total: returns.total,
  resolution: returns.resolution,
  refundDueAt: returns.refundDueAt,
  queueAt: returns.queueAt,
  requestedAt: returns.requestedAt,
  receivedAt: returns.receivedAt,
  closedAt: returns.closedAt,
  decidedAt: returns.decidedAt,
  version: returns.version,
  assignedTo: returns.assignedTo,
  review: returns.review,
});

async function withOrderNumbers(
  db: Reader,
  rows: (Omit<QueueItem, 'orderNumber' | 'subdivision'> & { orderId: string })[],
): Promise<QueueItem[]> {
  const orders = await ordersOf(
    db,
    rows.map((row) => row.orderId),
  );
  return rows.map(({ orderId, ...row }) => {
    const order = orders.get(orderId);
    return { ...row, orderNumber: order?.number ?? '', subdivision: order?.subdivision ?? null };
  });
}

/** Asked for by themselves: a join would let an engine choose to read all orders for the sake of one page. */
async function ordersOf(db: Reader, orderIds: string[]) {
  const { orders } = db.tables;
  const { id, number, subdivision } = orders;
  const rows = await Promise.all(
    inChunks([...new Set(orderIds)]).map((chunk) =>
      db.select({ id, number, subdivision }).from(orders).where(inArray(orders.id, chunk)),
    ),
  );
  return new Map(rows.flat().map((row) => [row.id, row]));
}

/** How many returns are in a state, counted up to `COUNTED_AT_MOST`; `more` when there are further ones. */
export async function countQueue(db: Reader, state: ReturnState, where?: SQL): Promise<Capped> {
  const { returns } = db.tables;
  const rows = db
    .select({ id: returns.id })
    .from(returns)
    .where(and(eq(returns.state, state), where))
    // The index's own order: PostgreSQL then walks it and stops, instead of gathering the whole state first.
    .orderBy(asc(returns.queueAt), asc(returns.id));
  return capped(await countRows(db, rows, COUNTED_AT_MOST + 1));
}
