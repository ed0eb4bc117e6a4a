import { and, desc, eq, gte, isNull } from 'drizzle-orm';
import type { Reader } from './database.ts';
import { first, type Row } from './row.ts';

export type DraftHead = Pick<Row<'drafts'>, 'id' | 'orderId' | 'version' | 'updatedAt' | 'returnId'>;

/** The draft of an order that was last written on, not sent yet and touched since an instant; null when there is none. */
export async function findOpenDraft(
  db: Reader,
  key: { orderId: string; since: Temporal.Instant },
): Promise<DraftHead | null> {
  const { drafts } = db.tables;
  const { id, orderId, version, updatedAt, returnId } = drafts;
  const where = and(eq(drafts.orderId, key.orderId), isNull(drafts.returnId), gte(drafts.updatedAt, key.since));
  const rows = await db
    .select({ id, orderId, version, updatedAt, returnId })
    .from(drafts)
    .where(where)
    .orderBy(desc(drafts.updatedAt), desc(drafts.id))
    .limit(1);
  return first(rows);
}

/** How many drafts an order has ever had: the number of the next one. */
export async function countDrafts(db: Reader, orderId: string): Promise<number> {
  const { drafts } = db.tables;
  return db.$count(drafts, eq(drafts.orderId, orderId));
}
