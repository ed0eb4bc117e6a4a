import { and, asc, eq, inArray, notInArray, sum } from 'drizzle-orm';
import { z } from 'zod';
import { restore } from '#machines/kernel.ts';
import { HOLDS_NOTHING, payoutWorkflow, STRANDED } from '#machines/payout/index.ts';
import { countRows } from './capped.ts';
import type { Reader, Tx } from './database.ts';
import { first, type NewRow, type Row } from './row.ts';

/** One intention to give money back; `amount` in minor units. `context` is untrusted until the kernel has restored it. */
export type PayoutRow = Row<'payouts'>;

/** Writes the row of a payout that is being started; throws `conflict` when the return has one at this position. */
export async function insertPayout(tx: Tx, row: NewRow<'payouts'>): Promise<void> {
  await tx.insert(tx.tables.payouts).values(row);
}

export async function loadPayout(db: Reader, payoutId: string): Promise<PayoutRow | null> {
  const { payouts } = db.tables;
  return first(await db.select().from(payouts).where(eq(payouts.id, payoutId)));
}

/** By the provider's id of the refund: what a webhook names. */
export async function findPayoutByRefundRef(db: Reader, refundRef: string): Promise<PayoutRow | null> {
  const { payouts } = db.tables;
  return first(await db.select().from(payouts).where(eq(payouts.refundRef, refundRef)).limit(1));
}

/** The payout that took this one's debt over; null while none has. */
export async function findReplacement(db: Reader, payoutId: string): Promise<PayoutRow | null> {
  const { payouts } = db.tables;
  return first(await db.select().from(payouts).where(eq(payouts.replaces, payoutId)));
}

/** The payouts of a return by position. */
export async function listPayoutsOfReturn(db: Reader, returnId: string): Promise<PayoutRow[]> {
  const { payouts } = db.tables;
  return db.select().from(payouts).where(eq(payouts.returnId, returnId)).orderBy(asc(payouts.position));
}

/** A sum is text on both engines: of integers PostgreSQL makes one of any length. */
const totalSchema = z.coerce.number().int();

/**
 * What has gone back, is on its way or is owed of each payment of an order, in minor units. A refund that failed is still owed, so it holds its
 * share; one whose debt another payout took over does not. Payments without any are not in the map.
 */
export async function sumPayoutsByPayment(db: Reader, orderId: string): Promise<Map<string, number>> {
  const { payouts, returns } = db.tables;
  const rows = await db
    .select({ paymentId: payouts.paymentId, total: sum(payouts.amount) })
    .from(returns)
    .innerJoin(payouts, eq(payouts.returnId, returns.id))
    .where(and(eq(returns.orderId, orderId), notInArray(payouts.state, [...HOLDS_NOTHING])))
    .groupBy(payouts.paymentId);
  return new Map(rows.map((row) => [row.paymentId, totalSchema.parse(row.total)]));
}

/** Notes the provider's id of a payout's refund; null while a new attempt has none yet. */
export async function noteRefundRef(tx: Tx, payoutId: string, refundRef: string | null): Promise<void> {
  const { payouts } = tx.tables;
  await tx.update(payouts).set({ refundRef }).where(eq(payouts.id, payoutId));
}

/** The payment that a payout gives back, as the provider knows it. */
export async function loadPaymentOfPayout(
  db: Reader,
  payoutId: string,
): Promise<{ provider: string; reference: string } | null> {
  const { payments, payouts } = db.tables;
  return first(
    await db
      .select({ provider: payments.provider, reference: payments.reference })
      .from(payouts)
      .innerJoin(payments, eq(payments.id, payouts.paymentId))
      .where(eq(payouts.id, payoutId)),
  );
}

export type FailedPayout = Pick<PayoutRow, 'id' | 'returnId' | 'amount' | 'currency' | 'updatedAt'> & {
  /** The provider's code. */
  failure: string | null;
};

/** Refunds that came to nothing and wait for a person, the longest waiting first. */
export async function listFailedPayouts(db: Reader, limit: number): Promise<FailedPayout[]> {
  const { payouts } = db.tables;
  const rows = await db
    .select()
    .from(payouts)
    .where(inArray(payouts.state, [...STRANDED]))
    .orderBy(asc(payouts.updatedAt))
    .limit(limit);
  return rows.map((row) => {
    const { id, returnId, amount, currency, updatedAt } = row;
    const { failure } = payoutWorkflow.context.parse(restore(payoutWorkflow, row).context);
    return { id, returnId, amount, currency, updatedAt, failure };
  });
}

/** How many refunds have failed, counted up to `most`; one more than that means that there are further ones. */
export async function countFailedPayouts(db: Reader, most: number): Promise<number> {
  const { payouts } = db.tables;
  const rows = db
    .select({ id: payouts.id })
    .from(payouts)
    .where(inArray(payouts.state, [...STRANDED]));
  return countRows(db, rows, most + 1);
}
