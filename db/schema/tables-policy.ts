import type { ColumnKit } from './columns.sqlite.ts';

/** The merchant's policy: what was published, for good, and what is being written. */
export function policyTables(kit: ColumnKit) {
  const { table, text, integer, instant, json, index, uniqueIndex } = kit;

  const policyVersions = table(
    'policy_versions',
    {
      id: text('id').primaryKey(),
      number: integer('number').notNull(),
      effectiveFrom: instant('effective_from').notNull(),
      publishedAt: instant('published_at').notNull(),
      /** Who asked for it. */
      publishedBy: text('published_by').notNull(),
      /** The second person, who looked at it and let it go; null for the first version, which a set-up publishes. */
      approvedBy: text('approved_by'),
      reason: text('reason').notNull(),
      document: json('document').notNull(),
      /** The version that this one brings back; null: it is no roll-back. */
      rollbackOf: integer('rollback_of'),
    },
    (t) => [uniqueIndex('policy_versions_number').on(t.number)],
  );

  /** A policy being written. The document is whole at every moment; it becomes a version when a second person lets it go. */
  const policyDrafts = table(
    'policy_drafts',
    {
      id: text('id').primaryKey(),
      title: text('title').notNull(),
      /** editing, proposed, published or discarded. */
      state: text('state').notNull(),
      /** The number of the version it was begun from and is compared with; 0: there was none. */
      baseNumber: integer('base_number').notNull(),
      document: json('document').notNull(),
      /** When it shall begin; null: as soon as it is approved. */
      effectiveFrom: instant('effective_from'),
      reason: text('reason'),
      rollbackOf: integer('rollback_of'),
      /** What the approval is bound to: hash of document, base, begin and reason. null while it is edited. */
      proposedHash: text('proposed_hash'),
      proposedBy: text('proposed_by'),
      proposedAt: instant('proposed_at'),
      publishedNumber: integer('published_number'),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      updatedBy: text('updated_by').notNull(),
      updatedAt: instant('updated_at').notNull(),
      /** Grows by one with each change; a change names the version it saw. */
      version: integer('version').notNull(),
    },
    (t) => [index('policy_drafts_state').on(t.state, t.updatedAt)],
  );

  return { policyVersions, policyDrafts };
}
