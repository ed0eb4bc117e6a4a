import { z } from 'zod';
import { GRADES } from '#machines/line/codes.ts';
import { FeeSchema, ReturnCostPolicySchema, WINDOW_EVENTS, WindowDaysSchema } from '#machines/policy/country-policy.ts';
import { REFUND_TRIGGERS } from '#machines/policy/resolution.ts';
import { SlugSchema } from '#machines/policy/slug.ts';

const Percent = z.int().min(0).max(100);

/** What a customer is asked to send along. Never compulsory where the law grants a right without it. */
export const EvidenceSchema = z.strictObject({ photos: z.int().min(0).max(10), comment: z.boolean() });

/** When to refund; `cap`: not by itself above this sum of refunds that are ahead of their goods for one customer, null: no cap. */
export const TriggerSchema = z.strictObject({ when: z.enum(REFUND_TRIGGERS), cap: FeeSchema.nullable() });

/** Percent taken off a line by the grade that the dock gave; a grade that is not named takes nothing. */
export const GradeDeductionsSchema = z.partialRecord(z.enum(GRADES), Percent);

/**
 * When what the customer keeps is worth less than `minimum`, the coupon that had asked for it is taken back from what they keep. `code`: only of
 * orders with this coupon; null: of any.
 */
export const CouponThresholdSchema = z.strictObject({
  code: z.string().trim().min(1).max(80).nullable(),
  minimum: FeeSchema,
});

/**
 * What a merchant's rule says; each key is one topic and is decided by itself (see `evaluate.ts`).
 *
 * - `window`: days and where they count from. With the condition `resolution`, a window for that resolution alone.
 * - `admission`: `refuse` ends the merchant's promise (never the law's), `allow` lifts a later rule's refusal and the mark "final sale",
 *   `review` wants a person to decide.
 * - `returnCost`: who pays the way back. What is the merchant's fault travels free, whatever is written here.
 * - `restocking`: percent taken off the refund under the merchant's promise; nothing where the right is the law's.
 * - `creditBonus`: percent added when the customer takes store credit.
 * - `keep`: refund at once and without wanting the goods back, within the cap of `refundTrigger`.
 * - `warehouse`: where the parcel goes. `evidence`: what is asked for. `refundTrigger`: when the money goes back.
 * - `refundOutboundShipping`, `gradeDeductions`, `couponThreshold`: as their names say.
 */
export const OutcomeSchema = z
  .strictObject({
    window: z.strictObject({ days: WindowDaysSchema, from: z.enum(WINDOW_EVENTS) }),
    admission: z.enum(['allow', 'refuse', 'review']),
    returnCost: ReturnCostPolicySchema,
    restocking: z.strictObject({ percent: Percent }),
    creditBonus: z.strictObject({ percent: Percent }),
    keep: z.boolean(),
    warehouse: SlugSchema,
    evidence: EvidenceSchema,
    refundTrigger: TriggerSchema,
    refundOutboundShipping: z.boolean(),
    gradeDeductions: GradeDeductionsSchema,
    couponThreshold: CouponThresholdSchema,
  })
  .partial()
  .refine((outcome) => Object.values(outcome).some((value) => value !== undefined), 'outcome.empty');
export type Outcome = z.infer<typeof OutcomeSchema>;
export type Topic = keyof Outcome;

/** Every topic, in the order in which receipts and pages tell of them. */
export const TOPICS = [
  'admission',
  'window',
  'returnCost',
  'refundOutboundShipping',
  'restocking',
  'gradeDeductions',
  'couponThreshold',
  'creditBonus',
  'keep',
  'warehouse',
  'evidence',
  'refundTrigger',
] as const satisfies readonly Topic[];
