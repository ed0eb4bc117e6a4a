import type { z } from 'zod';
import type { Grade, REDUCE_REASONS } from '#machines/line/codes.ts';
import { type Money, money, percentOf } from '#machines/money.ts';
import type { GradeDeductionsSchema } from '#machines/policy/outcome.ts';
import type { QuoteLine } from '#machines/policy/quote-schema.ts';

/** Why a grade takes so much off, or nothing. */
export const GRADE_DEDUCTION_CODES = [
  'grade.not-graded',
  'grade.merchant-fault',
  'grade.nothing-taken',
  'grade.percent',
] as const;

type ReduceReason = (typeof REDUCE_REASONS)[number];

/** What the customer is told of a deduction for a grade, unless the desk names another reason. */
const REASON_OF: Readonly<Record<Grade, ReduceReason>> = {
  'as-new': 'other',
  opened: 'other',
  used: 'signs-of-use',
  damaged: 'damaged-by-customer',
  'wrong-item': 'other',
  missing: 'parts-missing',
};

export interface GradeDeduction {
  readonly code: (typeof GRADE_DEDUCTION_CODES)[number];
  readonly percent: number;
  readonly amount: Money;
  readonly reasonCode: ReduceReason;
}

/**
 * The deduction that the line's terms suggest for the grade that the dock gave: a percentage of what the line brings after the restocking fee and
 * before any deduction, rounded down in the customer's favour, so it is always one that `quoteReturn` takes. Nothing where the merchant is at
 * fault: then the state of the goods is the very reason of the return. A person decides; this only fills in the form.
 */
export function gradeDeduction({
  percents,
  grade,
  fault,
  line,
  currency,
}: {
  percents: z.infer<typeof GradeDeductionsSchema>;
  grade: Grade | null;
  fault: 'merchant' | 'customer';
  line: Pick<QuoteLine, 'refund' | 'deduction'>;
  currency: string;
}): GradeDeduction {
  const nothing = { percent: 0, amount: money(0, currency), reasonCode: grade ? REASON_OF[grade] : 'other' } as const;
  if (grade === null) return { code: 'grade.not-graded', ...nothing };
  if (fault === 'merchant') return { code: 'grade.merchant-fault', ...nothing };
  const percent = percents[grade] ?? 0;
  if (percent === 0) return { code: 'grade.nothing-taken', ...nothing };
  const amount = percentOf(money(line.refund + line.deduction, currency), percent);
  return { code: 'grade.percent', percent, amount, reasonCode: REASON_OF[grade] };
}
