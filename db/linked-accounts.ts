import { and, eq, ne } from 'drizzle-orm';
import type { Reader } from './database.ts';

/** What sign-in providers know a person by, each as `provider:subject`. A password of ours is none. */
export async function listSubjects(db: Reader, userId: string): Promise<string[]> {
  const { account } = db.tables;
  const foreign = and(eq(account.userId, userId), ne(account.providerId, 'credential'));
  const rows = await db
    .select({ provider: account.providerId, subject: account.accountId })
    .from(account)
    .where(foreign);
  return rows.map(({ provider, subject }) => `${provider}:${subject}`);
}
