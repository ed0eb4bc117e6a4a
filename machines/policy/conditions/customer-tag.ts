import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { anyNameIn } from '#machines/policy/conditions/listed.ts';

/** Any tag of the customer. */
export const customerTag: ConditionRule<'customer-tag'> = (condition) =>
  anyNameIn(condition.in, (line) => line.facts.order.customer?.tags);
