import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { dayWithin } from '#machines/policy/conditions/range.ts';

/** The day the line's parcel was sent, at the customer's place; one dated before the order counts as the day of the order. */
export const dispatched: ConditionRule<'dispatched'> = (condition) =>
  dayWithin(condition, (line) => line.dispatchedOn(), condition.whenUnknown);
