import type { Rule } from '#machines/policy/rules/rule.ts';

/**
 * What was never shipped (a gift card, a service, a download) cannot be sent back. This closes only the road with a parcel: a statutory withdrawal
 * is declared on its own track and does not ask this rule.
 */
export const notShippable: Rule = {
  name: 'not-shippable',
  scope: 'line',
  perVersion: false,
  decide: ({ facts }) =>
    facts.line.requiresShipping
      ? { outcome: 'none', code: 'line.shippable' }
      : { outcome: 'refuse', code: 'line.not-shippable' },
};
