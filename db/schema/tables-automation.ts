import type { ColumnKit } from './columns.sqlite.ts';

/** Rules of the desk that act by themselves, what they did, and how much they have paid. */
export function automationTables(kit: ColumnKit) {
  const { table, text, integer, amount, flag, instant, json, index, uniqueIndex, primaryKey } = kit;

  const automationRules = table(
    'automation_rules',
    {
      /** A short name, the rule's for good: acts are its. */
      id: text('id').primaryKey(),
      /** Lower ones are asked first. */
      position: integer('position').notNull(),
      enabled: flag('enabled').notNull(),
      /** What it is for and does; see machines/automation/rule.ts. */
      definition: json('definition').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      updatedBy: text('updated_by').notNull(),
      updatedAt: instant('updated_at').notNull(),
      /** Grows by one with each change; a change names the version it saw. */
      version: integer('version').notNull(),
    },
    (t) => [index('automation_rules_position').on(t.position, t.id)],
  );

  const automationActs = table(
    'automation_acts',
    {
      id: text('id').primaryKey(),
      ruleId: text('rule_id').notNull(),
      ruleVersion: integer('rule_version').notNull(),
      returnId: text('return_id').notNull(),
      /** paid, review, ask, or held: the rule would have paid and left it to a person. */
      kind: text('kind').notNull(),
      /** Why it was held. */
      code: text('code'),
      /** The question for the customer. */
      question: text('question'),
      /** What was paid, minor units. */
      amount: amount('amount'),
      currency: text('currency'),
      at: instant('at').notNull(),
    },
    (t) => [
      uniqueIndex('automation_acts_once').on(t.returnId, t.ruleId, t.kind),
      index('automation_acts_rule').on(t.ruleId, t.at),
    ],
  );

  /** What rules have paid: one row for a customer or for all, a day of the shop and a currency. The row is the lock, too. */
  const automationExposures = table(
    'automation_exposures',
    {
      /** `all`, or the hash of the customer's folded e-mail address. */
      scope: text('scope').notNull(),
      /** ISO date. */
      day: text('day').notNull(),
      currency: text('currency').notNull(),
      amount: amount('amount').notNull(),
    },
    (t) => [primaryKey({ columns: [t.scope, t.day, t.currency] })],
  );

  return { automationRules, automationActs, automationExposures };
}
