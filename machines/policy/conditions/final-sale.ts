import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';

/** Whether the line was sold as final. */
export const finalSale: ConditionRule<'final-sale'> = (condition) => ({
  wanted: condition.is,
  judge: ({ facts }) => (facts.line.traits.includes('final_sale') === condition.is ? 'holds' : 'fails'),
  found: ({ facts }) => facts.line.traits.includes('final_sale'),
});
