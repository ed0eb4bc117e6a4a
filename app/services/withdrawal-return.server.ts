import { DatabaseError } from '#db/errors.ts';
import { bumpOrder } from '#db/orders.ts';
import type { WithdrawalRow } from '#db/withdrawals.ts';
import type { Travel } from '#machines/parcel/index.ts';
import { refundDeadline } from '#machines/policy/index.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';
import type { JoinedLine } from '#machines/withdrawal/join.ts';
import { automateReturn, decideByRules } from './automate-return.server.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import type { OrderCase } from './order-case.server.ts';
import { QUEUE_DAYS_WITHOUT_DUTY } from './preview-return.server.ts';
import { keepsAll, quoteInput, quoteLinesOf, type ReturningLine } from './quote-answers.server.ts';
import { type LineToStore, newCode, storeReturn } from './store-return.server.ts';
import type { Unit } from './unit-of-work.server.ts';
import { WITHDRAWAL_REQUEST } from './withdrawal-case.server.ts';

export interface ToJoin {
  readonly row: WithdrawalRow;
  /** The order, judged on the statutory track. */
  readonly orderCase: OrderCase;
  readonly lines: readonly JoinedLine[];
}

/**
 * Stores the return that a statement of withdrawal becomes. From here on it is one like any other: label, dock, desk, refund. Legal days count from
 * the statement (Directive 2011/83/EU art. 13(1), 14(1)). The parcel has the merchant's label where it costs the customer nothing; else they
 * bring their own carrier, and may ask for the label. Nothing to ship, or to keep: no parcel. Refuses what cannot be quoted.
 */
export async function storeWithdrawalReturn(
  deps: ServiceDeps,
  unit: Unit,
  { row, orderCase, lines }: ToJoin,
): Promise<Result<{ readonly returnId: string }, 'quote.refused'>> {
  const { order } = orderCase;
  const returning = lines.map((line) => ({ ...line, reason: WITHDRAWAL_REQUEST.reason }));
  const travel = travelOf(orderCase, returning);
  const quoted = quoteLinesOf(orderCase, returning, travel);
  if (!quoted.ok || order.email === null) return refuse('quote.refused');
  if (!(await bumpOrder(unit.tx, order.id, order.version)))
    throw new DatabaseError('conflict', 'the order has moved on');
  const kept = keepsAll(orderCase, returning);
  const returnId = await storeReturn(unit, {
    ...{ order, rmaCode: newCode(deps.ids), draftId: row.id, withdrawalId: row.id, locale: row.locale },
    lines: returning.map((line) => lineToStore(orderCase, line)),
    ...{ quote: quoted.quote, quoteInput: quoteInput(orderCase, returning, travel), travel, resolution: 'refund' },
    parcel: !kept && lines.some(({ lineId }) => isShipped(orderCase, lineId)),
    ...datesOf(orderCase, row.submittedAt),
  });
  await (kept ? decideByRules : automateReturn)(unit, returnId, 'request');
  return { ok: true, returnId };
}

const isShipped = ({ order }: OrderCase, lineId: string): boolean =>
  order.lines.some((line) => line.id === lineId && line.requiresShipping);

function travelOf(orderCase: OrderCase, lines: readonly ReturningLine[]): Travel {
  const quoted = quoteLinesOf(orderCase, lines, 'label');
  if (!quoted.ok) return 'own';
  const { amount, code } = quoted.quote.returnFee;
  return amount === 0 && code !== 'fee.no-label-offered' && code !== 'fee.other-currency' ? 'label' : 'own';
}

function lineToStore({ judge }: OrderCase, { lineId, quantity, reason }: ReturningLine): LineToStore {
  const judged = judge(lineId, WITHDRAWAL_REQUEST);
  if (!judged) throw new Error(`line ${lineId} was not judged`);
  const { verdict, basis } = judged;
  return { orderLineId: lineId, quantity, reason, comment: null, seal: null, verdict, verdictBasis: basis };
}

/** A statement that is joined is one that the law's refund day applies to, accepted late or not. */
function datesOf({ order }: OrderCase, noticeAt: Temporal.Instant) {
  const { country, subdivision } = order;
  const timeZone = order.timeZone ?? timeZoneOf(country, subdivision);
  const place = { country, subdivision, timeZone, noticeAt };
  const duty = refundDeadline({ ...place, goodsReceivedAt: null, proofOfDispatchAt: null });
  const refundDueAt = duty?.due?.endExclusive ?? null;
  const queueAt = refundDueAt ?? noticeAt.add({ hours: 24 * QUEUE_DAYS_WITHOUT_DUTY });
  return { timeZone, refundDueAt, queueAt, requestedAt: noticeAt };
}
