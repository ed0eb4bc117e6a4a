import type { TopicRule } from '#machines/policy/topics/topic.ts';

/**
 * Whether a return of the whole order brings outbound delivery back: always for the merchant's own fault (Directive (EU) 2019/771 art. 14), by law
 * while its right can be used, else as the merchant says.
 */
export const refundOutboundShipping: TopicRule<'refundOutboundShipping', boolean> = {
  topic: 'refundOutboundShipping',
  name: 'outbound-shipping',
  present: 'if-better',
  read: (outcome) => outcome.refundOutboundShipping,
  base: (policy) => policy.refundOutboundShipping,
  better: (a, b) => a && !b,
  floor: (_value, { fault, withinLaw, statute }) => {
    if (fault === 'merchant') return { value: true, why: 'merchant-fault' };
    return withinLaw && statute?.refundsOutboundStandardShipping === true ? { value: true, why: 'law' } : null;
  },
  figures: (refunded) => ({ refunded }),
  tell: (refunded, why, { law }) => {
    if (why === 'merchant-fault')
      return { code: 'outbound.merchant-fault', inputs: { reason: law.facts.request?.reason ?? null } };
    if (why === 'law') return { code: 'outbound.by-law', inputs: {} };
    return { code: refunded ? 'outbound.by-policy' : 'outbound.none', inputs: {} };
  },
};
