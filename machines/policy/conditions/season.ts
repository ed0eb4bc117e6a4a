import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { joined } from '#machines/policy/conditions/listed.ts';
import { inSeason } from '#machines/policy/conditions/season-membership.ts';

/**
 * The order was placed in one of the seasons, at the customer's place, and the season counts there. Without a known country a season that is kept
 * to some countries leaves it open. A season the document does not know is never one.
 */
export const season: ConditionRule<'season'> = (condition, document) => {
  const seasons = document.seasons.filter(({ id }) => condition.in.includes(id));
  return {
    wanted: joined(condition.in),
    judge: (line) => {
      const results = seasons.map((one) => inSeason(one, line));
      if (results.includes('holds')) return 'holds';
      return results.includes('unknown') ? 'unknown' : 'fails';
    },
    found: (line) => line.orderedOn(),
  };
};
