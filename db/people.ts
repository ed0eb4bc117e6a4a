import { and, asc, desc, eq, gt, isNull, ne } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** A person who may sign in, with what an administrator sees. The password stands in the library's account and is read by nobody else. */
export type Person = Pick<Row<'user'>, 'id' | 'name' | 'email' | 'role' | 'twoFactorEnabled'> & {
  /** Since when the account is switched off; null: it is not. */
  readonly disabledAt: Temporal.Instant | null;
};

const asDate = (at: Temporal.Instant) => new Date(at.epochMilliseconds);
const asInstant = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime());

function columnsOf(db: Reader) {
  const { id, name, email, role, twoFactorEnabled, disabledAt } = db.tables.user;
  return { id, name, email, role, twoFactorEnabled, disabledAt };
}

const personOf = (row: Omit<Person, 'disabledAt'> & { disabledAt: Date | null }): Person => ({
  ...row,
  disabledAt: row.disabledAt && asInstant(row.disabledAt),
});

export async function listPeople(db: Reader): Promise<Person[]> {
  const { user } = db.tables;
  const rows = await db.select(columnsOf(db)).from(user).orderBy(asc(user.name), asc(user.id));
  return rows.map(personOf);
}

export async function loadPerson(db: Reader, id: string): Promise<Person | null> {
  const { user } = db.tables;
  const row = first(await db.select(columnsOf(db)).from(user).where(eq(user.id, id)));
  return row && personOf(row);
}

/** The address in lower case, as it is stored. */
export async function findPersonByEmail(db: Reader, email: string): Promise<Person | null> {
  const { user } = db.tables;
  const row = first(await db.select(columnsOf(db)).from(user).where(eq(user.email, email)));
  return row && personOf(row);
}

/** How many administrators could sign in now. */
export async function countAdmins(db: Reader): Promise<number> {
  const { user } = db.tables;
  return db.$count(user, and(eq(user.role, 'admin'), isNull(user.disabledAt)));
}

export interface NewPerson {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly role: string;
  readonly passwordHash: string;
  readonly at: Temporal.Instant;
}

/** Makes the person and their password together. Throws `conflict` when the address has an account. */
export async function createPerson(tx: Tx, person: NewPerson): Promise<void> {
  const { user, account } = tx.tables;
  const { id, name, email, role, passwordHash: password } = person;
  const stamps = { createdAt: asDate(person.at), updatedAt: asDate(person.at) };
  await tx.insert(user).values({ id, name, email, role, emailVerified: true, ...stamps });
  const own = { id: person.accountId, accountId: id, userId: id };
  await tx.insert(account).values({ ...own, providerId: 'credential', password, ...stamps });
}

/** Another role, or switched off (`disabledAt`) or on again (null). */
export async function changePerson(
  tx: Tx,
  id: string,
  changes: { role?: string; disabledAt?: Temporal.Instant | null },
  at: Temporal.Instant,
): Promise<void> {
  const { user } = tx.tables;
  const { disabledAt, ...rest } = changes;
  const switched = disabledAt === undefined ? {} : { disabledAt: disabledAt && asDate(disabledAt) };
  await tx
    .update(user)
    .set({ ...rest, ...switched, updatedAt: asDate(at) })
    .where(eq(user.id, id));
}

export async function loadPasswordHash(db: Reader, userId: string): Promise<string | null> {
  const { account } = db.tables;
  const own = and(eq(account.userId, userId), eq(account.providerId, 'credential'));
  return first(await db.select({ password: account.password }).from(account).where(own))?.password ?? null;
}

export async function setPasswordHash(tx: Tx, userId: string, password: string, at: Temporal.Instant): Promise<void> {
  const { account } = tx.tables;
  const own = and(eq(account.userId, userId), eq(account.providerId, 'credential'));
  await tx
    .update(account)
    .set({ password, updatedAt: asDate(at) })
    .where(own);
}

/** Forgets the secret and the recovery codes: a new factor is to be set up. */
export async function removeSecondFactor(tx: Tx, userId: string): Promise<void> {
  const { user, twoFactor } = tx.tables;
  await tx.delete(twoFactor).where(eq(twoFactor.userId, userId));
  await tx.update(user).set({ twoFactorEnabled: false }).where(eq(user.id, userId));
}

/** The secret of a second factor that is being set up and not confirmed yet, as the library keeps it; null when there is none. */
export async function loadPendingSecret(db: Reader, userId: string): Promise<string | null> {
  const { twoFactor } = db.tables;
  const pending = and(eq(twoFactor.userId, userId), eq(twoFactor.verified, false));
  return first(await db.select({ secret: twoFactor.secret }).from(twoFactor).where(pending))?.secret ?? null;
}

export interface StaffSession {
  readonly id: string;
  readonly userAgent: string;
  readonly beganAt: Temporal.Instant;
  readonly seenAt: Temporal.Instant;
}

/** The sessions of a person that have not ended, the last used first. */
export async function listSessions(db: Reader, userId: string, now: Temporal.Instant): Promise<StaffSession[]> {
  const { session } = db.tables;
  const rows = await db
    .select()
    .from(session)
    .where(and(eq(session.userId, userId), gt(session.expiresAt, asDate(now))))
    .orderBy(desc(session.updatedAt), asc(session.id));
  return rows.map(({ id, userAgent, createdAt, updatedAt }) => ({
    ...{ id, userAgent: userAgent ?? '' },
    ...{ beganAt: asInstant(createdAt), seenAt: asInstant(updatedAt) },
  }));
}

/** Ends one session of a person; false when it is not theirs or has ended. */
export async function endSession(tx: Tx, userId: string, sessionId: string): Promise<boolean> {
  const { session } = tx.tables;
  const ended = await tx
    .delete(session)
    .where(and(eq(session.id, sessionId), eq(session.userId, userId)))
    .returning({ id: session.id });
  return ended.length === 1;
}

/** Ends all sessions of a person, or all but one, and says how many. */
export async function endSessions(tx: Tx, userId: string, exceptId?: string): Promise<number> {
  const { session } = tx.tables;
  const others = exceptId === undefined ? undefined : ne(session.id, exceptId);
  const ended = await tx
    .delete(session)
    .where(and(eq(session.userId, userId), others))
    .returning({ id: session.id });
  return ended.length;
}

/** Notes that the person has just proved a factor within the session. */
export async function noteProof(tx: Tx, sessionId: string, at: Temporal.Instant): Promise<void> {
  const { session } = tx.tables;
  await tx
    .update(session)
    .set({ provedAt: asDate(at) })
    .where(eq(session.id, sessionId));
}
