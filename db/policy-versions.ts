import { asc, desc } from 'drizzle-orm';
import { type PolicyDocument, PolicyDocumentSchema, type PolicyVersion } from '#machines/policy/policy.ts';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** A version with who published it, when and why. */
export type PublishedPolicy = PolicyVersion & Pick<Row<'policyVersions'>, 'publishedAt' | 'publishedBy' | 'reason'>;

/** All versions, by number. There are few: a merchant publishes some in a year. */
export async function listPolicyVersions(db: Reader): Promise<PublishedPolicy[]> {
  const { policyVersions } = db.tables;
  const rows = await db.select().from(policyVersions).orderBy(asc(policyVersions.number));
  return rows.map((row) => ({ ...row, document: PolicyDocumentSchema.parse(row.document) }));
}

/** Adds a version under the next number. Throws `conflict` when another was added at the same time. */
export async function insertPolicyVersion(
  tx: Tx,
  version: Omit<PublishedPolicy, 'number' | 'document'> & { document: PolicyDocument },
): Promise<PublishedPolicy> {
  const { policyVersions } = tx.tables;
  const last = first(
    await tx
      .select({ number: policyVersions.number })
      .from(policyVersions)
      .orderBy(desc(policyVersions.number))
      .limit(1),
  );
  const published = {
    ...version,
    document: PolicyDocumentSchema.parse(version.document),
    number: (last?.number ?? 0) + 1,
  };
  await tx.insert(policyVersions).values(published);
  return published;
}
