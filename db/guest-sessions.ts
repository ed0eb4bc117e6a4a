import { and, eq, gt } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** A guest who has proved to own one order. `id` is the hash of the cookie. */
export type GuestSession = Row<'guestSessions'>;

export async function createGuestSession(tx: Tx, session: GuestSession): Promise<void> {
  await tx.insert(tx.tables.guestSessions).values(session);
}

/** Null when there is none or its time is over. */
export async function findGuestSession(db: Reader, id: string, now: Temporal.Instant): Promise<GuestSession | null> {
  const { guestSessions } = db.tables;
  const where = and(eq(guestSessions.id, id), gt(guestSessions.expiresAt, now));
  return first(await db.select().from(guestSessions).where(where));
}

export async function endGuestSession(tx: Tx, id: string): Promise<void> {
  const { guestSessions } = tx.tables;
  await tx.delete(guestSessions).where(eq(guestSessions.id, id));
}
