import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

export type Mail = Row<'mails'>;
export type MailSummary = Omit<Mail, 'html' | 'text'>;

/** Keeps a mail under its effect's id; false when the effect had been run before: the first one stays as it was written. */
export async function insertMail(tx: Tx, mail: Omit<Mail, 'sentAt'>): Promise<boolean> {
  const { mails } = tx.tables;
  const inserted = await tx.insert(mails).values(mail).onConflictDoNothing().returning({ id: mails.id });
  return inserted.length === 1;
}

/** False when it had been sent before. */
export async function markMailSent(tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  const { mails } = tx.tables;
  const marked = await tx
    .update(mails)
    .set({ sentAt: now })
    .where(and(eq(mails.id, id), isNull(mails.sentAt)))
    .returning({ id: mails.id });
  return marked.length === 1;
}

/** The newest first; `recipient` is any part of the address, in any case. */
export async function listMails(
  db: Reader,
  { limit, recipient }: { limit: number; recipient?: string | undefined },
): Promise<MailSummary[]> {
  const { mails } = db.tables;
  const { id, kind, subject, locale, returnId, createdAt, sentAt } = mails;
  return db
    .select({ id, kind, recipient: mails.recipient, subject, locale, returnId, createdAt, sentAt })
    .from(mails)
    .where(recipient ? sql`lower(${mails.recipient}) like ${containing(recipient)} escape '!'` : undefined)
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(limit);
}

const containing = (part: string): string => `%${part.toLowerCase().replaceAll(/[!%_]/g, '!$&')}%`;

export async function loadMail(db: Reader, id: string): Promise<Mail | null> {
  const { mails } = db.tables;
  return first(await db.select().from(mails).where(eq(mails.id, id)));
}
