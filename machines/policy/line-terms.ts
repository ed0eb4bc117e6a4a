import { z } from 'zod';
import { MoneySchema } from '#machines/money.ts';
import {
  CouponThresholdSchema,
  EvidenceSchema,
  GradeDeductionsSchema,
  TriggerSchema,
} from '#machines/policy/outcome.ts';

/**
 * A value and on whose word it holds: the law's, or the policy's of a version; there by the rule of the merchant with this id, or, with null, by
 * the terms of the country.
 */
const chosen = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({
    value,
    basis: z.enum(['law', 'policy']),
    rule: z.string().max(60).nullable(),
    policyVersionId: z.string().max(100),
  });

const Percent = z.int().min(0).max(100);

export const CancellationFeeSchema = z.strictObject({ percent: Percent, most: MoneySchema });

/** What else holds for a line beside its window, the way back and outbound shipping; one entry per topic of the merchant's rules. */
export const LineTermsSchema = z.strictObject({
  /** true: a person decides before anything is paid, because a rule wants it. Never refuses by itself. */
  review: chosen(z.boolean()),
  /** Percent taken off the refund; 0 while the right is the law's. */
  restocking: chosen(z.strictObject({ percent: Percent })),
  /** Percent taken off by grade, as far as the law lets it. */
  gradeDeductions: chosen(GradeDeductionsSchema),
  couponThreshold: chosen(CouponThresholdSchema.nullable()),
  creditBonus: chosen(z.strictObject({ percent: Percent })),
  keep: chosen(z.boolean()),
  /** null: the shop's own address. */
  warehouse: chosen(z.string().max(40).nullable()),
  /** `required` is false where the law grants the right without it. */
  evidence: chosen(EvidenceSchema.extend({ required: z.boolean() })),
  refundTrigger: chosen(TriggerSchema),
  /** What the law lets the seller keep of a change of mind: the lower of a percent of the price and an amount; null: nothing. */
  cancellationFee: chosen(CancellationFeeSchema.nullable()),
});
export type LineTerms = z.infer<typeof LineTermsSchema>;

/** What holds where no rule of the merchant says anything: nothing is taken off, added or asked for, and the money goes back after inspection. */
export function plainTerms(policyVersionId: string): LineTerms {
  const plain = <Value>(value: Value) => ({ value, basis: 'policy' as const, rule: null, policyVersionId });
  return {
    review: plain(false),
    restocking: plain({ percent: 0 }),
    gradeDeductions: plain({}),
    couponThreshold: plain(null),
    creditBonus: plain({ percent: 0 }),
    keep: plain(false),
    warehouse: plain(null),
    evidence: plain({ photos: 0, comment: false, required: false }),
    refundTrigger: plain({ when: 'inspection' as const, cap: null }),
    cancellationFee: plain(null),
  };
}
