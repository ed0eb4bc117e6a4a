import { and, eq, lte } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** How far something was read; `at`: when a reading last began. */
export type ProviderCursor = Row<'providerCursors'>;

export async function loadCursor(db: Reader, name: string): Promise<ProviderCursor | null> {
  const { providerCursors } = db.tables;
  return first(await db.select().from(providerCursors).where(eq(providerCursors.name, name)));
}

/** Takes the next reading when none has begun since `dueBefore`: of several workers one gets true. */
export async function claimReading(
  tx: Tx,
  { name, now, dueBefore }: { name: string; now: Temporal.Instant; dueBefore: Temporal.Instant },
): Promise<boolean> {
  const { providerCursors } = tx.tables;
  const claimed = await tx
    .insert(providerCursors)
    .values({ name, value: null, at: now })
    .onConflictDoUpdate({
      target: providerCursors.name,
      set: { at: now },
      setWhere: lte(providerCursors.at, dueBefore),
    })
    .returning({ name: providerCursors.name });
  return claimed.length === 1;
}

/** Notes how far the reading came that began at `at`; nothing when another has begun since. */
export async function saveCursor(
  tx: Tx,
  { name, at, value }: { name: string; at: Temporal.Instant; value: string },
): Promise<void> {
  const { providerCursors } = tx.tables;
  await tx
    .update(providerCursors)
    .set({ value })
    .where(and(eq(providerCursors.name, name), eq(providerCursors.at, at)));
}
