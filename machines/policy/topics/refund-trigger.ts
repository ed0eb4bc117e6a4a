import type { Outcome } from '#machines/policy/outcome.ts';
import { REFUND_TRIGGERS } from '#machines/policy/resolution.ts';
import type { TopicRule } from '#machines/policy/topics/topic.ts';

type Trigger = NonNullable<Outcome['refundTrigger']>;

/**
 * When the money goes back. The earlier is better; of two at the same moment the one with no cap, or the higher one in the same currency. The law's
 * own day for the refund is counted apart from it.
 */
export const refundTrigger: TopicRule<'refundTrigger', Trigger> = {
  topic: 'refundTrigger',
  name: 'refund-trigger',
  present: 'if-better',
  read: (outcome) => outcome.refundTrigger,
  base: () => ({ when: 'inspection', cap: null }),
  better: (a, b) => {
    const order = REFUND_TRIGGERS.indexOf(a.when) - REFUND_TRIGGERS.indexOf(b.when);
    if (order !== 0) return order < 0;
    if (!a.cap || !b.cap) return a.cap === null && b.cap !== null;
    return a.cap.currency === b.cap.currency && a.cap.amount > b.cap.amount;
  },
  floor: () => null,
  figures: ({ when, cap }) => ({ when, cap: cap?.amount ?? null, currency: cap?.currency ?? null }),
  tell: ({ when, cap }) => ({
    code: `trigger.${when}`,
    inputs: { cap: cap?.amount ?? null, currency: cap?.currency ?? null },
  }),
};
