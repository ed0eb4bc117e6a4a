import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { nameIn } from '#machines/policy/conditions/listed.ts';

/** Who makes or supplies the product. */
export const vendor: ConditionRule<'vendor'> = (condition) => nameIn(condition.in, (line) => line.facts.line.vendor);
