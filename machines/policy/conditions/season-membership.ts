import type { ConditionResult } from '#machines/policy/conditions/condition-rule.ts';
import { within } from '#machines/policy/conditions/range.ts';
import type { LineContext } from '#machines/policy/line-context.ts';
import type { Season } from '#machines/policy/season.ts';

/** Whether a line was ordered in a season: by the local day of its order, both ends included, and its country. */
export function inSeason(season: Season, line: LineContext): ConditionResult {
  if (!within(line.orderedOn(), season.orderedFrom, season.orderedTo)) return 'fails';
  if (season.countries === null) return 'holds';
  if (line.country === null) return 'unknown';
  return season.countries.includes(line.country) ? 'holds' : 'fails';
}
