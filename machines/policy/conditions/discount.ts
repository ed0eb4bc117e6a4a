import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { rangeText, within } from '#machines/policy/conditions/range.ts';
import { discountPercent } from '#machines/policy/line-price.ts';

/** The whole percent taken off the line's price, rounded down; both ends included. */
export const discount: ConditionRule<'discount'> = ({ minPercent, maxPercent }) => ({
  wanted: rangeText(minPercent, maxPercent),
  judge: ({ facts }) => {
    const percent = discountPercent(facts.line);
    if (percent === null) return 'unknown';
    return within(percent, minPercent, maxPercent) ? 'holds' : 'fails';
  },
  found: ({ facts }) => discountPercent(facts.line),
});
