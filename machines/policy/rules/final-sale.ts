import type { Rule } from '#machines/policy/rules/rule.ts';

/** Goods sold as final are outside the merchant's promise unless the policy says otherwise. A merchant's rule: it cannot touch a statutory right. */
export const finalSale: Rule = {
  name: 'final-sale',
  scope: 'policy',
  perVersion: true,
  decide: ({ facts, policy }) => {
    if (!facts.line.traits.includes('final_sale')) return { outcome: 'none', code: 'policy.not-final-sale' };
    return policy.finalSaleReturnable
      ? { outcome: 'none', code: 'policy.final-sale-returnable' }
      : { outcome: 'refuse', code: 'policy.final-sale' };
  },
};
