import type { Rule } from '#machines/policy/rules/rule.ts';

/**
 * Where the statutory right is only a default (Japan, Act on Specified Commercial Transactions art. 15-3), a return term the merchant shows clearly
 * takes its place: a window of the merchant's own, or the mark "final sale". Everywhere else this rule is silent.
 */
export const lawReplaced: Rule = {
  name: 'law-replaced',
  scope: 'law',
  perVersion: true,
  decide: ({ facts, policy, statute }) => {
    if (statute?.excludableByMerchant !== true) return { outcome: 'none', code: 'law.not-replaceable' };
    const finalSale = facts.line.traits.includes('final_sale') && !policy.finalSaleReturnable;
    if (policy.windowDays === null && !finalSale) return { outcome: 'none', code: 'law.default-applies' };
    return { outcome: 'refuse', code: 'law.replaced-by-policy', inputs: { windowDays: policy.windowDays, finalSale } };
  },
};
