import type { Rule } from '#machines/policy/rules/rule.ts';

/**
 * What was never shipped (a gift card, a service, a download) cannot be sent back. This closes only the road with a parcel: a statutory withdrawal
 * is declared on its own track, and there the rule is silent.
 */
export const notShippable: Rule = {
  name: 'not-shippable',
  scope: 'line',
  perVersion: false,
  decide: ({ facts }) => {
    if (facts.line.requiresShipping) return { outcome: 'none', code: 'line.shippable' };
    if (facts.request?.track === 'withdrawal') return { outcome: 'none', code: 'line.withdrawal-without-parcel' };
    const wouldChange = [{ code: 'would.withdrawal', inputs: {} }];
    return { outcome: 'refuse', code: 'line.not-shippable', wouldChange };
  },
};
