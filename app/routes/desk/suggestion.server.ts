import type { DecisionValues } from '#app/components/staff/decision-fields.tsx';
import { type Found, suggestDecision } from '#app/services/suggest-decision.server.ts';
import { money, toDecimal } from '#machines/money.ts';

/** What somebody asked for already when they opened the return, by a key of the queue. */
export const ANSWERS = ['accept', 'reject'] as const;
export type Answer = (typeof ANSWERS)[number];

interface SuggestedLine extends Found {
  /** The dock found something at it beside its condition. */
  readonly found?: boolean;
}

/**
 * What the decision form of a line begins with. Only what the dock leaves no doubt about is chosen beforehand, see `suggestDecision`; goods at which the
 * dock found more have no choice made. Whoever asked for an answer gets it chosen, and still says why.
 */
export function suggestion(line: SuggestedLine, currency: string, answer: Answer | null = null): DecisionValues {
  const blank = { choice: '', deduction: '', reduceReason: '', rejectReason: '', note: '' };
  const values = { ...blank, quantity: String(Math.max(1, line.acceptable)) };
  const decision = suggestDecision(line);
  if (answer === 'reject' && decision?.type !== 'reject') return { ...values, choice: 'reject' };
  if (answer === 'accept' && decision?.type !== 'reduce') return { ...values, choice: 'accept' };
  if (decision?.type === 'reject') return { ...values, choice: 'reject', rejectReason: decision.reason };
  if (decision?.type === 'reduce') {
    const deduction = toDecimal(money(decision.deduction, currency));
    return { ...values, choice: 'reduce', deduction, reduceReason: decision.reason };
  }
  return decision && (line.kept || !line.found) ? { ...values, choice: 'accept' } : values;
}
