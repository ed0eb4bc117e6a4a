import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type NewRow, type Row } from './row.ts';

/** A one-time link that makes an account. */
export type Invitation = Row<'invitations'>;

export async function insertInvitation(
  tx: Tx,
  invitation: Omit<NewRow<'invitations'>, 'usedAt' | 'withdrawnAt'>,
): Promise<void> {
  await tx.insert(tx.tables.invitations).values(invitation);
}

export async function loadInvitation(db: Reader, id: string): Promise<Invitation | null> {
  const { invitations } = db.tables;
  return first(await db.select().from(invitations).where(eq(invitations.id, id)));
}

export async function findInvitation(db: Reader, tokenHash: string): Promise<Invitation | null> {
  const { invitations } = db.tables;
  return first(await db.select().from(invitations).where(eq(invitations.tokenHash, tokenHash)));
}

/** Neither used nor taken back. */
const unspent = (db: Reader) => and(isNull(db.tables.invitations.usedAt), isNull(db.tables.invitations.withdrawnAt));

/** Invitations that could still be taken up, the newest first. */
export async function listOpenInvitations(db: Reader, now: Temporal.Instant): Promise<Invitation[]> {
  const { invitations } = db.tables;
  const open = and(unspent(db), eq(invitations.kind, 'invite'), gt(invitations.expiresAt, now));
  return db
    .select()
    .from(invitations)
    .where(open)
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(200);
}

/** Spends a link; false when somebody else did so first, or its time is over. */
export async function spendInvitation(tx: Tx, id: string, at: Temporal.Instant): Promise<boolean> {
  const { invitations } = tx.tables;
  const used = await tx
    .update(invitations)
    .set({ usedAt: at })
    .where(and(eq(invitations.id, id), unspent(tx), gt(invitations.expiresAt, at)))
    .returning({ id: invitations.id });
  return used.length === 1;
}

/** Takes one link back; false when it was spent. */
export async function withdrawInvitation(tx: Tx, id: string, at: Temporal.Instant): Promise<boolean> {
  const { invitations } = tx.tables;
  const withdrawn = await tx
    .update(invitations)
    .set({ withdrawnAt: at })
    .where(and(eq(invitations.id, id), unspent(tx)))
    .returning({ id: invitations.id });
  return withdrawn.length === 1;
}

/** Takes back what an address was sent before: only the newest link counts. */
export async function withdrawInvitationsTo(tx: Tx, email: string, at: Temporal.Instant): Promise<void> {
  const { invitations } = tx.tables;
  await tx
    .update(invitations)
    .set({ withdrawnAt: at })
    .where(and(eq(invitations.email, email), unspent(tx)));
}
