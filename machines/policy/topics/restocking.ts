import type { TopicRule } from '#machines/policy/topics/topic.ts';

type Restocking = { percent: number };

/**
 * Percent taken off the refund under the merchant's promise; the lower is better. Nothing while the law's right can be used, which knows no such
 * fee (Directive 2011/83/EU art. 14(5): no liability beyond what the article names), and nothing for the merchant's own fault.
 */
export const restocking: TopicRule<'restocking', Restocking> = {
  topic: 'restocking',
  name: 'restocking',
  present: 'if-better',
  read: (outcome) => outcome.restocking,
  base: () => ({ percent: 0 }),
  better: (a, b) => a.percent < b.percent,
  floor: ({ percent }, { fault, withinLaw }) => {
    if (percent === 0) return null;
    if (fault === 'merchant') return { value: { percent: 0 }, why: 'merchant-fault' };
    return withinLaw ? { value: { percent: 0 }, why: 'law' } : null;
  },
  figures: ({ percent }) => ({ percent }),
  tell: ({ percent }, why, { law }) => {
    if (why === 'merchant-fault') {
      return { code: 'restocking.merchant-fault', inputs: { percent, reason: law.facts.request?.reason ?? null } };
    }
    if (why === 'law') return { code: 'restocking.not-under-law', inputs: { percent } };
    return { code: percent === 0 ? 'restocking.none' : 'restocking.taken', inputs: { percent } };
  },
};
