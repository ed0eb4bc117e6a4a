import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { rangeText, within } from '#machines/policy/conditions/range.ts';
import { paidForOnePiece } from '#machines/policy/line-price.ts';

/** What was paid for one piece after its share of discounts, both ends included. A price in another currency is no match: nobody agreed on a rate. */
export const price: ConditionRule<'price'> = ({ currency, min, max }) => ({
  wanted: `${rangeText(min, max)} ${currency}`,
  judge: ({ facts }) => {
    if (facts.order.currency !== currency) return 'fails';
    const paid = paidForOnePiece(facts.line);
    if (paid === null) return 'unknown';
    return within(paid, min, max) ? 'holds' : 'fails';
  },
  found: ({ facts }) => {
    const paid = paidForOnePiece(facts.line);
    return paid === null ? null : `${paid} ${facts.order.currency}`.slice(0, 300);
  },
});
