import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { nameIn } from '#machines/policy/conditions/listed.ts';

/** The product's category, as the shop calls it. */
export const category: ConditionRule<'category'> = (condition) =>
  nameIn(condition.in, (line) => line.facts.line.category);
