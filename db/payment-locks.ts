import { and, eq, lte, or } from 'drizzle-orm';
import type { Tx } from './database.ts';

/**
 * Takes the one place at a payment, for a while: true for one owner among all workers and processes, and again for the same owner, so that work
 * which was broken off goes on at once. A place that nobody gave back is free when its time has run out.
 */
export async function takeLock(
  tx: Tx,
  lock: { paymentRef: string; owner: string; now: Temporal.Instant; until: Temporal.Instant },
): Promise<boolean> {
  const { paymentLocks } = tx.tables;
  const { paymentRef, owner, now, until } = lock;
  const mine = eq(paymentLocks.owner, owner);
  const taken = await tx
    .insert(paymentLocks)
    .values({ paymentRef, owner, until })
    .onConflictDoUpdate({
      target: paymentLocks.paymentRef,
      set: { owner, until },
      setWhere: or(mine, lte(paymentLocks.until, now)) ?? mine,
    })
    .returning({ owner: paymentLocks.owner });
  return taken.length === 1;
}

/** Gives the place back; nothing happens when another has it by now. */
export async function releaseLock(tx: Tx, { paymentRef, owner }: { paymentRef: string; owner: string }): Promise<void> {
  const { paymentLocks } = tx.tables;
  await tx.delete(paymentLocks).where(and(eq(paymentLocks.paymentRef, paymentRef), eq(paymentLocks.owner, owner)));
}
