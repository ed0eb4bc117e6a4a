import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** A form that came after the end of its sender's session, sealed. `id` is the hash of what the browser holds. */
export type HeldForm = Row<'heldForms'>;

/** Keeps a form; of one person no more than `most`, the youngest. What is over goes, whoever sent it. */
export async function holdForm(tx: Tx, form: HeldForm, { now, most }: { now: Temporal.Instant; most: number }) {
  const { heldForms } = tx.tables;
  await tx.delete(heldForms).where(lte(heldForms.expiresAt, now));
  await tx.insert(heldForms).values(form);
  const own = await tx
    .select({ id: heldForms.id })
    .from(heldForms)
    .where(eq(heldForms.userId, form.userId))
    .orderBy(asc(heldForms.expiresAt), asc(heldForms.id));
  const older = own.filter(({ id }) => id !== form.id).slice(0, Math.max(0, own.length - most));
  if (older.length > 0) {
    const ids = older.map(({ id }) => id);
    await tx.delete(heldForms).where(inArray(heldForms.id, ids));
  }
}

/** The form that this person sent; null when it is another's, or its time is over. */
export async function findHeldForm(
  db: Reader,
  own: { id: string; userId: string },
  now: Temporal.Instant,
): Promise<HeldForm | null> {
  const { heldForms } = db.tables;
  const where = and(eq(heldForms.id, own.id), eq(heldForms.userId, own.userId), gt(heldForms.expiresAt, now));
  return first(await db.select().from(heldForms).where(where));
}
