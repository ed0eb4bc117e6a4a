import { REDUCE_REASONS } from '#machines/line/index.ts';
import type { DeskDecision, DeskLine } from './desk-line.server.ts';

/** What is looked at of a line. */
export type Found = Pick<DeskLine, 'counted' | 'grade' | 'kept' | 'acceptable'> & {
  readonly suggested: Pick<NonNullable<DeskLine['suggested']>, 'amount' | 'reason'> | null;
};

/**
 * What the desk would decide about a line without looking further: only where the dock leaves no doubt. Nothing came, or another thing; a grade
 * for which the merchant's rules name a deduction; what the customer was told to keep; sound goods. Null: whose fault it is, a person has to say.
 */
export function suggestDecision(line: Found): DeskDecision | null {
  if (line.counted === 0 || line.grade === 'missing') return { type: 'reject', reason: 'not-received', note: null };
  if (line.grade === 'wrong-item') return { type: 'reject', reason: 'wrong-item-sent', note: null };
  const quantity = Math.max(1, line.acceptable);
  if (line.suggested) return reduced(quantity, line.suggested);
  const sound = line.kept || line.grade === 'as-new' || line.grade === 'opened';
  return sound ? { type: 'accept', quantity } : null;
}

function reduced(quantity: number, { amount, reason }: NonNullable<Found['suggested']>): DeskDecision {
  const known = REDUCE_REASONS.find((one) => one === reason) ?? 'other';
  return { type: 'reduce', quantity, deduction: amount, reason: known, note: null };
}
