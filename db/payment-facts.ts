import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** A payment as the shop's order names it. Amount in minor units. */
export type KnownPayment = Omit<Row<'payments'>, 'position' | 'label'>;

function known(db: Reader) {
  const { id, orderId, provider, reference, amount, currency, taxTransaction } = db.tables.payments;
  return { id, orderId, provider, reference, amount, currency, taxTransaction };
}

export async function loadPayment(db: Reader, paymentId: string): Promise<KnownPayment | null> {
  const { payments } = db.tables;
  return first(await db.select(known(db)).from(payments).where(eq(payments.id, paymentId)));
}

/** The payment that a provider knows under one of these references; null: none of this shop's orders was paid by it. */
export async function findPayment(
  db: Reader,
  provider: string,
  references: readonly (string | null)[],
): Promise<KnownPayment | null> {
  const { payments } = db.tables;
  const named = references.filter((reference) => reference !== null);
  if (named.length === 0) return null;
  return first(
    await db
      .select(known(db))
      .from(payments)
      .where(and(inArray(payments.reference, named), eq(payments.provider, provider)))
      .orderBy(asc(payments.id))
      .limit(1),
  );
}

/** What was last read of a payment at the provider: for pages, and never to decide by. */
export type PaymentFacts = Row<'paymentFacts'>;

/** Notes what was read last. */
export async function notePaymentFacts(tx: Tx, facts: PaymentFacts): Promise<void> {
  const { paymentFacts } = tx.tables;
  const { paymentId: _, ...changes } = facts;
  await tx.insert(paymentFacts).values(facts).onConflictDoUpdate({ target: paymentFacts.paymentId, set: changes });
}

/** By payment; those of which nothing was read yet are not in the map. */
export async function listPaymentFacts(db: Reader, paymentIds: readonly string[]): Promise<Map<string, PaymentFacts>> {
  const { paymentFacts } = db.tables;
  if (paymentIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(paymentFacts)
    .where(inArray(paymentFacts.paymentId, [...paymentIds]));
  return new Map(rows.map((row) => [row.paymentId, row]));
}
