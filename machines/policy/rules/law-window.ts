import type { LegalDeadline } from '#machines/policy/deadline.ts';
import { compareInstants } from '#machines/policy/moments.ts';
import type { Rule } from '#machines/policy/rules/rule.ts';
import type { Until } from '#machines/policy/verdict.ts';

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
    const until = untilOf(legal);
    const event = legal.steps.find((step) => step.code === 'event')?.date ?? null;
    return compareInstants(now, legal.endExclusive) < 0
      ? { outcome: 'allow', code: 'law.window-open', until, inputs: { ...inputs, event } }
      : { outcome: 'refuse', code: 'law.window-ended', until, inputs: { ...inputs, event } };
  },
};

const told = new WeakMap<LegalDeadline, Until>();

/** The end as texts, written once for each deadline: the same one holds for many lines. */
function untilOf(legal: Extract<LegalDeadline, { kind: 'ends' }>): Until {
  const known = told.get(legal);
  if (known) return known;
  const until = { lastDay: legal.lastDay.toString(), endExclusive: legal.endExclusive.toString() };
  told.set(legal, until);
  return until;
}
