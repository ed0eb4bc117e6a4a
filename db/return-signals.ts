import { and, asc, count, countDistinct, eq, gte, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { SIGNAL_CODES, type SignalCode } from '#machines/signals/index.ts';
import type { Reader, Tx } from './database.ts';
import { first, inChunks, type Row } from './row.ts';

export type ReturnTrace = Row<'returnTraces'>;

/** Keeps by what a return can be compared with those of others; one that is kept already stays. */
export async function keepTraces(tx: Tx, traces: readonly ReturnTrace[]): Promise<void> {
  if (traces.length > 0)
    await tx
      .insert(tx.tables.returnTraces)
      .values([...traces])
      .onConflictDoNothing();
}

export async function listTraces(db: Reader, returnId: string): Promise<ReturnTrace[]> {
  const { returnTraces } = db.tables;
  return db.select().from(returnTraces).where(eq(returnTraces.returnId, returnId)).orderBy(asc(returnTraces.kind));
}

const countSchema = z.coerce.number().int();

/** How many returns since an instant have the same trace, and of how many people. */
export async function countSameTrace(
  db: Reader,
  { kind, hash, since }: Pick<ReturnTrace, 'kind' | 'hash'> & { readonly since: Temporal.Instant },
): Promise<{ returns: number; people: number }> {
  const { returnTraces } = db.tables;
  const rows = await db
    .select({ returns: count(), people: countDistinct(returnTraces.personHash) })
    .from(returnTraces)
    .where(and(eq(returnTraces.kind, kind), eq(returnTraces.hash, hash), gte(returnTraces.at, since)));
  const { returns = 0, people = 0 } = first(rows) ?? {};
  return { returns: countSchema.parse(returns), people: countSchema.parse(people) };
}

/** Keeps what struck about a return in place of what struck before. */
export async function replaceSignals(
  tx: Tx,
  returnId: string,
  signals: readonly { readonly code: SignalCode; readonly facts: unknown }[],
  at: Temporal.Instant,
): Promise<void> {
  const { returnSignals } = tx.tables;
  await tx.delete(returnSignals).where(eq(returnSignals.returnId, returnId));
  const rows = signals.map(({ code, facts }) => ({ returnId, code, facts, raisedAt: at }));
  if (rows.length > 0) await tx.insert(returnSignals).values(rows);
}

/** Which of these returns have something that struck: a person shall look at them. */
export async function returnsWithSignals(db: Reader, returnIds: readonly string[]): Promise<Set<string>> {
  const { returnSignals } = db.tables;
  const found = new Set<string>();
  for (const ids of inChunks(returnIds)) {
    const rows = await db
      .selectDistinct({ returnId: returnSignals.returnId })
      .from(returnSignals)
      .where(and(inArray(returnSignals.returnId, ids), inArray(returnSignals.code, [...SIGNAL_CODES])));
    for (const { returnId } of rows) found.add(returnId);
  }
  return found;
}

const CLAIMS = ['damaged-in-transit', 'wrong-item', 'not-as-described'];

/** What one e-mail address bought, gave back and claimed since an instant; what was cancelled does not count. */
export async function countPerson(
  db: Reader,
  { emailKey, since, recentSince }: { emailKey: string; since: Temporal.Instant; recentSince: Temporal.Instant },
): Promise<{ bought: number; returned: number; recent: number; claims: number }> {
  const { orders, returns, returnLines } = db.tables;
  const own = and(eq(orders.emailKey, emailKey), gte(orders.placedAt, since));
  const bought = await db.$count(orders, own);
  const rows = await db
    .select({ orderId: returns.orderId, placedAt: orders.placedAt, at: returns.requestedAt, id: returns.id })
    .from(orders)
    .innerJoin(returns, eq(returns.orderId, orders.id))
    .where(and(eq(orders.emailKey, emailKey), gte(returns.requestedAt, since), inArray(returns.state, KEPT_STATES)))
    .limit(1000);
  const claiming = new Set<string>();
  for (const ids of inChunks(rows.map(({ id }) => id))) {
    const lines = await db
      .select({ returnId: returnLines.returnId })
      .from(returnLines)
      .where(and(inArray(returnLines.returnId, ids), inArray(returnLines.reason, CLAIMS)));
    for (const { returnId } of lines) claiming.add(returnId);
  }
  const notBefore = (at: Temporal.Instant, from: Temporal.Instant) => Temporal.Instant.compare(at, from) >= 0;
  const ofOrders = rows.filter(({ placedAt }) => notBefore(placedAt, since)).map(({ orderId }) => orderId);
  return {
    ...{ bought, returned: new Set(ofOrders).size, claims: claiming.size },
    recent: rows.filter(({ at }) => notBefore(at, recentSince)).length,
  };
}

const KEPT_STATES = ['open', 'received', 'decided', 'closed'];
