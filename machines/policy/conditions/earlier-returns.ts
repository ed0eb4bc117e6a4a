import type { ConditionRule } from '#machines/policy/conditions/condition-rule.ts';
import { rangeText, within } from '#machines/policy/conditions/range.ts';
import type { LineContext } from '#machines/policy/line-context.ts';
import { compareInstants, ofInstant } from '#machines/policy/moments.ts';

/**
 * How many returns the same e-mail address has made, and what they brought back, in so many times 24 hours before now; the first of those moments
 * and now itself are included. Values are of the order's currency; a return refunded in another one counts as one and for nothing.
 */
export const earlierReturns: ConditionRule<'earlier-returns'> = (condition) => {
  const { withinDays, minCount, maxCount, minValue, maxValue } = condition;
  const since = ofInstant((now) => now.subtract({ hours: 24 * withinDays }));
  const look = (line: LineContext) => pastOf(line, since(line.now));
  return {
    wanted: wanted(condition),
    judge: (line) => {
      const past = look(line);
      if (!past) return 'unknown';
      return within(past.count, minCount, maxCount) && within(past.value, minValue, maxValue) ? 'holds' : 'fails';
    },
    found: (line) => {
      const past = look(line);
      return past ? `${past.count}; ${past.value}` : null;
    },
  };
};

/** `2..; ..5000 in 90`: the count, the value, the days. */
function wanted({ withinDays, minCount, maxCount, minValue, maxValue }: Parameters<typeof earlierReturns>[0]): string {
  return `${rangeText(minCount, maxCount)}; ${rangeText(minValue, maxValue)} in ${withinDays}`;
}

type Past = { count: number; value: number };

const NONE: Past = { count: 0, value: 0 };

function pastOf({ facts, now }: LineContext, since: Temporal.Instant): Past | null {
  const { earlierReturns: all, currency } = facts.order;
  if (all === undefined) return null;
  if (all.length === 0) return NONE;
  const within = all.filter(({ at }) => compareInstants(at, since) >= 0 && compareInstants(at, now) <= 0);
  const inCurrency = within.filter((back) => back.currency === currency);
  return { count: within.length, value: inCurrency.reduce((sum, { amount }) => sum + amount, 0) };
}
