import { exceptionTraits } from '#machines/policy/rules/exception-traits.ts';
import type { Rule } from '#machines/policy/rules/rule.ts';

/**
 * The merchant's window does not cover goods that no shop can sell again by what they are: made to measure, perishable, and the like, nor what was
 * never sent. The traits are those of the statutory exceptions, in every country; where the law grants a right all the same (Brazil has no
 * exceptions), it stands.
 */
export const excludedByNature: Rule = {
  name: 'excluded-by-nature',
  scope: 'policy',
  perVersion: false,
  decide: ({ facts }) => {
    if (!facts.line.requiresShipping) return { outcome: 'refuse', code: 'policy.never-sent' };
    const { intrinsic } = exceptionTraits(facts.line.traits);
    if (intrinsic.length === 0) return { outcome: 'none', code: 'policy.not-excluded' };
    const inputs = { exceptions: intrinsic.join(' ') };
    return {
      outcome: 'refuse',
      code: 'policy.excluded-by-nature',
      inputs,
      wouldChange: [{ code: 'would.other-goods', inputs }],
    };
  },
};
