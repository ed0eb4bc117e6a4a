import { and, desc, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** A request for a one-time code. `codeHash` is for the comparison only and leaves the service in no form. */
export type AccessRequest = Row<'accessRequests'>;

/** Tries that one code allows: with eight digits, five guesses in a hundred million. */
export const TRIES_ALLOWED = 5;

export async function createAccessRequest(tx: Tx, request: Omit<AccessRequest, 'tries' | 'usedAt'>): Promise<void> {
  await tx.insert(tx.tables.accessRequests).values({ ...request, tries: 0, usedAt: null });
}

export async function loadAccessRequest(db: Reader, id: string): Promise<AccessRequest | null> {
  const { accessRequests } = db.tables;
  return first(await db.select().from(accessRequests).where(eq(accessRequests.id, id)));
}

/** The last request of the browser with this cookie, used or not, expired or not. */
export async function findLatestForBrowser(db: Reader, browserHash: string): Promise<AccessRequest | null> {
  const { accessRequests } = db.tables;
  return first(
    await db
      .select()
      .from(accessRequests)
      .where(eq(accessRequests.browserHash, browserHash))
      .orderBy(desc(accessRequests.createdAt), desc(accessRequests.id))
      .limit(1),
  );
}

/**
 * Spends one try and says which it was, from 1; null, and the code must not even be compared, when none is left, the code was used or
 * its time is over. One conditional update and nothing before it, so that tries made at the same time are all counted.
 */
export async function countTry(tx: Tx, id: string, now: Temporal.Instant): Promise<number | null> {
  const { accessRequests } = tx.tables;
  const counted = await tx
    .update(accessRequests)
    .set({ tries: sql`${accessRequests.tries} + 1` })
    .where(
      and(
        eq(accessRequests.id, id),
        lt(accessRequests.tries, TRIES_ALLOWED),
        isNull(accessRequests.usedAt),
        gt(accessRequests.expiresAt, now),
      ),
    )
    .returning({ tries: accessRequests.tries });
  return first(counted)?.tries ?? null;
}

/** Uses the code up; false when it was used, or its time over, in the meantime. */
export async function markUsed(tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  const { accessRequests } = tx.tables;
  const used = await tx
    .update(accessRequests)
    .set({ usedAt: now })
    .where(and(eq(accessRequests.id, id), isNull(accessRequests.usedAt), gt(accessRequests.expiresAt, now)))
    .returning({ id: accessRequests.id });
  return used.length === 1;
}

/** Ends all other codes of an order: the newest is the only one. */
export async function expireOthers(
  tx: Tx,
  { orderId, exceptId, now }: { orderId: string; exceptId: string; now: Temporal.Instant },
): Promise<void> {
  const { accessRequests } = tx.tables;
  await tx
    .update(accessRequests)
    .set({ expiresAt: now })
    .where(
      and(
        eq(accessRequests.orderId, orderId),
        ne(accessRequests.id, exceptId),
        isNull(accessRequests.usedAt),
        gt(accessRequests.expiresAt, now),
      ),
    );
}
