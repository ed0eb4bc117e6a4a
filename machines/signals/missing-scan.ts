import type { SignalRule } from './signal.ts';

/** The law lets the refund go ahead of the goods; so long after it they should have been seen. */
export const MISSING_SCAN_DAYS = 21;

/** Refunded ahead of goods that never came. What the customer keeps is not waited for. */
export const missingScan: SignalRule = {
  code: 'missing-scan',
  rests: ['dock', 'decision'],
  look: ({ now, decidedAt, receivedAt, kept }) => {
    if (decidedAt === null || receivedAt !== null || kept) return null;
    const days = Math.floor((now.epochMilliseconds - decidedAt.epochMilliseconds) / 86_400_000);
    return days >= MISSING_SCAN_DAYS ? { days } : null;
  },
};
