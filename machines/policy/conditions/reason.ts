import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { codeIn } from '#machines/policy/conditions/listed.ts';

/** Why the line comes back; open until the customer has said so. */
export const reason: ConditionRule<'reason'> = (condition) =>
  codeIn(condition.in, (line) => line.facts.request?.reason);
