import type { LegalDeadline } from '#machines/policy/deadline.ts';
import { statuteOf } from '#machines/policy/statutory.ts';

export type Timeliness = {
  inTime: boolean;
  /** The event that decides: that the statement was sent, or that it came. */
  decidedBy: 'sending' | 'receipt';
  /** false: the law is silent on which of the two counts, and the one that favours the customer was taken. */
  settled: boolean;
};

/**
 * Whether a withdrawal was declared in time. Where sending suffices (Directive 2011/83/EU art. 11(2) and its counterparts), a statement sent before
 * the end is in time however late it comes; a statement on a page is sent and received at once. `sentAt` null: not known, then the receipt decides.
 * Without an end everything is in time, without a right nothing is.
 */
export function inTime(
  country: string,
  statement: { sentAt: Temporal.Instant | null; receivedAt: Temporal.Instant },
  deadline: LegalDeadline,
): Timeliness {
  const rule = statuteOf(country)?.sendingInTimeSuffices ?? null;
  const decidedBy = rule !== false && statement.sentAt !== null ? 'sending' : 'receipt';
  const decisive = decidedBy === 'sending' ? (statement.sentAt ?? statement.receivedAt) : statement.receivedAt;
  const before = deadline.kind === 'ends' && Temporal.Instant.compare(decisive, deadline.endExclusive) < 0;
  return { inTime: deadline.kind === 'open' || before, decidedBy, settled: rule !== null };
}
