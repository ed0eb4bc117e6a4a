import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { fold, joined } from '#machines/policy/conditions/listed.ts';

/** The product's SKU: whole, or for an entry that ends in `*` its beginning. A `*` elsewhere stands for itself. */
export const sku: ConditionRule<'sku'> = (condition) => {
  const entries = condition.in.map(fold);
  const whole = new Set(entries);
  const beginnings = entries.filter((entry) => entry.endsWith('*')).map((entry) => entry.slice(0, -1));
  return {
    wanted: joined(condition.in),
    judge: ({ facts }) => {
      if (facts.line.sku === undefined) return 'unknown';
      const own = fold(facts.line.sku);
      return whole.has(own) || beginnings.some((beginning) => own.startsWith(beginning)) ? 'holds' : 'fails';
    },
    found: ({ facts }) => (facts.line.sku === undefined ? null : joined([facts.line.sku])),
  };
};
