import type { Database } from '#db/open.ts';

/** A write as the sign-in library makes it: outside any transaction of ours. */
export async function setRateLimit(db: Database, key: string): Promise<void> {
  const { drizzle, schema } = db.auth;
  await drizzle.insert(schema.rateLimit).values({ id: crypto.randomUUID(), key, count: 1, lastRequest: 1 });
}
