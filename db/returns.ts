import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, ne } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type NewRow, type Row } from './row.ts';

/** One request for lines of one order. `quote` and `settledQuote` are untrusted until their schema, `context` until the kernel has read it. */
export type ReturnRow = Row<'returns'>;

/** Throws `conflict` when the code is taken or the draft has become a return already. */
export async function insertReturn(tx: Tx, row: NewRow<'returns'>): Promise<void> {
  await tx.insert(tx.tables.returns).values(row);
}

/** The columns that are no part of the machine. Called in the transaction of a step, which has taken the row. */
export type ReturnChanges = Partial<
  Pick<
    ReturnRow,
    | 'quote'
    | 'quoteInput'
    | 'travel'
    | 'settledQuote'
    | 'settledQuoteInput'
    | 'total'
    | 'refundDueAt'
    | 'queueAt'
    | 'receivedAt'
    | 'decidedAt'
    | 'closedAt'
    | 'uninspected'
    | 'review'
  >
>;

export async function updateReturn(tx: Tx, returnId: string, changes: ReturnChanges): Promise<void> {
  const { returns } = tx.tables;
  await tx.update(returns).set(changes).where(eq(returns.id, returnId));
}

/** For staff and effects. A customer's page asks with `loadReturnOfOrder`. */
export async function loadReturn(db: Reader, returnId: string): Promise<ReturnRow | null> {
  const { returns } = db.tables;
  return first(await db.select().from(returns).where(eq(returns.id, returnId)));
}

/** A return of the order that the guest has proved to own: a guessed id of another's finds nothing. */
export async function loadReturnOfOrder(
  db: Reader,
  key: { returnId: string; orderId: string },
): Promise<ReturnRow | null> {
  const { returns } = db.tables;
  const where = and(eq(returns.id, key.returnId), eq(returns.orderId, key.orderId));
  return first(await db.select().from(returns).where(where));
}

/** By the code on the parcel, canonical, without dashes. */
export async function findReturnByRma(db: Reader, rmaCode: string): Promise<ReturnRow | null> {
  const { returns } = db.tables;
  return first(await db.select().from(returns).where(eq(returns.rmaCode, rmaCode)));
}

/** The return that a draft became, so that a second press of the button shows the first one's. */
export async function findReturnByDraft(db: Reader, draftId: string): Promise<ReturnRow | null> {
  const { returns } = db.tables;
  return first(await db.select().from(returns).where(eq(returns.draftId, draftId)));
}

/** All returns of an order, the newest first. */
export async function listReturnsOfOrder(db: Reader, orderId: string): Promise<ReturnRow[]> {
  const { returns } = db.tables;
  return db
    .select()
    .from(returns)
    .where(eq(returns.orderId, orderId))
    .orderBy(desc(returns.requestedAt), desc(returns.id));
}

export type DecidedRefund = Pick<ReturnRow, 'id' | 'total' | 'settledQuote'>;

/** What was decided on an order's returns so far: what a further quote has to leave out. */
export async function decidedRefunds(db: Reader, orderId: string): Promise<DecidedRefund[]> {
  const { returns } = db.tables;
  const { id, total, settledQuote } = returns;
  return db
    .select({ id, total, settledQuote })
    .from(returns)
    .where(and(eq(returns.orderId, orderId), isNotNull(returns.decidedAt), ne(returns.state, 'cancelled')))
    .orderBy(asc(returns.decidedAt), asc(returns.id));
}

/** Most returns of one customer that a rule looks at: the latest ones. */
export const EARLIER_RETURNS_LIMIT = 1000;

export type EarlierReturn = { at: Temporal.Instant; amount: number; currency: string };

/** What was asked for by one customer since an instant, on any order of the same address, with the refund of each; without what was cancelled. */
export async function listEarlierReturns(
  db: Reader,
  key: { emailKey: string; since: Temporal.Instant },
): Promise<EarlierReturn[]> {
  const { returns, orders } = db.tables;
  return db
    .select({ at: returns.requestedAt, amount: returns.total, currency: returns.currency })
    .from(orders)
    .innerJoin(returns, eq(returns.orderId, orders.id))
    .where(and(eq(orders.emailKey, key.emailKey), gte(returns.requestedAt, key.since), ne(returns.state, 'cancelled')))
    .orderBy(desc(returns.requestedAt), desc(returns.id))
    .limit(EARLIER_RETURNS_LIMIT);
}

/** The sum of a customer's refunds in a currency that were decided before their goods had come, minor units; `except` is left out. */
export async function sumAheadOfGoods(
  db: Reader,
  key: { emailKey: string; currency: string; except: string },
): Promise<number> {
  const { returns, orders } = db.tables;
  const ahead = and(
    eq(orders.emailKey, key.emailKey),
    eq(returns.currency, key.currency),
    inArray(returns.state, ['decided', 'closed']),
    isNotNull(returns.decidedAt),
    isNull(returns.receivedAt),
    ne(returns.id, key.except),
  );
  const rows = await db
    .select({ total: returns.total })
    .from(orders)
    .innerJoin(returns, eq(returns.orderId, orders.id))
    .where(ahead);
  return rows.reduce((sum, row) => sum + row.total, 0);
}

/** Returns by id, from behind one on: a walk over all of them, page by page. */
export async function listReturnsById(db: Reader, page: { after: string; limit: number }): Promise<ReturnRow[]> {
  const { returns } = db.tables;
  return db.select().from(returns).where(gt(returns.id, page.after)).orderBy(asc(returns.id)).limit(page.limit);
}

/** Gives a return to a person of the desk, or to nobody. It is no step of the return's: who looks at it changes nothing of it. */
export async function assignReturn(tx: Tx, returnId: string, staffId: string | null): Promise<void> {
  const { returns } = tx.tables;
  await tx.update(returns).set({ assignedTo: staffId }).where(eq(returns.id, returnId));
}
