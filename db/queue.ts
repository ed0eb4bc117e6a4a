import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import type { ReturnState } from '#machines/return/index.ts';
import type { Reader } from './database.ts';
import { first, type Row } from './row.ts';

/** A line of the desk's list. `total` in minor units of `currency`. */
export type QueueItem = Pick<
  Row<'returns'>,
  | 'id'
  | 'rmaCode'
  | 'state'
  | 'country'
  | 'currency'
  | 'total'
  | 'resolution'
  | 'refundDueAt'
  | 'queueAt'
  | 'requestedAt'
  | 'receivedAt'
> & { orderNumber: string };

/** Where a page ends and the next one begins. */
export type QueuePlace = { queueAt: Temporal.Instant; id: string };

/**
 * A page of the returns in one state, the oldest legal duty first. Pages are cut by the last row's place and not by a row number:
 * the hundredth costs what the first does, however many rows there are, and nothing is skipped when rows leave in between.
 */
export async function listQueue(
  db: Reader,
  page: { state: ReturnState; after?: QueuePlace | undefined; limit: number },
): Promise<QueueItem[]> {
  const { returns } = db.tables;
  // A comparison of pairs and not `a > x or (a = x and b > y)`: only the former starts in the middle of the index on both engines.
  const after = page.after && [
    sql`(${returns.queueAt}, ${returns.id}) > (${sql.param(page.after.queueAt, returns.queueAt)}, ${page.after.id})`,
  ];
  const rows = await db
    .select({
      id: returns.id,
      orderId: returns.orderId,
      rmaCode: returns.rmaCode,
      state: returns.state,
      country: returns.country,
      currency: returns.currency,
      total: returns.total,
      resolution: returns.resolution,
      refundDueAt: returns.refundDueAt,
      queueAt: returns.queueAt,
      requestedAt: returns.requestedAt,
      receivedAt: returns.receivedAt,
    })
    .from(returns)
    .where(and(eq(returns.state, page.state), ...(after ?? [])))
    .orderBy(asc(returns.queueAt), asc(returns.id))
    .limit(page.limit);
  const numbers = await orderNumbers(
    db,
    rows.map((row) => row.orderId),
  );
  return rows.map(({ orderId, ...row }) => ({ ...row, orderNumber: numbers.get(orderId) ?? '' }));
}

/** Asked for by themselves: a join would let an engine choose to read all orders for the sake of one page. */
async function orderNumbers(db: Reader, orderIds: string[]): Promise<Map<string, string>> {
  const { orders } = db.tables;
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .select({ id: orders.id, number: orders.number })
    .from(orders)
    .where(inArray(orders.id, [...new Set(orderIds)]));
  return new Map(rows.map((row) => [row.id, row.number]));
}

/** Beyond this a tab says "more than". */
export const COUNTED_AT_MOST = 1000;

/** How many returns are in a state, counted up to `COUNTED_AT_MOST`; `more` when there are further ones. */
export async function countQueue(db: Reader, state: ReturnState): Promise<{ count: number; more: boolean }> {
  const { returns } = db.tables;
  const some = db
    .select({ id: returns.id })
    .from(returns)
    .where(eq(returns.state, state))
    .limit(COUNTED_AT_MOST + 1)
    .as('some');
  const counted = first(await db.select({ count: count() }).from(some))?.count ?? 0;
  return { count: Math.min(counted, COUNTED_AT_MOST), more: counted > COUNTED_AT_MOST };
}
