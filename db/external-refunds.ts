import { and, asc, eq, gte, notInArray, sum } from 'drizzle-orm';
import { z } from 'zod';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** A refund that was not made here, as it was last read. Amount in minor units of `currency`. */
export type ExternalRefundRow = Row<'externalRefunds'>;

/** The provider's words for a refund that has given the money back to the merchant: it holds nothing of its payment. */
const HOLDS_NOTHING = ['failed', 'canceled'];

/** Whether a refund in this state has sent its money or is about to. */
export const holdsMoney = (status: string): boolean => !HOLDS_NOTHING.includes(status);

export async function loadExternalRefund(db: Reader, ref: string): Promise<ExternalRefundRow | null> {
  const { externalRefunds } = db.tables;
  return first(await db.select().from(externalRefunds).where(eq(externalRefunds.id, ref)));
}

/** Throws `conflict` when it is there. */
export async function insertExternalRefund(tx: Tx, row: ExternalRefundRow): Promise<void> {
  await tx.insert(tx.tables.externalRefunds).values(row);
}

/** Replaces what is known; false, and nothing changed, when the row has moved on since `version`. */
export async function replaceExternalRefund(tx: Tx, row: ExternalRefundRow, version: number): Promise<boolean> {
  const { externalRefunds } = tx.tables;
  const { id, ...changes } = row;
  const replaced = await tx
    .update(externalRefunds)
    .set(changes)
    .where(and(eq(externalRefunds.id, id), eq(externalRefunds.version, version)))
    .returning({ id: externalRefunds.id });
  return replaced.length === 1;
}

/** Those of an order, the oldest first. */
export async function listExternalRefunds(db: Reader, orderId: string): Promise<ExternalRefundRow[]> {
  const { externalRefunds } = db.tables;
  return db
    .select()
    .from(externalRefunds)
    .where(eq(externalRefunds.orderId, orderId))
    .orderBy(asc(externalRefunds.madeAt), asc(externalRefunds.id));
}

/** A sum is text on both engines. */
const totalSchema = z.coerce.number().int();

/**
 * What refunds made elsewhere hold or have sent of each payment of an order, in minor units. Those made before the order came here are left out:
 * the shop counted them in what it told us. Payments without any are not in the map.
 */
export async function sumExternalByPayment(
  db: Reader,
  { id: orderId, importedAt }: { id: string; importedAt: Temporal.Instant },
): Promise<Map<string, number>> {
  const { externalRefunds } = db.tables;
  // The provider counts in seconds.
  const since = importedAt.round({ smallestUnit: 'second', roundingMode: 'floor' });
  const rows = await db
    .select({ paymentId: externalRefunds.paymentId, total: sum(externalRefunds.amount) })
    .from(externalRefunds)
    .where(
      and(
        eq(externalRefunds.orderId, orderId),
        gte(externalRefunds.madeAt, since),
        notInArray(externalRefunds.status, HOLDS_NOTHING),
      ),
    )
    .groupBy(externalRefunds.paymentId);
  return new Map(rows.map((row) => [row.paymentId, totalSchema.parse(row.total)]));
}
