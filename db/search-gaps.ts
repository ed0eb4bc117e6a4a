import { asc, eq, gt } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { insertRows } from './insert-rows.ts';

/** A return, and whether the words by which it is found are kept. */
export interface ReturnToFind {
  readonly id: string;
  readonly orderId: string;
  readonly rmaCode: string;
  readonly known: boolean;
}

/** The next returns behind this id, by id, with words or without: so each page costs the same however few there are to fill. */
export async function listReturnsToFind(db: Reader, after: string, most: number): Promise<ReturnToFind[]> {
  const { returns, searchDocuments } = db.tables;
  const rows = await db
    .select({ id: returns.id, orderId: returns.orderId, rmaCode: returns.rmaCode, found: searchDocuments.returnId })
    .from(returns)
    .leftJoin(searchDocuments, eq(searchDocuments.returnId, returns.id))
    .where(gt(returns.id, after))
    .orderBy(asc(returns.id))
    .limit(most);
  return rows.map(({ found, ...row }) => ({ ...row, known: found !== null }));
}

/** Keeps the words of a return that has none; false, and nothing changed, when somebody else was faster. */
export async function addFirstSearchTerms(tx: Tx, returnId: string, terms: readonly string[]): Promise<boolean> {
  const { searchTerms, searchDocuments } = tx.tables;
  const words = ['', ...terms].join(' ');
  const made = await tx
    .insert(searchDocuments)
    .values({ returnId, words })
    .onConflictDoNothing()
    .returning({ returnId: searchDocuments.returnId });
  if (made.length === 0) return false;
  await insertRows(
    tx,
    searchTerms,
    terms.map((term) => ({ term, returnId })),
  );
  return true;
}
