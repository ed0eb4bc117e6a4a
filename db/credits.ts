import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type NewRow, type Row } from './row.ts';

/** A store credit. What is left on it stands in the ledger; `amount` and `bonus` say what it was given for, in minor units. */
export type CreditRow = Row<'credits'>;

/** What the shop took from a credit, or gave back to it. */
export type RedemptionRow = Row<'creditRedemptions'>;

/** Throws `conflict` when the code is taken, or the payout is settled by another credit already. */
export async function insertCredit(tx: Tx, row: NewRow<'credits'>): Promise<void> {
  await tx.insert(tx.tables.credits).values(row);
}

export async function loadCredit(db: Reader, creditId: string): Promise<CreditRow | null> {
  const { credits } = db.tables;
  return first(await db.select().from(credits).where(eq(credits.id, creditId)));
}

/** By the hash of its code; several while the secret of the hash is being replaced. */
export async function findCreditByHash(db: Reader, hashes: readonly string[]): Promise<CreditRow | null> {
  const { credits } = db.tables;
  return first(
    await db
      .select()
      .from(credits)
      .where(inArray(credits.codeHash, [...hashes]))
      .limit(1),
  );
}

/** The credits of a return, the earliest first: one, unless that had ended when a further debt was paid. */
export async function listCreditsOfReturn(db: Reader, returnId: string): Promise<CreditRow[]> {
  const { credits } = db.tables;
  return db
    .select()
    .from(credits)
    .where(eq(credits.returnId, returnId))
    .orderBy(asc(credits.issuedAt), asc(credits.id));
}

/** Holds a credit until the transaction ends: what is read of its balance then stays true. Null when there is none. */
export async function lockCredit(tx: Tx, creditId: string): Promise<CreditRow | null> {
  const { credits } = tx.tables;
  const held = await tx
    .update(credits)
    .set({ version: sql`${credits.version} + 1` })
    .where(eq(credits.id, creditId))
    .returning();
  return first(held);
}

export type CreditChanges = Partial<Pick<CreditRow, 'amount' | 'bonus' | 'expiresAt' | 'expiryRule' | 'closedAt'>>;

/** Changes a credit that is held. */
export async function updateCredit(tx: Tx, creditId: string, changes: CreditChanges): Promise<void> {
  const { credits } = tx.tables;
  await tx.update(credits).set(changes).where(eq(credits.id, creditId));
}

/** Takes a credit as ended: true for the one that does it. */
export async function closeCredit(tx: Tx, creditId: string, now: Temporal.Instant): Promise<boolean> {
  const { credits } = tx.tables;
  const closed = await tx
    .update(credits)
    .set({ closedAt: now })
    .where(and(eq(credits.id, creditId), isNull(credits.closedAt)))
    .returning({ id: credits.id });
  return closed.length === 1;
}

/** Throws `conflict` when the shop has used this name for a request before. */
export async function insertRedemption(tx: Tx, row: NewRow<'creditRedemptions'>): Promise<void> {
  await tx.insert(tx.tables.creditRedemptions).values(row);
}

/** By the shop's own name of its request. */
export async function findRedemption(db: Reader, requestKey: string): Promise<RedemptionRow | null> {
  const { creditRedemptions } = db.tables;
  return first(await db.select().from(creditRedemptions).where(eq(creditRedemptions.requestKey, requestKey)));
}

/** Everything that was taken from a credit and given back to it, the latest first, up to a limit. */
export async function listRedemptions(db: Reader, creditId: string, limit: number): Promise<RedemptionRow[]> {
  const { creditRedemptions } = db.tables;
  const { at, id } = creditRedemptions;
  return db
    .select()
    .from(creditRedemptions)
    .where(eq(creditRedemptions.creditId, creditId))
    .orderBy(desc(at), desc(id))
    .limit(limit);
}
