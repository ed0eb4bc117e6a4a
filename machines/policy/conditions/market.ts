import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { codeIn, joined } from '#machines/policy/conditions/listed.ts';

/** The country lies in one of the markets, as the document that holds the rule draws them. A market it does not know has no countries. */
export const market: ConditionRule<'market'> = (condition, document) => {
  const countries = condition.in.flatMap((name) =>
    Object.hasOwn(document.markets, name) ? (document.markets[name] ?? []) : [],
  );
  return { ...codeIn(countries, (line) => line.country), wanted: joined(condition.in) };
};
