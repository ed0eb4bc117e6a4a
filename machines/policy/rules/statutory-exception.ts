import { exceptionsAt } from '#machines/policy/law-of.ts';
import { exceptionTraits } from '#machines/policy/rules/exception-traits.ts';
import type { Rule } from '#machines/policy/rules/rule.ts';

/**
 * The closed list of goods without a statutory right (Directive 2011/83/EU art. 16 and its counterparts), read narrowly: only the exceptions that
 * the country's own law has. Goods that lose the right by something done to them keep it until that is seen on their return.
 */
export const statutoryException: Rule = {
  name: 'statutory-exception',
  scope: 'law',
  perVersion: false,
  decide: ({ facts, legal }) => {
    if (legal.kind === 'none') return { outcome: 'none', code: 'law.no-right' };
    const { intrinsic, afterwards } = exceptionTraits(
      facts.line.traits,
      exceptionsAt(facts.order.country, facts.order.subdivision),
    );
    if (intrinsic.length > 0) {
      return { outcome: 'refuse', code: 'law.exception', inputs: { exceptions: intrinsic.join(' ') } };
    }
    if (afterwards.length > 0) {
      return { outcome: 'review', code: 'law.judged-on-return', inputs: { exceptions: afterwards.join(' ') } };
    }
    return { outcome: 'none', code: 'law.no-exception' };
  },
};
