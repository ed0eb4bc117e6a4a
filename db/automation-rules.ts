import { and, asc, eq } from 'drizzle-orm';
import { type AutomationRule, AutomationRuleSchema } from '#machines/automation/index.ts';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** A rule as it is kept. Who did what is stored as `staff:<id>`. */
export type StoredRule = Omit<Row<'automationRules'>, 'definition'> & { definition: AutomationRule };

const read = (row: Row<'automationRules'>): StoredRule => ({
  ...row,
  definition: AutomationRuleSchema.parse(row.definition),
});

/** There cannot be more: each is asked for each return. */
export const MOST_RULES = 50;

/** All rules, the one that is asked first in front. */
export async function listAutomationRules(db: Reader): Promise<StoredRule[]> {
  const { automationRules } = db.tables;
  const rows = await db
    .select()
    .from(automationRules)
    .orderBy(asc(automationRules.position), asc(automationRules.id))
    .limit(MOST_RULES);
  return rows.map(read);
}

/** Those that are switched on, in their order; almost always none. */
export async function listEnabledRules(db: Reader): Promise<StoredRule[]> {
  const { automationRules } = db.tables;
  const rows = await db
    .select()
    .from(automationRules)
    .where(eq(automationRules.enabled, true))
    .orderBy(asc(automationRules.position), asc(automationRules.id))
    .limit(MOST_RULES);
  return rows.map(read);
}

export async function loadAutomationRule(db: Reader, id: string): Promise<StoredRule | null> {
  const { automationRules } = db.tables;
  const row = first(await db.select().from(automationRules).where(eq(automationRules.id, id)));
  return row && read(row);
}

/** Throws `conflict` when the name is taken. A new rule is off. */
export async function insertAutomationRule(
  tx: Tx,
  rule: Pick<StoredRule, 'id' | 'position' | 'definition' | 'createdBy' | 'createdAt'>,
): Promise<void> {
  const { automationRules } = tx.tables;
  const { createdBy: updatedBy, createdAt: updatedAt } = rule;
  await tx.insert(automationRules).values({ ...rule, enabled: false, updatedBy, updatedAt, version: 1 });
}

export type RuleChange = Pick<StoredRule, 'updatedBy' | 'updatedAt'> &
  Partial<Pick<StoredRule, 'position' | 'enabled' | 'definition'>>;

/** False, and nothing changed, when the rule has moved on since `version`. */
export async function updateAutomationRule(
  tx: Tx,
  seen: Pick<StoredRule, 'id' | 'version'>,
  change: RuleChange,
): Promise<boolean> {
  const { automationRules } = tx.tables;
  const changed = await tx
    .update(automationRules)
    .set({ ...change, version: seen.version + 1 })
    .where(and(eq(automationRules.id, seen.id), eq(automationRules.version, seen.version)))
    .returning({ id: automationRules.id });
  return changed.length === 1;
}
