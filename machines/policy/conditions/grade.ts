import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { codeIn } from '#machines/policy/conditions/listed.ts';

/** The grade that the dock gave; open until the goods were looked at. */
export const grade: ConditionRule<'grade'> = (condition) => codeIn(condition.in, (line) => line.facts.request?.grade);
