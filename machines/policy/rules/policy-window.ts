import { endOfDay, localDate } from '#machines/policy/period.ts';
import { effectiveDelivery } from '#machines/policy/rules/effective-delivery.ts';
import type { Rule } from '#machines/policy/rules/rule.ts';

/**
 * The window the merchant promises: calendar days after the day the line was delivered, in the consumer's zone, without roll-over. Without a known
 * delivery it has not begun to run, and so has not ended.
 */
export const policyWindow: Rule = {
  name: 'policy-window',
  scope: 'policy',
  perVersion: true,
  decide: ({ facts, policy, timeZone, now }) => {
    const { windowDays } = policy;
    if (windowDays === null) return { outcome: 'none', code: 'policy.no-window' };
    if (windowDays === 0) return { outcome: 'refuse', code: 'policy.no-returns', inputs: { windowDays } };
    const delivered = effectiveDelivery(facts.line.deliveredAt, facts.order.placedAt);
    if (!delivered) return { outcome: 'allow', code: 'policy.window-open', inputs: { windowDays, event: null } };
    const event = localDate(delivered, timeZone);
    const lastDay = event.add({ days: windowDays });
    const endExclusive = endOfDay(lastDay, timeZone);
    const until = { lastDay: lastDay.toString(), endExclusive: endExclusive.toString() };
    const inputs = { windowDays, event: event.toString() };
    return Temporal.Instant.compare(now, endExclusive) < 0
      ? { outcome: 'allow', code: 'policy.window-open', until, inputs }
      : { outcome: 'refuse', code: 'policy.window-ended', until, inputs };
  },
};
