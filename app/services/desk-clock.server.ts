import type { QueueItem } from '#db/queue.ts';
import { dispatchDeadline, refundDeadline } from '#machines/policy/refund-deadline.ts';
import { type LegalDue, legalDue } from './legal-due.server.ts';

/** The customer's own clock: until when they have to send the goods. Whole local days, `over` once the last one has passed. */
export interface SendBy {
  readonly lastDay: string;
  readonly over: boolean;
}

/** The clocks of a return as they stand now. */
export interface DeskClock {
  /** By when the law wants the money back. */
  readonly due: LegalDue;
  /** What that day is counted from, or waits for: `held` until goods or proof come, `proof` of dispatch, `goods`; `none` without a duty. */
  readonly since: 'goods' | 'proof' | 'held' | 'request' | 'none';
  /** Null once they have sent it, or where the law names no day. */
  readonly sendBy: SendBy | null;
}

type Timed = Pick<
  QueueItem,
  'state' | 'country' | 'subdivision' | 'timeZone' | 'requestedAt' | 'receivedAt' | 'refundDueAt'
>;

/**
 * Which clocks of the law run for a return that is not over. The day of the refund is the stored one; beside it, whether it may be held back
 * still because neither goods nor a proof that they were sent have come (Directive 2011/83/EU art. 13(3)), and while nothing was sent
 * the customer's own day (art. 14(1)).
 */
export function deskClock(row: Timed, dispatchedAt: Temporal.Instant | null, now: Temporal.Instant): DeskClock {
  const { country, subdivision, timeZone, requestedAt: noticeAt } = row;
  const place = { country, subdivision, timeZone, noticeAt };
  const underWay = row.state === 'open' && dispatchedAt === null && row.receivedAt === null;
  const period = underWay ? dispatchDeadline(place) : null;
  const sendBy = period && {
    lastDay: period.lastDay.toString(),
    over: Temporal.Instant.compare(now, period.endExclusive) >= 0,
  };
  return { due: legalDue(row, now), since: sinceOf(row, dispatchedAt), sendBy };
}

function sinceOf(row: Timed, dispatchedAt: Temporal.Instant | null): DeskClock['since'] {
  const { country, subdivision, timeZone, requestedAt: noticeAt } = row;
  if (row.receivedAt !== null) return row.refundDueAt === null ? 'none' : 'goods';
  if (dispatchedAt !== null) return row.refundDueAt === null ? 'none' : 'proof';
  const duty = refundDeadline({
    ...{ country, subdivision, timeZone, noticeAt },
    ...{ goodsReceivedAt: null, proofOfDispatchAt: null },
  });
  if (duty === null) return 'none';
  if (duty.withholdingUntilGoods || duty.due === null) return 'held';
  return row.refundDueAt === null ? 'none' : 'request';
}
