import { type Comparison, compare, type OurRefund, type TheirRefund } from '#machines/reconciliation/index.ts';

export const NOW = Temporal.Instant.from('2026-11-21T09:00:00Z');
export const LONG_AGO = NOW.subtract({ hours: 48 });
export const JUST_NOW = NOW.subtract({ minutes: 3 });
export const SETTLED_BEFORE = NOW.subtract({ minutes: 15 });

/** A refund of 12.00 that was settled two days ago, as we know it. */
export const own = (changes: Partial<OurRefund> = {}): OurRefund => ({
  ...{ payoutId: 'p1', attempt: 1, refundRef: 're_1', paymentId: 'pay1', amount: 1200, currency: 'EUR' },
  ...{ standing: 'succeeded', changedAt: LONG_AGO, expected: true },
  ...changes,
});

/** The same as the provider lists it. */
export const listed = (changes: Partial<TheirRefund> = {}): TheirRefund => ({
  ...{ ref: 're_1', status: 'succeeded', amount: 1200, currency: 'EUR', paymentRefs: ['pi_1'] },
  ...{ madeFor: { payoutId: 'p1', attempt: 1 }, created: LONG_AGO },
  ...changes,
});

export function comparison(ours: readonly OurRefund[], theirs: readonly TheirRefund[]): Comparison {
  const payments = new Map([['pi_1', { id: 'pay1', since: LONG_AGO.subtract({ hours: 1 }) }]]);
  return compare({ ours, theirs, payments, settledBefore: SETTLED_BEFORE });
}
