import { and, eq, lt, sql } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first } from './row.ts';

/** Counts one more in the window that began then, and says how many there are. Atomic: two at once get two numbers. */
export async function hit(tx: Tx, key: string, windowStart: Temporal.Instant): Promise<number> {
  const { rateCounters } = tx.tables;
  const counted = await tx
    .insert(rateCounters)
    .values({ key, windowStart, count: 1 })
    .onConflictDoUpdate({
      target: [rateCounters.key, rateCounters.windowStart],
      set: { count: sql`${rateCounters.count} + 1` },
    })
    .returning({ count: rateCounters.count });
  return first(counted)?.count ?? 1;
}

/** How many there are in the window that began then, without counting. */
export async function countOf(db: Reader, key: string, windowStart: Temporal.Instant): Promise<number> {
  const { rateCounters } = db.tables;
  const counted = await db
    .select({ count: rateCounters.count })
    .from(rateCounters)
    .where(and(eq(rateCounters.key, key), eq(rateCounters.windowStart, windowStart)));
  return first(counted)?.count ?? 0;
}

/** Forgets windows that began before an instant. */
export async function purgeRateCounters(tx: Tx, before: Temporal.Instant): Promise<void> {
  const { rateCounters } = tx.tables;
  await tx.delete(rateCounters).where(lt(rateCounters.windowStart, before));
}
