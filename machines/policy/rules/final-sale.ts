import type { Rule } from '#machines/policy/rules/rule.ts';

/**
 * Goods sold as final are outside the merchant's promise unless the terms of the country or a rule that allows them say otherwise. It is a merchant's
 * rule: it cannot touch a statutory right.
 */
export const finalSale: Rule = {
  name: 'final-sale',
  scope: 'policy',
  perVersion: true,
  decide: ({ facts, policy, admission: { value, rule } }) => {
    if (!facts.line.traits.includes('final_sale')) return { outcome: 'none', code: 'policy.not-final-sale' };
    if (value === 'allow') {
      const merchant = rule && { id: rule.id, name: rule.name, topic: 'admission' as const };
      return { outcome: 'none', code: 'policy.final-sale-allowed-by-rule', merchant };
    }
    if (policy.finalSaleReturnable) return { outcome: 'none', code: 'policy.final-sale-returnable' };
    const wouldChange = [{ code: 'would.not-final-sale', inputs: {} }];
    return { outcome: 'refuse', code: 'policy.final-sale', wouldChange };
  },
};
