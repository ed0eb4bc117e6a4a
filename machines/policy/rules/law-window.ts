import type { Rule } from '#machines/policy/rules/rule.ts';

/** The statutory period. Open while its end is not known; what counts is the instant it ends, not a number of days. */
export const lawWindow: Rule = {
  name: 'law-window',
  scope: 'law',
  perVersion: false,
  decide: ({ statute, legal, now }) => {
    if (legal.kind === 'none') return { outcome: 'none', code: statute ? 'law.no-right' : 'law.unknown-country' };
    const inputs = { basis: legal.basis.slice(0, 300), days: statute?.withdrawalDays ?? null };
    if (legal.kind === 'open')
      return { outcome: 'allow', code: 'law.window-open', inputs: { ...inputs, why: legal.why } };
    const until = { lastDay: legal.lastDay.toString(), endExclusive: legal.endExclusive.toString() };
    const event = legal.steps.find((step) => step.code === 'event')?.date ?? null;
    return Temporal.Instant.compare(now, legal.endExclusive) < 0
      ? { outcome: 'allow', code: 'law.window-open', until, inputs: { ...inputs, event } }
      : { outcome: 'refuse', code: 'law.window-ended', until, inputs: { ...inputs, event } };
  },
};
