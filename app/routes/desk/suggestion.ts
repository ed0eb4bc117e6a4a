import type { DecisionValues } from '#app/components/staff/decision-fields.tsx';
import type { Grade } from '#machines/line/context.ts';
import { money, toDecimal } from '#machines/money.ts';

interface SuggestedLine {
  readonly counted: number | null;
  readonly grade: Grade | null;
  readonly acceptable: number;
  readonly kept: boolean;
  /** The dock found something at it beside its condition. */
  readonly found?: boolean;
  readonly suggested: { readonly amount: number; readonly reason: string } | null;
}

/**
 * What the decision form of a line begins with. Only what the dock leaves no doubt about is chosen beforehand: sound goods, nothing, another
 * thing, what the customer keeps, and a grade for which the merchant's rules name a deduction. Other worn or damaged goods, and those at which the dock found more, have no choice made:
 * whose fault that is, is what the desk is there to say.
 */
export function suggestion(line: SuggestedLine, currency: string): DecisionValues {
  const blank = { choice: '', deduction: '', reduceReason: '', rejectReason: '', note: '' };
  const values = { ...blank, quantity: String(Math.max(1, line.acceptable)) };
  if (line.counted === 0 || line.grade === 'missing')
    return { ...values, choice: 'reject', rejectReason: 'not-received' };
  if (line.grade === 'wrong-item') return { ...values, choice: 'reject', rejectReason: 'wrong-item-sent' };
  if (line.suggested) {
    const { amount, reason } = line.suggested;
    const deduction = toDecimal(money(amount, currency));
    return { ...values, choice: 'reduce', deduction, reduceReason: reason };
  }
  if (line.kept) return { ...values, choice: 'accept' };
  if (line.found) return values;
  return line.grade === 'as-new' || line.grade === 'opened' ? { ...values, choice: 'accept' } : values;
}
