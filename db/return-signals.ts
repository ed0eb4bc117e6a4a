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
  const mine = eq(orders.emailKey, emailKey);
  const kept = inArray(returns.state, KEPT_STATES);
  const asked = (from: Temporal.Instant) => gte(returns.requestedAt, from);
  const join = eq(returns.orderId, orders.id);
  const bought = await db.$count(orders, and(mine, gte(orders.placedAt, since)));
  const [back] = await db
    .select({ returned: countDistinct(returns.orderId) })
    .from(orders)
    .innerJoin(returns, join)
    .where(and(mine, gte(orders.placedAt, since), asked(since), kept));
  const [lately] = await db
    .select({ recent: count() })
    .from(orders)
    .innerJoin(returns, join)
    .where(and(mine, asked(recentSince), kept));
  const [claimed] = await db
    .select({ claims: countDistinct(returns.id) })
    .from(orders)
    .innerJoin(returns, join)
    .innerJoin(returnLines, eq(returnLines.returnId, returns.id))
    .where(and(mine, asked(since), kept, inArray(returnLines.reason, CLAIMS)));
  return {
    bought,
    returned: countSchema.parse(back?.returned ?? 0),
    recent: countSchema.parse(lately?.recent ?? 0),
    claims: countSchema.parse(claimed?.claims ?? 0),
  };
}

const KEPT_STATES = ['open', 'received', 'decided', 'closed'];
