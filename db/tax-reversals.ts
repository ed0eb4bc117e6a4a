import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type NewRow, type Row } from './row.ts';

/** The reversal of a payment's tax for one refund, or what undid it. Amount in minor units of `currency`. */
export type TaxReversalRow = Row<'taxReversals'>;

export async function loadTaxReversal(db: Reader, reference: string): Promise<TaxReversalRow | null> {
  const { taxReversals } = db.tables;
  return first(await db.select().from(taxReversals).where(eq(taxReversals.reference, reference)));
}

/** Those of one attempt of a payout: the reversal, and its undoing. */
export async function listTaxReversals(db: Reader, payoutId: string, attempt: number): Promise<TaxReversalRow[]> {
  const { taxReversals } = db.tables;
  return db
    .select()
    .from(taxReversals)
    .where(and(eq(taxReversals.payoutId, payoutId), eq(taxReversals.attempt, attempt)));
}

/** Notes that it is about to be made; one that was noted before stays as it is. */
export async function beginTaxReversal(tx: Tx, row: NewRow<'taxReversals'>): Promise<void> {
  await tx.insert(tx.tables.taxReversals).values(row).onConflictDoNothing();
}

/** Notes what became of it: the provider's id, or why it was refused. */
export async function endTaxReversal(
  tx: Tx,
  reference: string,
  end: { ref: string } | { failure: string },
): Promise<void> {
  const { taxReversals } = tx.tables;
  const changes = 'ref' in end ? { ref: end.ref, failure: null } : { failure: end.failure };
  await tx.update(taxReversals).set(changes).where(eq(taxReversals.reference, reference));
}
