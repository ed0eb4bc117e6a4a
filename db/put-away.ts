import { and, asc, gte, inArray, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Reader } from './database.ts';
import { inChunks, type Row } from './row.ts';

export type ReceivedReturn = Pick<Row<'returns'>, 'id' | 'rmaCode' | 'state'> & {
  readonly receivedAt: Temporal.Instant;
};
/** What goods are called on a shelf. */
export type ShelfLine = Pick<Row<'orderLines'>, 'sku' | 'title' | 'variant'> & { readonly traits: readonly string[] };

const traitsSchema = z.array(z.string());

/** The returns whose goods came in a span of time, the first to come first. `until` is not in it. */
export async function listReceived(
  db: Reader,
  { since, until, limit }: { since: Temporal.Instant; until: Temporal.Instant; limit: number },
): Promise<ReceivedReturn[]> {
  const { returns } = db.tables;
  const { id, rmaCode, state, receivedAt } = returns;
  const rows = await db
    .select({ id, rmaCode, state, receivedAt })
    .from(returns)
    .where(and(gte(receivedAt, since), lt(receivedAt, until)))
    .orderBy(asc(receivedAt), asc(id))
    .limit(limit);
  return rows.flatMap((row) => (row.receivedAt ? [{ ...row, receivedAt: row.receivedAt }] : []));
}

/** What was sold, by order line. */
export async function loadShelfLines(db: Reader, orderLineIds: readonly string[]): Promise<Map<string, ShelfLine>> {
  const { orderLines } = db.tables;
  const found = new Map<string, ShelfLine>();
  for (const chunk of inChunks(orderLineIds)) {
    const { id, sku, title, variant, traits } = orderLines;
    const rows = await db.select({ id, sku, title, variant, traits }).from(orderLines).where(inArray(id, chunk));
    for (const { id: lineId, ...row } of rows) found.set(lineId, { ...row, traits: traitsSchema.parse(row.traits) });
  }
  return found;
}
