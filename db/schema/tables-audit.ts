import type { ColumnKit } from './columns.sqlite.ts';

/** Who did what: each row carries the hash of the one before it. Never changed, by triggers. */
export function auditTables(kit: ColumnKit) {
  const { table, text, integer, instant, json, index, uniqueIndex } = kit;

  const audit = table(
    'audit',
    {
      /** 1, 2, 3 … without a gap. */
      seq: integer('seq').primaryKey(),
      at: instant('at').notNull(),
      /** `staff:<id>`, `customer`, `shop-api` or `system`: never a name or an address. */
      actor: text('actor').notNull(),
      act: text('act').notNull(),
      subjectKind: text('subject_kind').notNull(),
      subjectId: text('subject_id').notNull(),
      returnId: text('return_id'),
      before: json('before'),
      after: json('after'),
      why: text('why'),
      policyVersion: text('policy_version'),
      previousHash: text('previous_hash').notNull(),
      hash: text('hash').notNull(),
    },
    (t) => [
      uniqueIndex('audit_hash').on(t.hash),
      index('audit_at').on(t.at, t.seq),
      index('audit_actor').on(t.actor, t.seq),
      index('audit_subject').on(t.subjectKind, t.subjectId, t.seq),
      index('audit_return').on(t.returnId, t.seq),
    ],
  );

  /** The chain's end: one row, taken by whoever writes next, so that there is one order. */
  const auditHead = table('audit_head', {
    id: text('id').primaryKey(),
    seq: integer('seq').notNull(),
    hash: text('hash').notNull(),
  });

  return { audit, auditHead };
}
