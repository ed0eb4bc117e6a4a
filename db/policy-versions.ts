import { asc, desc } from 'drizzle-orm';
import { type PolicyDocument, PolicyDocumentSchema, type PolicyVersion } from '#machines/policy/policy.ts';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** A version with who published it, when and why. */
export type PublishedPolicy = PolicyVersion &
  Pick<Row<'policyVersions'>, 'publishedAt' | 'publishedBy' | 'reason' | 'approvedBy' | 'rollbackOf'>;

export type NewPolicy = Omit<PublishedPolicy, 'number' | 'document' | 'approvedBy' | 'rollbackOf'> & {
  document: PolicyDocument;
  approvedBy?: string | null;
  rollbackOf?: number | null;
};

/** All versions, by number. There are few: a merchant publishes some in a year. */
export async function listPolicyVersions(db: Reader): Promise<PublishedPolicy[]> {
  const { policyVersions } = db.tables;
  const rows = await db.select().from(policyVersions).orderBy(asc(policyVersions.number));
  return rows.map((row) => ({ ...row, document: PolicyDocumentSchema.parse(row.document) }));
}

/** Adds a version under the next number. Throws `conflict` when another was added at the same time. */
export async function insertPolicyVersion(tx: Tx, version: NewPolicy): Promise<PublishedPolicy> {
  const { policyVersions } = tx.tables;
  const last = first(
    await tx
      .select({ number: policyVersions.number })
      .from(policyVersions)
      .orderBy(desc(policyVersions.number))
      .limit(1),
  );
  return insertPolicyVersionAfter(tx, last?.number ?? 0, version);
}

/**
 * Adds a version right after the one that was read when its content was judged; 0 for none. Throws `conflict` when another has taken that
 * place since: on PostgreSQL a transaction sees what others commit beside it, so the number itself has to be the guard.
 */
export async function insertPolicyVersionAfter(tx: Tx, number: number, version: NewPolicy): Promise<PublishedPolicy> {
  const { policyVersions } = tx.tables;
  const published = {
    approvedBy: null,
    rollbackOf: null,
    ...version,
    document: PolicyDocumentSchema.parse(version.document),
    number: number + 1,
  };
  await tx.insert(policyVersions).values(published);
  return published;
}
