import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { nameIn } from '#machines/policy/conditions/listed.ts';

/** Where the order was placed. */
export const channel: ConditionRule<'channel'> = (condition) =>
  nameIn(condition.in, (line) => line.facts.order.channel);
