import type { ReturnCostPolicy } from '#machines/policy/country-policy.ts';
import { returnPostage } from '#machines/policy/return-postage.ts';
import type { Figures, LawView, TopicRule } from '#machines/policy/topics/topic.ts';

const FREE: ReturnCostPolicy = { payer: 'merchant' };

/**
 * Who bears the way back. The merchant where that is better; of two fees the lower; a label for a fee beats no label, because the customer may still
 * use a carrier of their own. Fees in different currencies cannot be compared. The merchant's own fault always travels free, and a change of mind
 * where the law says so while its right can be used.
 */
export const returnCost: TopicRule<'returnCost', ReturnCostPolicy> = {
  topic: 'returnCost',
  name: 'return-cost',
  present: 'if-better',
  read: (outcome) => outcome.returnCost,
  base: (policy) => policy.returnCost,
  better: (a, b) => {
    if (b.payer === 'merchant') return false;
    if (a.payer === 'merchant') return true;
    if (!a.labelFee || !b.labelFee) return a.labelFee !== null && b.labelFee === null;
    return a.labelFee.currency === b.labelFee.currency && a.labelFee.amount < b.labelFee.amount;
  },
  floor: (_value, law) => {
    if (law.fault === 'merchant') return { value: FREE, why: 'merchant-fault' };
    const why = law.withinLaw ? paidByLaw(law) : null;
    return why && { value: FREE, why };
  },
  figures,
  tell: (value, why, { law }) => {
    if (why === 'merchant-fault')
      return { code: 'cost.merchant-fault', inputs: { reason: law.facts.request?.reason ?? null } };
    if (why === 'not-informed') return { code: 'cost.merchant-not-informed', inputs: {} };
    if (why === 'law') return { code: 'cost.merchant-by-law', inputs: {} };
    if (value.payer === 'merchant') return { code: 'cost.merchant-by-policy', inputs: {} };
    if (!value.labelFee) return { code: 'cost.customer-own-carrier', inputs: {} };
    const { amount, currency } = value.labelFee;
    return { code: 'cost.customer-label', inputs: { labelFee: amount, currency } };
  },
};

/** Whether the law gives the way back to the merchant: always, or only because the customer was not told that they would pay. */
function paidByLaw({ facts, informed }: LawView): 'law' | 'not-informed' | null {
  const { country, subdivision } = facts.order;
  if (returnPostage(country, subdivision, { informed }) !== 'merchant') return null;
  return informed || returnPostage(country, subdivision) === 'merchant' ? 'law' : 'not-informed';
}

function figures(value: ReturnCostPolicy): Figures {
  if (value.payer === 'merchant') return { payer: 'merchant' };
  return { payer: 'customer', labelFee: value.labelFee?.amount ?? null, currency: value.labelFee?.currency ?? null };
}
