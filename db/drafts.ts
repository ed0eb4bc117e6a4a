import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** A return being written. `returnId` is set once it was sent. */
export type Draft<Answers> = Omit<Row<'drafts'>, 'answers'> & { answers: Answers };

/** Which draft, and whose: the order is the one that the guest has proved to own. */
export type DraftKey = { id: string; orderId: string };

export async function createDraft(
  tx: Tx,
  draft: DraftKey & { answers: unknown; now: Temporal.Instant },
): Promise<void> {
  const { id, orderId, answers, now } = draft;
  await tx
    .insert(tx.tables.drafts)
    .values({ id, orderId, answers, version: 1, createdAt: now, updatedAt: now, returnId: null });
}

/** The draft with its answers as the schema of this release reads them; throws when it cannot. */
export async function loadDraft<Answers>(
  db: Reader,
  key: DraftKey,
  schema: z.ZodType<Answers>,
): Promise<Draft<Answers> | null> {
  const { drafts } = db.tables;
  const where = and(eq(drafts.id, key.id), eq(drafts.orderId, key.orderId));
  const row = first(await db.select().from(drafts).where(where));
  return row && { ...row, answers: schema.parse(row.answers) };
}

/** False, and nothing changed, when the draft has moved on or was sent. */
export async function saveAnswers(
  tx: Tx,
  draft: DraftKey & { version: number; answers: unknown; now: Temporal.Instant },
): Promise<boolean> {
  const { drafts } = tx.tables;
  const saved = await tx
    .update(drafts)
    .set({ answers: draft.answers, version: draft.version + 1, updatedAt: draft.now })
    .where(
      and(
        eq(drafts.id, draft.id),
        eq(drafts.orderId, draft.orderId),
        eq(drafts.version, draft.version),
        isNull(drafts.returnId),
      ),
    )
    .returning({ id: drafts.id });
  return saved.length === 1;
}

/** Ties the draft to the return that it became; false when it had become one before. */
export async function markDraftSent(
  tx: Tx,
  draft: DraftKey & { returnId: string; now: Temporal.Instant },
): Promise<boolean> {
  const { drafts } = tx.tables;
  const sent = await tx
    .update(drafts)
    .set({ returnId: draft.returnId, updatedAt: draft.now })
    .where(and(eq(drafts.id, draft.id), eq(drafts.orderId, draft.orderId), isNull(drafts.returnId)))
    .returning({ id: drafts.id });
  return sent.length === 1;
}
