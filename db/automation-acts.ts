import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, inChunks, type Row } from './row.ts';

/** What a rule did with a return. `amount` in minor units of `currency`. */
export type AutomationActRow = Row<'automationActs'>;

/** Keeps an act; a second one of its kind, by the same rule on the same return, says nothing new. */
export async function keepAutomationAct(tx: Tx, act: AutomationActRow): Promise<void> {
  await tx.insert(tx.tables.automationActs).values(act).onConflictDoNothing();
}

/** What rules did with a return, the first act first. */
export async function listAutomationActs(db: Reader, returnId: string): Promise<AutomationActRow[]> {
  const { automationActs } = db.tables;
  return db
    .select()
    .from(automationActs)
    .where(eq(automationActs.returnId, returnId))
    .orderBy(asc(automationActs.at), asc(automationActs.id))
    .limit(200);
}

export interface ExposureKey {
  /** `all`, or the hash of a customer's address. */
  readonly scope: string;
  /** ISO date on the shop's clock. */
  readonly day: string;
  readonly currency: string;
}

/**
 * What rules have paid under this key, minor units, and takes the row for this transaction: whoever asks for the same one waits until it has ended, so
 * that what is then added was counted. Ask for a customer first and for all afterwards, or two could wait for each other.
 */
export async function takeExposure(tx: Tx, key: ExposureKey): Promise<number> {
  const { automationExposures } = tx.tables;
  const { scope, day, currency, amount } = automationExposures;
  const taken = await tx
    .insert(automationExposures)
    .values({ ...key, amount: 0 })
    .onConflictDoUpdate({ target: [scope, day, currency], set: { amount: sql`${amount}` } })
    .returning({ amount });
  return first(taken)?.amount ?? 0;
}

/** Adds to what was taken with `takeExposure` in the same transaction. */
export async function addExposure(tx: Tx, key: ExposureKey, by: number): Promise<void> {
  const { automationExposures } = tx.tables;
  const { scope, day, currency, amount } = automationExposures;
  await tx
    .update(automationExposures)
    .set({ amount: sql`${amount} + ${by}` })
    .where(and(eq(scope, key.scope), eq(day, key.day), eq(currency, key.currency)));
}

/** What rules have paid under a key, without taking it. */
export async function readExposure(db: Reader, key: ExposureKey): Promise<number> {
  const { automationExposures } = db.tables;
  const { scope, day, currency, amount } = automationExposures;
  const where = and(eq(scope, key.scope), eq(day, key.day), eq(currency, key.currency));
  return first(await db.select({ amount }).from(automationExposures).where(where))?.amount ?? 0;
}

/** The disputes of some orders, for whoever must not pay while there is one. */
export async function listDisputesOfOrders(db: Reader, orderIds: readonly string[]) {
  const { disputes, payments } = db.tables;
  const rows = await Promise.all(
    inChunks(orderIds).map((ids) =>
      db
        .select({ orderId: payments.orderId, status: disputes.status, refundable: disputes.refundable })
        .from(payments)
        .innerJoin(disputes, eq(disputes.paymentId, payments.id))
        .where(inArray(payments.orderId, ids)),
    ),
  );
  return rows.flat();
}
