import type { AutomationActRow } from '#db/automation-acts.ts';
import type { StoredRule } from '#db/automation-rules.ts';
import { CAP_CODES } from '#machines/automation/index.ts';
import { VETO_CODES } from './automation-gate.server.ts';
import { ruleName } from './rule-names.server.ts';

/** Why a rule that would have paid left the return to a person. */
export const HELD_CODES = [
  ...CAP_CODES,
  ...VETO_CODES,
  'held.not-as-announced',
  'held.needs-person',
  'held.no-customer',
] as const;
export type HeldCode = (typeof HELD_CODES)[number];

/** What a rule of the desk did besides deciding: the decision itself is told by the steps that it made. */
export type AutomationTold =
  | { readonly key: 'automation.review' }
  | { readonly key: 'automation.ask'; readonly note: string | null }
  | { readonly key: 'automation.held'; readonly held: HeldCode };

export type AutomationStep = AutomationTold & {
  readonly id: string;
  readonly at: string;
  readonly actor: 'automation';
  readonly name: string;
};

/** What rules did with a return, for its story. */
export function tellAutomation(acts: readonly AutomationActRow[], rules: readonly StoredRule[]): AutomationStep[] {
  return acts.flatMap((act) => {
    const told = toldOf(act);
    const name = ruleName(act.ruleId, rules);
    return told ? [{ ...told, id: act.id, at: act.at.toString(), actor: 'automation', name }] : [];
  });
}

function toldOf({ kind, code, question }: AutomationActRow): AutomationTold | null {
  if (kind === 'review') return { key: 'automation.review' };
  if (kind === 'ask') return { key: 'automation.ask', note: question };
  const held = HELD_CODES.find((one) => one === code);
  return kind === 'held' && held ? { key: 'automation.held', held } : null;
}
