import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { dayWithin } from '#machines/policy/conditions/range.ts';

/** The day this line was delivered, at the customer's place; one dated before the order counts as the day of the order. */
export const delivered: ConditionRule<'delivered'> = (condition) =>
  dayWithin(condition, (line) => line.deliveredOn(), condition.whenUnknown);
