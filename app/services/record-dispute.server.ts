import { type DisputeRow, insertDispute, listDisputesOfPayment, loadDispute, replaceDispute } from '#db/disputes.ts';
import { DatabaseError } from '#db/errors.ts';
import { post } from '#db/ledger.ts';
import type { Reader } from '#db/open.ts';
import { loadOrder } from '#db/orders.ts';
import { findPayment, type KnownPayment } from '#db/payment-facts.ts';
import { type DisputeStanding, disputeIsOver, standingOfAll } from '#machines/dispute.ts';
import { transfersOf } from '#machines/ledger/index.ts';
import { legsOfDispute } from '#machines/ledger/outside.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { postOrderPaid } from './post-money.server.ts';
import { PROVIDER } from './provider-health.server.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

/** A dispute, or the early warning of one, as the provider tells it now; amounts in minor units. */
export interface SeenDispute {
  readonly ref: string;
  readonly paymentRef: string | null;
  readonly chargeRef: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly refundable: boolean;
  readonly withdrawn: number;
  readonly created: Temporal.Instant;
}

/**
 * Records a dispute as it is now, and in the ledger the difference between what the bank held and holds. However often it is told, the same row and
 * the same money. Refuses a dispute of a payment that none of our orders was paid by.
 */
export async function recordDispute(
  deps: ServiceDeps,
  dispute: SeenDispute,
): Promise<Result<{ changed: boolean }, 'payment.unknown'>> {
  return commit(deps, PROVIDER, async (unit) => {
    const payment = await findPayment(unit.tx, PROVIDER, [dispute.paymentRef, dispute.chargeRef]);
    if (payment === null) return refuse('payment.unknown');
    const before = await loadDispute(unit.tx, dispute.ref);
    const after = rowOf(unit, payment, dispute, before);
    if (before !== null && isSame(before, after)) return { ok: true, changed: false };
    if (before === null) await insertDispute(unit.tx, after);
    else if (!(await replaceDispute(unit.tx, after, before.version)))
      throw new DatabaseError('conflict', 'the dispute has moved on');
    await move(unit, payment, before, after);
    return { ok: true, changed: true };
  });
}

function rowOf(unit: Unit, payment: KnownPayment, seen: SeenDispute, before: DisputeRow | null): DisputeRow {
  const over = disputeIsOver(seen.status);
  return {
    ...{ id: seen.ref, paymentId: payment.id, orderId: payment.orderId },
    amount: seen.amount ?? payment.amount,
    currency: seen.currency ?? payment.currency,
    ...{ status: seen.status, reason: seen.reason, refundable: seen.refundable },
    // The bank's hold is told in the dispute's currency; another than the payment's cannot stand in its account.
    withdrawn: seen.currency === null || seen.currency === payment.currency ? seen.withdrawn : 0,
    openedAt: seen.created,
    updatedAt: unit.at,
    closedAt: over ? (before?.closedAt ?? unit.at) : null,
    version: (before?.version ?? 0) + 1,
  };
}

const isSame = (one: DisputeRow, other: DisputeRow): boolean =>
  one.status === other.status &&
  one.amount === other.amount &&
  one.reason === other.reason &&
  one.refundable === other.refundable &&
  one.withdrawn === other.withdrawn;

async function move(unit: Unit, payment: KnownPayment, before: DisputeRow | null, after: DisputeRow): Promise<void> {
  const { id: paymentId, orderId, currency } = payment;
  const legs = legsOfDispute({ paymentId, before: before?.withdrawn ?? 0, after: after.withdrawn });
  if (legs.length === 0) return;
  const order = await loadOrder(unit.tx, orderId);
  if (order === null) throw new Error(`payment ${paymentId} has no order`);
  await postOrderPaid(unit, order);
  const about = { key: `dispute:${after.id}:${after.version}`, currency, orderId, paymentId };
  await post(unit.tx, transfersOf(about, legs), unit);
}

/** What the disputes that are known of a payment do to its refunds. */
export async function standingOfPayment(db: Reader, paymentId: string): Promise<DisputeStanding> {
  return standingOfAll(await listDisputesOfPayment(db, paymentId));
}
