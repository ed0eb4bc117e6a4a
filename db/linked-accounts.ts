import { and, asc, eq, ne } from 'drizzle-orm';
import type { Reader } from './database.ts';

/** An account with where its mail goes, and what sign-in providers know it by, each as `provider:subject`. A password of ours is none. */
export interface LinkedAccount {
  readonly id: string;
  readonly email: string;
  readonly subjects: readonly string[];
}

/** Every account of the staff, also those that are switched off. */
export async function listLinkedAccounts(db: Reader): Promise<LinkedAccount[]> {
  const { user, account } = db.tables;
  const rows = await db
    .select({ id: user.id, email: user.email, provider: account.providerId, subject: account.accountId })
    .from(user)
    .leftJoin(account, and(eq(account.userId, user.id), ne(account.providerId, 'credential')))
    .orderBy(asc(user.id));
  const byId = Map.groupBy(rows, ({ id }) => id);
  return [...byId].map(([id, own]) => ({
    ...{ id, email: own[0]?.email ?? '' },
    subjects: own.flatMap(({ provider, subject }) => (provider === null ? [] : [`${provider}:${subject}`])),
  }));
}
