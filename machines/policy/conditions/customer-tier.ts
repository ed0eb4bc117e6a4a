import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { nameIn } from '#machines/policy/conditions/listed.ts';

/** The customer's tier, such as a loyalty level. */
export const customerTier: ConditionRule<'customer-tier'> = (condition) =>
  nameIn(condition.in, (line) => line.facts.order.customer?.tier);
