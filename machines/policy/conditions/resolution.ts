import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { codeIn } from '#machines/policy/conditions/listed.ts';

/** What the customer asks for; open until they have said so. */
export const resolution: ConditionRule<'resolution'> = (condition) =>
  codeIn(condition.in, (line) => line.facts.request?.resolution);
