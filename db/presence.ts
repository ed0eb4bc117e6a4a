import { and, asc, eq, gt, lte, ne } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import type { Row } from './row.ts';

/** Somebody has a return open, as far as was heard at `seenAt`. */
export type Presence = Row<'presence'>;

/** Notes that a person has a return open now, and forgets who was last heard of before `forget`. */
export async function touchPresence(tx: Tx, seen: Presence, forget: Temporal.Instant): Promise<void> {
  const { presence } = tx.tables;
  const { seenAt } = seen;
  await tx
    .insert(presence)
    .values(seen)
    .onConflictDoUpdate({ target: [presence.returnId, presence.staffId], set: { seenAt } });
  await tx.delete(presence).where(lte(presence.seenAt, forget));
}

/** Who else was heard of since an instant, in an order that stays the same. */
export async function listPresent(
  db: Reader,
  { returnId, but, since }: { readonly returnId: string; readonly but: string; readonly since: Temporal.Instant },
): Promise<string[]> {
  const { presence } = db.tables;
  const rows = await db
    .select({ staffId: presence.staffId })
    .from(presence)
    .where(and(eq(presence.returnId, returnId), ne(presence.staffId, but), gt(presence.seenAt, since)))
    .orderBy(asc(presence.staffId));
  return rows.map(({ staffId }) => staffId);
}
