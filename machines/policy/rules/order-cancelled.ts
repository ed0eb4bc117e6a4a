import type { Rule } from '#machines/policy/rules/rule.ts';

/** Nothing of a cancelled order comes back: it was never sent, or its money has gone back already. */
export const orderCancelled: Rule = {
  name: 'order-cancelled',
  scope: 'line',
  perVersion: false,
  decide: ({ facts }) =>
    facts.order.cancelledAt
      ? { outcome: 'refuse', code: 'order.cancelled', inputs: { cancelledAt: facts.order.cancelledAt.toString() } }
      : { outcome: 'none', code: 'order.not-cancelled' },
};
