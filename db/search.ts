import { and, asc, eq, inArray, like, sql } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { insertRows } from './insert-rows.ts';
import { inChunks } from './row.ts';

/** Keeps the words by which a return is found; further ones are added to those that are there. Words are folded ones, without marks or spaces. */
export async function addSearchTerms(tx: Tx, returnId: string, terms: readonly string[]): Promise<void> {
  const { searchTerms, searchDocuments } = tx.tables;
  const [found] = await tx.select().from(searchDocuments).where(eq(searchDocuments.returnId, returnId));
  const known = new Set(found?.words.split(' '));
  const fresh = terms.filter((term) => !known.has(term));
  if (fresh.length === 0) return;
  const words = [found?.words ?? '', ...fresh].join(' ');
  if (found) await tx.update(searchDocuments).set({ words }).where(eq(searchDocuments.returnId, returnId));
  else await tx.insert(searchDocuments).values({ returnId, words });
  await insertRows(
    tx,
    searchTerms,
    fresh.map((term) => ({ term, returnId })),
  );
}

/** Lets a return be found no more. */
export async function dropSearchTerms(tx: Tx, returnId: string): Promise<void> {
  const { searchTerms, searchDocuments } = tx.tables;
  const [found] = await tx.select().from(searchDocuments).where(eq(searchDocuments.returnId, returnId));
  if (!found) return;
  for (const chunk of inChunks(found.words.trim().split(' ')))
    await tx.delete(searchTerms).where(and(eq(searchTerms.returnId, returnId), inArray(searchTerms.term, chunk)));
  await tx.delete(searchDocuments).where(eq(searchDocuments.returnId, returnId));
}

/** Greater than every word with this beginning: no character comes behind it. */
const beyond = (beginning: string): string => `${beginning}\u{10FFFF}`;

/** How many returns are looked at for one question; more than these are too many for a person too. */
export const FOUND_AT_MOST = 2000;

/**
 * The returns that have a word with each of these beginnings. The rarest of them is looked up, the others are looked for in what it found: the
 * time follows what is found and not what there is. `more`: so many begin like this that not all of them were looked at.
 */
export async function findByTerms(
  db: Reader,
  beginnings: readonly string[],
): Promise<{ returnIds: string[]; more: boolean }> {
  // A look at a few of each first: where one word is rare, nobody reads all that have a common one.
  const few = await beginningsWith(db, beginnings, FEW);
  const found = few.some(({ ids }) => ids.length <= FEW) ? few : await beginningsWith(db, beginnings, FOUND_AT_MOST);
  const [rarest, ...others] = found.toSorted((a, b) => a.ids.length - b.ids.length);
  if (!rarest) return { returnIds: [], more: false };
  const ids = [...new Set(rarest.ids.slice(0, FOUND_AT_MOST))];
  const rest = others.map(({ beginning }) => beginning);
  return { returnIds: await withWords(db, ids, rest), more: rarest.ids.length > FOUND_AT_MOST };
}

const FEW = 100;

async function beginningsWith(db: Reader, beginnings: readonly string[], most: number) {
  const found = [];
  for (const beginning of beginnings) found.push({ beginning, ids: await returnsWith(db, beginning, most) });
  return found;
}

async function returnsWith(db: Reader, beginning: string, most: number): Promise<string[]> {
  const { searchTerms: t } = db.tables;
  const rows = await db
    .select({ id: t.returnId })
    .from(t)
    .where(and(sql`${t.term} >= ${beginning}`, sql`${t.term} < ${beyond(beginning)}`))
    // The index's own order: it is walked and left.
    .orderBy(asc(t.term), asc(t.returnId))
    .limit(most + 1);
  return rows.map(({ id }) => id);
}

async function withWords(db: Reader, ids: string[], beginnings: readonly string[]): Promise<string[]> {
  if (beginnings.length === 0) return ids;
  const { searchDocuments: t } = db.tables;
  const all = beginnings.map((beginning) => like(t.words, `% ${beginning}%`));
  const found: string[] = [];
  for (const chunk of inChunks(ids)) {
    const rows = await db
      .select({ id: t.returnId })
      .from(t)
      .where(and(inArray(t.returnId, chunk), ...all));
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}
