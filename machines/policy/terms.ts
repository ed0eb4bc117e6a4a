import { z } from 'zod';
import { CancellationFeeSchema } from '#machines/policy/line-terms.ts';
import { CouponThresholdSchema } from '#machines/policy/outcome.ts';
import { REASONS, type ReasonCode } from '#machines/policy/reasons.ts';
import { LINE_REFUSALS } from '#machines/policy/receipt-codes.ts';
import type { Resolution } from '#machines/policy/resolution.ts';
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
  cancellationFee: CancellationFeeSchema.nullable().default(null),
});
export type ReturnTerms = z.infer<typeof ReturnTermsSchema>;

export type Admission =
  | { ok: true; basis: 'law' | 'policy' | 'guarantee' }
  | { ok: false; refusal: { code: string; endedOn: string | null } };

/**
 * Whether a line may come back for this reason at this moment, and, with a resolution, for that. A verdict made earlier is held against the clock
 * again; it must have been made for this reason, or for none. A resolution the verdict has no word on is open as the line is. A lack of conformity
 * is admitted after the window, and for goods without one, as long as the seller answers for faults; never for a line that cannot come back at all.
 */
export function admits(
  verdict: LineVerdict,
  reason: ReasonCode,
  now: Temporal.Instant,
  resolution: Resolution | null = null,
): Admission {
  const window = windowFor(verdict, resolution);
  if (window.open && before(now, window.endExclusive)) return { ok: true, basis: window.basis };
  const barred = verdict.outcome === 'refused' && LINE_REFUSALS.has(verdict.code);
  if (!barred && REASONS[reason].guarantee && answersForFaults(verdict, now)) return { ok: true, basis: 'guarantee' };
  return { ok: false, refusal: { code: window.code, endedOn: window.endedOn } };
}

type Window = {
  open: boolean;
  endExclusive: string | null;
  basis: 'law' | 'policy';
  /** The refusal once it is not open. */
  code: string;
  endedOn: string | null;
};

function windowFor(verdict: LineVerdict, resolution: Resolution | null): Window {
  const own = resolution === null ? undefined : verdict.resolutions[resolution];
  const basis = verdict.outcome === 'returnable' ? verdict.basis : 'policy';
  if (!own && verdict.outcome === 'refused') {
    return { open: false, endExclusive: null, basis, code: verdict.code, endedOn: verdict.endedOn };
  }
  const until = own ? own.until : verdict.outcome === 'returnable' ? verdict.until : null;
  const [endExclusive, endedOn] = until ? [until.endExclusive, until.lastDay] : [null, null];
  return {
    open: own?.open ?? true,
    endExclusive,
    basis: own?.basis ?? basis,
    code: own?.code ?? 'window.closed',
    endedOn,
  };
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
    cancellationFee: fault === 'merchant' ? null : terms.cancellationFee.value,
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
