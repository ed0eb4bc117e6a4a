import type { ConditionResult, ReadyCondition } from '#machines/policy/conditions/condition-rule.ts';
import type { LineContext } from '#machines/policy/line-context.ts';

type Bound = string | number;

/** A range with both ends included as one text: `10..20`, `10..`, `..20`. */
export function rangeText(from: Bound | undefined, to: Bound | undefined): string {
  return `${from ?? ''}..${to ?? ''}`;
}

/** Whether a value lies between two ends, both included; an end that is left out is open. Dates are compared as ISO days. */
export function within<B extends Bound>(value: B, from: B | undefined, to: B | undefined): boolean {
  return (from === undefined || value >= from) && (to === undefined || value <= to);
}

/** A condition on a local day at the customer's place; `whenUnknown` is its answer while the day is not known. */
export function dayWithin(
  range: { from?: string | undefined; to?: string | undefined },
  dayOf: (line: LineContext) => string | null,
  whenUnknown: ConditionResult,
): ReadyCondition {
  return {
    wanted: rangeText(range.from, range.to),
    judge: (line) => {
      const day = dayOf(line);
      if (day === null) return whenUnknown;
      return within(day, range.from, range.to) ? 'holds' : 'fails';
    },
    found: dayOf,
  };
}
