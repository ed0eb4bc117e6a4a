import type { LegalDeadline } from '#machines/policy/deadline.ts';
import type { LineFacts } from '#machines/policy/facts.ts';
import { exceptionsAt } from '#machines/policy/law-of.ts';
import { lineDeadline } from '#machines/policy/line-deadline.ts';
import type { Step } from '#machines/policy/period.ts';
import { exceptionTraits } from '#machines/policy/rules/exception-traits.ts';

type Right = {
  /** null: no end can be named yet, the right can be used. */
  endExclusive: Temporal.Instant | null;
  lastDay: Temporal.PlainDate | null;
  basis: string;
  steps: readonly Step[];
  /** Ids of the lines that have the right. */
  lines: string[];
};

export type WithdrawalRight =
  | { kind: 'none'; basis: string | null }
  | { kind: 'excluded'; exceptions: string[] }
  | ({ kind: 'open' } & Right)
  | ({ kind: 'late' } & Right & { endExclusive: Temporal.Instant; lastDay: Temporal.PlainDate });

/**
 * Whether an order can still be withdrawn from by law, and which of its lines: a statement of `now`, or of the moment it was submitted.
 * `none`: the law of the place grants no right, or there is no line. `excluded`: every line is of a kind that never had it (art. 16); goods that lose
 * it only by what is done to them, such as unsealing, keep it here and are judged when they are back. `late`: the period has ended; the last
 * moment belongs to it no more. The deadline is one for the whole order. What the merchant's policy says is not asked, so the Japanese default
 * right, which a shown policy replaces, counts as open.
 */
export function withdrawalRight(facts: readonly LineFacts[], now: Temporal.Instant): WithdrawalRight {
  const first = facts[0];
  if (!first) return { kind: 'none', basis: null };
  const legal = lineDeadline(first);
  if (legal.kind === 'none') return { kind: 'none', basis: legal.basis };
  const listed = exceptionsAt(first.order.country, first.order.subdivision);
  const excepted = facts.map((fact) => exceptionTraits(fact.line.traits, listed).intrinsic);
  const lines = facts.filter((_, index) => excepted[index]?.length === 0).map((fact) => fact.line.id);
  if (lines.length === 0) return { kind: 'excluded', exceptions: [...new Set(excepted.flat())].toSorted() };
  return rightAt(legal, lines, now);
}

function rightAt(legal: Exclude<LegalDeadline, { kind: 'none' }>, lines: string[], now: Temporal.Instant) {
  const { basis, steps } = legal;
  if (legal.kind === 'open') return { kind: 'open' as const, endExclusive: null, lastDay: null, basis, steps, lines };
  const { endExclusive, lastDay } = legal;
  const kind = Temporal.Instant.compare(now, endExclusive) < 0 ? ('open' as const) : ('late' as const);
  return { kind, endExclusive, lastDay, basis, steps, lines };
}
