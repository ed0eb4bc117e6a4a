import { listAutomationRules, type StoredRule } from '#db/automation-rules.ts';
import type { Reader } from '#db/open.ts';

const AUTOMATION = 'automation:';

/** The name under which a rule of the desk acts and writes. */
export const ruleActor = ({ id }: Pick<StoredRule, 'id'>): string => `${AUTOMATION}${id}`;

/** The rule that acted under a stored name; null: somebody else did. */
export const ruleOf = (actor: string): string | null =>
  actor.startsWith(AUTOMATION) ? actor.slice(AUTOMATION.length) : null;

/** A rule has a name of its own as long as it is there, and then the short one. */
export const ruleName = (id: string, rules: readonly StoredRule[]): string =>
  rules.find((rule) => rule.id === id)?.definition.name ?? id;

/** The names of the rules among those who are stored. Reads nothing where there is no rule among them. */
export async function ruleNames(db: Reader, actors: readonly string[]): Promise<(stored: string) => string | null> {
  const rules = actors.some((actor) => ruleOf(actor) !== null) ? await listAutomationRules(db) : [];
  return (stored) => {
    const id = ruleOf(stored);
    return id === null ? null : ruleName(id, rules);
  };
}
