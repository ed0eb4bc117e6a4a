import type { DecisionValues } from '#app/components/staff/decision-fields.tsx';
import type { Grade } from '#machines/line/context.ts';

/**
 * What the decision form of a line begins with. Only what the dock leaves no doubt about is chosen beforehand: sound goods, nothing, another
 * thing. Worn or damaged goods have no choice made: whose fault that is, is what the desk is there to say.
 */
export function suggestion(line: { counted: number | null; grade: Grade | null; acceptable: number }): DecisionValues {
  const blank = { choice: '', deduction: '', reduceReason: '', rejectReason: '', note: '' };
  const values = { ...blank, quantity: String(Math.max(1, line.acceptable)) };
  if (line.counted === 0 || line.grade === 'missing')
    return { ...values, choice: 'reject', rejectReason: 'not-received' };
  if (line.grade === 'wrong-item') return { ...values, choice: 'reject', rejectReason: 'wrong-item-sent' };
  return line.grade === 'as-new' || line.grade === 'opened' ? { ...values, choice: 'accept' } : values;
}
