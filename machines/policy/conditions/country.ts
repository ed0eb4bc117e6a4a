import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { codeIn } from '#machines/policy/conditions/listed.ts';

/** The country of the delivery address. An order without one leaves it open. */
export const country: ConditionRule<'country'> = (condition) => codeIn(condition.in, (line) => line.country);
