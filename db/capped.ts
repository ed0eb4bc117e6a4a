import { count, type Subquery } from 'drizzle-orm';
import type { Reader } from './database.ts';
import { first } from './row.ts';

/** Beyond this a tab says "more than". */
export const COUNTED_AT_MOST = 1000;

/** A number that is counted up to {@link COUNTED_AT_MOST}. */
export interface Capped {
  readonly count: number;
  /** There are further ones. */
  readonly more: boolean;
}

/** What to say of a number that was counted up to one beyond the most. */
export const capped = (counted: number): Capped => ({
  count: Math.min(counted, COUNTED_AT_MOST),
  more: counted > COUNTED_AT_MOST,
});

/** How many rows a query gives, up to `limit`: the database looks for no more of them. */
export async function countRows(
  db: Reader,
  rows: { limit(most: number): { as(alias: string): Subquery } },
  limit: number,
): Promise<number> {
  const some = rows.limit(limit).as('some');
  return first(await db.select({ count: count() }).from(some))?.count ?? 0;
}
