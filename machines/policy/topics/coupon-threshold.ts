import type { LineFacts } from '#machines/policy/facts.ts';
import type { Outcome } from '#machines/policy/outcome.ts';
import type { TopicRule } from '#machines/policy/topics/topic.ts';

type Threshold = NonNullable<Outcome['couponThreshold']>;

/**
 * The least worth of what is kept for a coupon to stay. None is best, then the lower one; one for a single coupon is better than the same for any.
 * Nothing is taken back under the law's right, where the seller owes what was paid, nor for the merchant's own fault.
 */
export const couponThreshold: TopicRule<'couponThreshold', Threshold | null> = {
  topic: 'couponThreshold',
  name: 'coupon-threshold',
  present: 'if-better',
  read: (outcome) => outcome.couponThreshold,
  base: () => null,
  better: (a, b, { facts }) => milder(inForce(a, facts), inForce(b, facts)),
  floor: (value, { fault, withinLaw }) => {
    if (value === null) return null;
    if (fault === 'merchant') return { value: null, why: 'merchant-fault' };
    return withinLaw ? { value: null, why: 'law' } : null;
  },
  figures: (value) => ({
    coupon: value?.code ?? null,
    minimum: value?.minimum.amount ?? null,
    currency: value?.minimum.currency ?? null,
  }),
  tell: (value, why, { law }) => {
    if (why === 'merchant-fault')
      return { code: 'coupon.merchant-fault', inputs: { reason: law.facts.request?.reason ?? null } };
    if (why === 'law') return { code: 'coupon.not-under-law', inputs: {} };
    if (value === null) return { code: 'coupon.none', inputs: {} };
    const { amount, currency } = value.minimum;
    return { code: 'coupon.threshold', inputs: { coupon: value.code, minimum: amount, currency } };
  },
};

/** A threshold that speaks of another coupon than the order's is none. An order whose coupon is not known may have used any. */
function inForce(value: Threshold | null, { order }: LineFacts): Threshold | null {
  const used = order.couponCode ?? null;
  if (value === null || value.code === null || used === null) return value;
  return value.code.toLowerCase() === used.trim().toLowerCase() ? value : null;
}

function milder(a: Threshold | null, b: Threshold | null): boolean {
  if (a === null || b === null) return a === null && b !== null;
  if (a.minimum.currency !== b.minimum.currency) return false;
  const sameReach = a.code?.toLowerCase() === b.code?.toLowerCase();
  if (sameReach) return a.minimum.amount < b.minimum.amount;
  return b.code === null && a.minimum.amount <= b.minimum.amount;
}
