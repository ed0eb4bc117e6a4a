import type { ColumnKit } from './columns.sqlite.ts';

/** What came of comparing our books with the provider's list. */
export function reconciliationTables(kit: ColumnKit) {
  const { table, text, integer, instant, json, index, uniqueIndex } = kit;

  const reconciliationRuns = table(
    'reconciliation_runs',
    {
      id: text('id').primaryKey(),
      /** What the provider made from this instant … */
      since: instant('since').notNull(),
      /** … until before this one. */
      until: instant('until').notNull(),
      state: text('state').notNull(),
      startedBy: text('started_by').notNull(),
      startedAt: instant('started_at').notNull(),
      finishedAt: instant('finished_at'),
      /** How many refunds and pages were read, how many agree, how many differ. */
      counts: json('counts'),
      /** How far it has come, from the end backwards: after a crash it goes on from there. */
      cursor: instant('cursor'),
      failure: text('failure'),
    },
    (t) => [index('reconciliation_runs_started').on(t.startedAt, t.id)],
  );

  const reconciliationDifferences = table(
    'reconciliation_differences',
    {
      id: text('id').primaryKey(),
      /** The run that saw it first. */
      runId: text('run_id').notNull(),
      /** The run that saw it last. */
      lastRunId: text('last_run_id').notNull(),
      kind: text('kind').notNull(),
      /** What differs: the same difference in two runs is one row. */
      subject: text('subject').notNull(),
      refundRef: text('refund_ref'),
      payoutId: text('payout_id'),
      paymentId: text('payment_id'),
      ours: json('ours'),
      theirs: json('theirs'),
      state: text('state').notNull(),
      foundAt: instant('found_at').notNull(),
      /** What was done about it, by whom and why. */
      action: text('action'),
      note: text('note'),
      resolvedBy: text('resolved_by'),
      resolvedAt: instant('resolved_at'),
      version: integer('version').notNull(),
    },
    (t) => [
      uniqueIndex('reconciliation_differences_subject').on(t.subject),
      index('reconciliation_differences_state').on(t.state, t.foundAt),
    ],
  );

  return { reconciliationRuns, reconciliationDifferences };
}
