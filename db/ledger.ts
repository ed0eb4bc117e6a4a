import { and, asc, eq, gt, gte, inArray, lt, or, sum } from 'drizzle-orm';
import { z } from 'zod';
import type { Transfer } from '#machines/ledger/index.ts';
import type { Reader, Tx } from './database.ts';
import { inChunks, type Row } from './row.ts';

/** One transfer as it was written. Amounts in minor units. */
export type LedgerRow = Row<'ledger'>;

interface Writing {
  readonly at: Temporal.Instant;
  readonly nextId: () => string;
}

/** Writes transfers, for good: no row is ever changed. Throws `conflict` when their cause was written before. */
export async function post(tx: Tx, transfers: readonly Transfer[], { at, nextId }: Writing): Promise<void> {
  for (const chunk of inChunks(transfers)) {
    await tx.insert(tx.tables.ledger).values(chunk.map((transfer) => ({ ...transfer, id: nextId(), at })));
  }
}

/** The same for a cause that may have been written already; then nothing is written. */
export async function postOnce(tx: Tx, transfers: readonly Transfer[], { at, nextId }: Writing): Promise<void> {
  for (const chunk of inChunks(transfers)) {
    const rows = chunk.map((transfer) => ({ ...transfer, id: nextId(), at }));
    await tx.insert(tx.tables.ledger).values(rows).onConflictDoNothing();
  }
}

/** Whose transfers: one of these. */
export type LedgerSubject =
  | { readonly orderId: string }
  | { readonly returnId: string }
  | { readonly paymentId: string }
  | { readonly creditId: string };

function whose(db: Reader, subject: LedgerSubject) {
  const { ledger } = db.tables;
  if ('orderId' in subject) return eq(ledger.orderId, subject.orderId);
  if ('returnId' in subject) return eq(ledger.returnId, subject.returnId);
  if ('paymentId' in subject) return eq(ledger.paymentId, subject.paymentId);
  return eq(ledger.creditId, subject.creditId);
}

/** A sum is text on both engines: of integers PostgreSQL makes one of any length. */
const totalSchema = z.coerce.number().int();

/** What the transfers of a subject leave on each account, in minor units: credited less debited. */
export async function balancesOf(db: Reader, subject: LedgerSubject): Promise<Map<string, number>> {
  const { ledger } = db.tables;
  const side = async (column: typeof ledger.debit | typeof ledger.credit, sign: number) => {
    const rows = await db
      .select({ account: column, total: sum(ledger.amount) })
      .from(ledger)
      .where(whose(db, subject))
      .groupBy(column);
    return rows.map(({ account, total }) => [account, sign * totalSchema.parse(total)] as const);
  };
  const balances = new Map<string, number>();
  for (const [account, amount] of [...(await side(ledger.debit, -1)), ...(await side(ledger.credit, 1))]) {
    balances.set(account, (balances.get(account) ?? 0) + amount);
  }
  return balances;
}

/** The transfers of a subject, in the order in which they were written. */
export async function listTransfers(db: Reader, subject: LedgerSubject): Promise<LedgerRow[]> {
  const { ledger } = db.tables;
  return db.select().from(ledger).where(whose(db, subject)).orderBy(asc(ledger.at), asc(ledger.id));
}

/** A page of what was written in a span, after the row named: for exports, which read it whole. */
export async function pageOfTransfers(
  db: Reader,
  span: { readonly since: Temporal.Instant; readonly until: Temporal.Instant },
  after: { readonly at: Temporal.Instant; readonly id: string } | null,
  limit: number,
): Promise<LedgerRow[]> {
  const { ledger } = db.tables;
  const later = after && or(gt(ledger.at, after.at), and(eq(ledger.at, after.at), gt(ledger.id, after.id)));
  return db
    .select()
    .from(ledger)
    .where(and(gte(ledger.at, span.since), lt(ledger.at, span.until), later ?? undefined))
    .orderBy(asc(ledger.at), asc(ledger.id))
    .limit(limit);
}

/** What each of these returns has still to get, in minor units; a return of which nothing was decided is not in the map. */
export async function owedByReturn(db: Reader, returnIds: readonly string[]): Promise<Map<string, number>> {
  const { ledger } = db.tables;
  const owed = new Map<string, number>();
  for (const ids of inChunks(returnIds)) {
    const rows = await db
      .select({ returnId: ledger.returnId, debit: ledger.debit, credit: ledger.credit, total: sum(ledger.amount) })
      .from(ledger)
      .where(inArray(ledger.returnId, [...ids]))
      .groupBy(ledger.returnId, ledger.debit, ledger.credit);
    for (const { returnId, debit, credit, total } of rows) {
      if (returnId === null) continue;
      const own = `owed:${returnId}`;
      const sign = credit === own ? 1 : debit === own ? -1 : 0;
      owed.set(returnId, (owed.get(returnId) ?? 0) + sign * totalSchema.parse(total));
    }
  }
  return owed;
}
