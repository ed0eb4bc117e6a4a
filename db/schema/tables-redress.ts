import type { ColumnKit } from './columns.sqlite.ts';
import { workflowColumns } from './workflow-columns.ts';

/** What is made good after a decision: one that a customer contests, and credit given out of goodwill. Amounts in minor units. */
export function redressTables(kit: ColumnKit) {
  const { table, text, amount, instant, index, uniqueIndex, primaryKey } = kit;

  const workflow = () => workflowColumns(kit);

  /** A customer says that a decision is wrong: once for each decision. */
  const contests = table(
    'contests',
    {
      ...workflow(),
      returnId: text('return_id').notNull(),
      /** When the contested decision was made. */
      decidedAt: instant('decided_at').notNull(),
      words: text('words').notNull(),
      currency: text('currency').notNull(),
      /** The credit that pays the difference; null: none. */
      creditId: text('credit_id'),
    },
    (t) => [
      uniqueIndex('contests_decision').on(t.returnId, t.decidedAt),
      index('contests_state').on(t.state, t.createdAt),
    ],
  );

  /** Store credit for nothing returned. */
  const goodwills = table(
    'goodwills',
    {
      ...workflow(),
      returnId: text('return_id').notNull(),
      amount: amount('amount').notNull(),
      currency: text('currency').notNull(),
      formKey: text('form_key').notNull(),
      creditId: text('credit_id'),
    },
    (t) => [
      uniqueIndex('goodwills_form').on(t.formKey),
      index('goodwills_return').on(t.returnId, t.createdAt),
      index('goodwills_state').on(t.state, t.createdAt),
    ],
  );

  /** What one person has given by themselves in a month of the shop's calendar. */
  const goodwillBudgets = table(
    'goodwill_budgets',
    {
      staffId: text('staff_id').notNull(),
      /** `2026-11`. */
      month: text('month').notNull(),
      currency: text('currency').notNull(),
      spent: amount('spent').notNull(),
    },
    (t) => [primaryKey({ columns: [t.staffId, t.month, t.currency] })],
  );

  return { contests, goodwills, goodwillBudgets };
}
