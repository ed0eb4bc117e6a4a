import type { ColumnKit } from './columns.sqlite.ts';

/** Decisions that pay more than one person may let go. */
export function fourEyesTables(kit: ColumnKit) {
  const { table, text, integer, amount, instant, json, index } = kit;

  const decisionProposals = table(
    'decision_proposals',
    {
      id: text('id').primaryKey(),
      returnId: text('return_id').notNull(),
      /** That of the return when it was proposed; another one since then makes this void. */
      returnVersion: integer('return_version').notNull(),
      decisions: json('decisions').notNull(),
      /** What it pays, in minor units of `currency`. */
      total: amount('total').notNull(),
      currency: text('currency').notNull(),
      /** The hash of all that an approval lets go. */
      hash: text('hash').notNull(),
      /** open, approved, sent-back or void. */
      state: text('state').notNull(),
      /** The account's id. */
      proposedBy: text('proposed_by').notNull(),
      proposedAt: instant('proposed_at').notNull(),
      /** The browser it was proposed in, as a hash; null: not known. */
      device: text('device'),
      /** `staff:<id>`, or `system` where it became void. */
      endedBy: text('ended_by'),
      endedAt: instant('ended_at'),
      /** Why it was sent back. */
      note: text('note'),
    },
    (t) => [
      index('decision_proposals_return').on(t.returnId, t.proposedAt),
      index('decision_proposals_state').on(t.state, t.proposedAt, t.id),
    ],
  );

  return { decisionProposals };
}
