import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { anyNameIn } from '#machines/policy/conditions/listed.ts';

/** Any tag of the product. */
export const tag: ConditionRule<'tag'> = (condition) => anyNameIn(condition.in, (line) => line.facts.line.tags);
