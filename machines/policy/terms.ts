import { z } from 'zod';
import { MoneySchema } from '#machines/money.ts';
import { CouponThresholdSchema } from '#machines/policy/outcome.ts';
import { REASONS, type ReasonCode } from '#machines/policy/reasons.ts';
import { type LineVerdict, OutboundShippingSchema, ReturnCostSchema } from '#machines/policy/verdict.ts';

/** On what terms a line comes back for a certain reason; the part of a verdict that a quote needs. */
export const ReturnTermsSchema = z.strictObject({
  fault: z.enum(['merchant', 'customer']),
  returnCost: ReturnCostSchema,
  outboundShipping: OutboundShippingSchema,
  policyVersionId: z.string(),
  /** Percent that the merchant's promise takes off; 0 for the merchant's fault and under the law's right. */
  restockingPercent: z.int().min(0).max(100).default(0),
  /** The coupon's threshold that still counts; null under the law's right. */
  couponThreshold: CouponThresholdSchema.nullable().default(null),
  /** Percent added for store credit. */
  creditBonusPercent: z.int().min(0).max(100).default(0),
  /** What the law itself lets the seller keep: the lower of a percent of the price and an amount (Israel). */
  cancellationFee: z
    .strictObject({ percent: z.int().min(0).max(100), most: MoneySchema })
    .nullable()
    .default(null),
});
export type ReturnTerms = z.infer<typeof ReturnTermsSchema>;

export type Admission =
  | { ok: true; basis: 'law' | 'policy' | 'guarantee' }
  | { ok: false; refusal: { code: string; endedOn: string | null } };

/**
 * Whether a line may come back for this reason at this moment. A verdict made earlier is held against the clock again. A lack of conformity is
 * admitted after the window, and for goods without one, as long as the seller answers for faults; never for a line that cannot come back at all.
 */
export function admits(verdict: LineVerdict, reason: ReasonCode, now: Temporal.Instant): Admission {
  if (verdict.outcome === 'returnable' && before(now, verdict.until?.endExclusive ?? null)) {
    return { ok: true, basis: verdict.basis };
  }
  const barred = verdict.receipts.some((receipt) => receipt.scope === 'line' && receipt.outcome === 'refuse');
  if (!barred && REASONS[reason].guarantee && answersForFaults(verdict, now)) return { ok: true, basis: 'guarantee' };
  if (verdict.outcome === 'refused') return { ok: false, refusal: { code: verdict.code, endedOn: verdict.endedOn } };
  return { ok: false, refusal: { code: 'window.closed', endedOn: verdict.until?.lastDay ?? null } };
}

function answersForFaults({ faultyUntil }: LineVerdict, now: Temporal.Instant): boolean {
  if (faultyUntil.kind === 'none') return false;
  return faultyUntil.kind === 'open' || before(now, faultyUntil.endExclusive);
}

function before(now: Temporal.Instant, endExclusive: string | null): boolean {
  return endExclusive === null || Temporal.Instant.compare(now, endExclusive) < 0;
}

/** The terms for a reason: what is the merchant's fault travels at the merchant's cost and brings outbound shipping back (Directive (EU) 2019/771 art. 14). */
export function termsFor(verdict: LineVerdict, reason: ReasonCode): ReturnTerms {
  const { fault } = REASONS[reason];
  const { policyVersionId, terms } = verdict;
  const taken = {
    restockingPercent: fault === 'merchant' ? 0 : terms.restocking.value.percent,
    couponThreshold: fault === 'merchant' ? null : terms.couponThreshold.value,
    creditBonusPercent: terms.creditBonus.value.percent,
    cancellationFee: null,
  };
  if (fault === 'merchant') {
    return {
      fault,
      policyVersionId,
      ...taken,
      returnCost: { payer: 'merchant', basis: 'law', policyVersionId, rule: null },
      outboundShipping: { refunded: true, basis: 'law', rule: null },
    };
  }
  const { returnCost, outboundShipping } = verdict;
  return { fault, policyVersionId, ...taken, returnCost, outboundShipping };
}
