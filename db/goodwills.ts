import { and, asc, eq, sql } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type NewRow, type Row } from './row.ts';

/** Store credit out of goodwill, given or asked for. `context` is untrusted until the kernel has restored it. */
export type GoodwillRow = Row<'goodwills'>;

/** Throws `conflict` when its form was sent before. */
export async function insertGoodwill(tx: Tx, row: NewRow<'goodwills'>): Promise<void> {
  await tx.insert(tx.tables.goodwills).values(row);
}

export async function loadGoodwill(db: Reader, id: string): Promise<GoodwillRow | null> {
  const { goodwills } = db.tables;
  return first(await db.select().from(goodwills).where(eq(goodwills.id, id)));
}

export async function findGoodwillByForm(db: Reader, formKey: string): Promise<GoodwillRow | null> {
  const { goodwills } = db.tables;
  return first(await db.select().from(goodwills).where(eq(goodwills.formKey, formKey)));
}

export async function listGoodwills(db: Reader, returnId: string): Promise<GoodwillRow[]> {
  const { goodwills } = db.tables;
  return db
    .select()
    .from(goodwills)
    .where(eq(goodwills.returnId, returnId))
    .orderBy(asc(goodwills.createdAt), asc(goodwills.id));
}

/** Notes the credit that was given, in the transaction of the step. */
export async function payGoodwill(tx: Tx, id: string, creditId: string): Promise<void> {
  const { goodwills } = tx.tables;
  await tx.update(goodwills).set({ creditId }).where(eq(goodwills.id, id));
}

/** Whose budget of which month and currency. */
export type BudgetKey = Pick<Row<'goodwillBudgets'>, 'staffId' | 'month' | 'currency'>;

/** What of it is spent, minor units. */
export async function spentOfBudget(db: Reader, key: BudgetKey): Promise<number> {
  const { goodwillBudgets } = db.tables;
  return first(await db.select().from(goodwillBudgets).where(whose(db, key)))?.spent ?? 0;
}

/** Spends of a budget and holds it until the transaction ends; gives what is spent then. Of two at once the second counts with the first. */
export async function spendOfBudget(tx: Tx, key: BudgetKey, amount: number): Promise<number> {
  const { goodwillBudgets } = tx.tables;
  const rows = await tx
    .insert(goodwillBudgets)
    .values({ ...key, spent: amount })
    .onConflictDoUpdate({
      target: [goodwillBudgets.staffId, goodwillBudgets.month, goodwillBudgets.currency],
      set: { spent: sql`${goodwillBudgets.spent} + ${amount}` },
    })
    .returning({ spent: goodwillBudgets.spent });
  return first(rows)?.spent ?? amount;
}

function whose(db: Reader, { staffId, month, currency }: BudgetKey) {
  const { goodwillBudgets } = db.tables;
  return and(
    eq(goodwillBudgets.staffId, staffId),
    eq(goodwillBudgets.month, month),
    eq(goodwillBudgets.currency, currency),
  );
}
