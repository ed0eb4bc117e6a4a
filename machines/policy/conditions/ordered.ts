import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { dayWithin } from '#machines/policy/conditions/range.ts';

/** The day of the order at the customer's place. */
export const ordered: ConditionRule<'ordered'> = (condition) =>
  dayWithin(condition, (line) => line.orderedOn(), 'unknown');
