import type { ReturnLine } from '#db/return-lines.ts';
import type { ReturnRow } from '#db/returns.ts';
import type { WorkflowEventRow } from '#db/workflow-events.ts';
import { refundDeadline } from '#machines/policy/index.ts';
import { promisedVerdict } from './frozen-verdict.server.ts';

/** What ends the time in which the seller may hold the refund back; null: it has not come. */
export interface Proofs {
  readonly goodsReceivedAt: Temporal.Instant | null;
  readonly proofOfDispatchAt: Temporal.Instant | null;
}

/**
 * By when the law wants the money back, now that the goods or the proof of their dispatch are here. It wants nothing where the statutory
 * right could not be used when the return was asked for; then the place in the queue stays.
 */
export function dutyOf(
  row: Pick<ReturnRow, 'country' | 'timeZone' | 'requestedAt' | 'queueAt'>,
  subdivision: string | null,
  lines: readonly ReturnLine[],
  proofs: Proofs,
): Pick<ReturnRow, 'refundDueAt' | 'queueAt'> {
  const withinLaw = lines.some((line) => {
    const verdict = promisedVerdict(line);
    return verdict.outcome === 'returnable' && verdict.withinLaw;
  });
  const { country, timeZone, requestedAt: noticeAt } = row;
  const duty = withinLaw ? refundDeadline({ country, subdivision, timeZone, noticeAt, ...proofs }) : null;
  const due = duty?.due?.endExclusive ?? null;
  return { refundDueAt: due, queueAt: due ?? row.queueAt };
}

/** When the first proof came that the parcel was sent; null: none has. */
export function dispatchProofAt(events: readonly WorkflowEventRow[]): Temporal.Instant | null {
  return events.find(({ subjectKind, type }) => subjectKind === 'parcel' && type === 'dispatched')?.at ?? null;
}
