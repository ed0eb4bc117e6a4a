import type { ConditionKind, ConditionOf } from '#machines/policy/condition.ts';
import type { LineContext } from '#machines/policy/line-context.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';

/** Whether a condition is met; `unknown`: the fact it asks for is not known, so that a rule with it neither holds nor can be ruled out. */
export type ConditionResult = 'holds' | 'fails' | 'unknown';

export type Scalar = string | number | boolean | null;

/**
 * A condition made ready for many lines: what it wants as one text or figure, how it judges a line, and what it found there (asked for only when a
 * receipt is written).
 */
export type ReadyCondition = {
  wanted: Scalar;
  judge: (line: LineContext) => ConditionResult;
  found: (line: LineContext) => Scalar;
};

/** How one kind of condition is made ready. The document is the one the condition stands in: names of markets and seasons mean what they mean there. */
export type ConditionRule<K extends ConditionKind> = (
  condition: ConditionOf<K>,
  document: PolicyDocument,
) => ReadyCondition;
