import { compareInstants } from '#machines/policy/moments.ts';
import type { Rule } from '#machines/policy/rules/rule.ts';

/** An order dated after now is a mistake in the data; nothing is decided on it. */
export const orderInFuture: Rule = {
  name: 'order-in-future',
  scope: 'line',
  perVersion: false,
  decide: ({ facts, now }) =>
    compareInstants(facts.order.placedAt, now) > 0
      ? { outcome: 'refuse', code: 'order.in-future', inputs: { placedAt: facts.order.placedAt.toString() } }
      : { outcome: 'none', code: 'order.placed' },
};
