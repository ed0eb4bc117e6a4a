import { and, asc, eq, gte, inArray, ne, sql } from 'drizzle-orm';
import type { Reader } from './database.ts';
import type { ReturnLine } from './return-lines.ts';
import { EARLIER_RETURNS_LIMIT, type EarlierReturn, type ReturnRow } from './returns.ts';

/** Returns read at once: enough to spare statements, few enough that nobody else waits long for the connection. */
const PAGE = 250;

export type HistoryRow = Pick<
  ReturnRow,
  'id' | 'rmaCode' | 'orderId' | 'country' | 'currency' | 'timeZone' | 'total' | 'requestedAt' | 'receivedAt'
> & {
  /** The folded address of the order; null: none. */
  readonly emailKey: string | null;
  readonly lines: ReturnLine[];
  /** When a proof of dispatch came; null: none has. */
  readonly dispatchedAt: Temporal.Instant | null;
  /** The policy decided on it by itself. */
  readonly byPolicy: boolean;
};

/** Returns asked for since an instant that were not cancelled, the oldest first, page by page, at most so many. Reads only. */
export async function* readAutomationHistory(
  db: Reader,
  { since, most }: { readonly since: Temporal.Instant; readonly most: number },
): AsyncGenerator<HistoryRow[]> {
  let last: Place | null = null;
  for (let left = most; left > 0; left -= PAGE) {
    const limit = Math.min(PAGE, left);
    const rows: PageRow[] = await readPage(db, { since, after: last, limit });
    if (rows.length > 0) yield withParts(rows, await partsOf(db, idsOf(rows)));
    last = rows.at(-1) ?? null;
    if (rows.length < limit) return;
  }
}

type Place = Pick<ReturnRow, 'id' | 'requestedAt'>;
type PageRow = Omit<HistoryRow, 'lines' | 'dispatchedAt' | 'byPolicy'>;

const idsOf = (rows: readonly PageRow[]): string[] => rows.map(({ id }) => id);

async function readPage(
  db: Reader,
  { since, after, limit }: { since: Temporal.Instant; after: Place | null; limit: number },
): Promise<PageRow[]> {
  const { returns, orders } = db.tables;
  const { id, rmaCode, orderId, country, currency, timeZone, total, requestedAt, receivedAt, state } = returns;
  const own = { id, rmaCode, orderId, country, currency, timeZone, total, requestedAt, receivedAt };
  const beyond = after && sql`(${requestedAt}, ${id}) > (${sql.param(after.requestedAt, requestedAt)}, ${after.id})`;
  return db
    .select({ ...own, emailKey: orders.emailKey })
    .from(returns)
    .innerJoin(orders, eq(orders.id, orderId))
    .where(and(gte(requestedAt, since), ne(state, 'cancelled'), ...(beyond ? [beyond] : [])))
    .orderBy(asc(requestedAt), asc(id))
    .limit(limit);
}

type Parts = Awaited<ReturnType<typeof partsOf>>;

async function partsOf(db: Reader, ids: readonly string[]) {
  const { returnLines, workflowEvents } = db.tables;
  const [lines, events] = await Promise.all([
    db
      .select()
      .from(returnLines)
      .where(inArray(returnLines.returnId, [...ids]))
      .orderBy(asc(returnLines.returnId), asc(returnLines.position)),
    db
      .select({
        returnId: workflowEvents.returnId,
        type: workflowEvents.type,
        actor: workflowEvents.actor,
        at: workflowEvents.at,
      })
      .from(workflowEvents)
      .where(and(inArray(workflowEvents.returnId, [...ids]), inArray(workflowEvents.type, ['decide', 'dispatched'])))
      .orderBy(asc(workflowEvents.at)),
  ]);
  return { lines: Map.groupBy(lines, (line) => line.returnId), events: Map.groupBy(events, (one) => one.returnId) };
}

function withParts(rows: readonly PageRow[], { lines, events }: Parts): HistoryRow[] {
  return rows.map((row): HistoryRow => {
    const steps = events.get(row.id) ?? [];
    return {
      ...row,
      lines: lines.get(row.id) ?? [],
      dispatchedAt: steps.find(({ type }) => type === 'dispatched')?.at ?? null,
      byPolicy: steps.some(({ type, actor }) => type === 'decide' && actor === 'policy'),
    };
  });
}

/** The returns of some customers since an instant, by folded address, the newest first. */
export async function readEarlierReturns(
  db: Reader,
  emailKeys: readonly string[],
  since: Temporal.Instant,
): Promise<Map<string, EarlierReturn[]>> {
  const { returns, orders } = db.tables;
  const found = new Map<string, EarlierReturn[]>(emailKeys.map((key) => [key, []]));
  if (emailKeys.length === 0) return found;
  const rows = await db
    .select({ key: orders.emailKey, at: returns.requestedAt, amount: returns.total, currency: returns.currency })
    .from(orders)
    .innerJoin(returns, eq(returns.orderId, orders.id))
    .where(
      and(inArray(orders.emailKey, [...emailKeys]), gte(returns.requestedAt, since), ne(returns.state, 'cancelled')),
    )
    .orderBy(sql`${returns.requestedAt} desc`);
  for (const { key, ...row } of rows) {
    const list = key === null ? undefined : found.get(key);
    if (list && list.length < EARLIER_RETURNS_LIMIT) list.push(row);
  }
  return found;
}
