import { DatabaseError } from '#db/errors.ts';
import {
  type ExternalRefundRow,
  holdsMoney,
  insertExternalRefund,
  loadExternalRefund,
  replaceExternalRefund,
} from '#db/external-refunds.ts';
import { post } from '#db/ledger.ts';
import { loadOrder, lockOrder } from '#db/orders.ts';
import { findPayment, type KnownPayment } from '#db/payment-facts.ts';
import { transfersOf } from '#machines/ledger/index.ts';
import { legsOfExternalRefund } from '#machines/ledger/outside.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { postOrderPaid } from './post-money.server.ts';
import { PROVIDER } from './provider-health.server.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

/** A refund as the provider tells it now; amount in minor units of `currency`. */
export interface SeenRefund {
  readonly ref: string;
  readonly status: string;
  readonly amount: number;
  readonly currency: string;
  readonly paymentRef: string | null;
  readonly chargeRef: string | null;
  readonly failureReason: string | null;
  readonly reference: string | null;
  readonly created: Temporal.Instant | null;
}

/**
 * Records a refund that was not made here, as it is now: its row, the ledger, and with them what is left of its payment. However often it is told,
 * the money moves once each way. Refuses a refund of a payment that none of our orders was paid by, and one in another currency than the payment.
 */
export async function recordExternalRefund(
  deps: ServiceDeps,
  refund: SeenRefund,
): Promise<Result<{ changed: boolean }, 'payment.unknown' | 'payment.other-currency'>> {
  return commit(deps, PROVIDER, async (unit) => {
    const payment = await findPayment(unit.tx, PROVIDER, [refund.paymentRef, refund.chargeRef]);
    if (payment === null) return refuse('payment.unknown');
    if (payment.currency !== refund.currency) return refuse('payment.other-currency');
    // Whoever counts what is left of the order waits until this is written.
    await lockOrder(unit.tx, payment.orderId);
    const before = await loadExternalRefund(unit.tx, refund.ref);
    const after = rowOf(unit, payment, refund, before);
    if (before !== null && (isSame(before, after) || !mayFollow(before, after))) return { ok: true, changed: false };
    if (before === null) await insertExternalRefund(unit.tx, after);
    else if (!(await replaceExternalRefund(unit.tx, after, before.version)))
      throw new DatabaseError('conflict', 'the refund has moved on');
    await move(unit, payment, before, after);
    return { ok: true, changed: true };
  });
}

function rowOf(unit: Unit, payment: KnownPayment, refund: SeenRefund, before: ExternalRefundRow | null) {
  return {
    id: refund.ref,
    ...{ paymentId: payment.id, orderId: payment.orderId, amount: refund.amount, currency: refund.currency },
    ...{ status: refund.status, failure: refund.failureReason, reference: refund.reference },
    madeAt: before?.madeAt ?? refund.created ?? unit.at,
    seenAt: before?.seenAt ?? unit.at,
    updatedAt: unit.at,
    version: (before?.version ?? 0) + 1,
  };
}

const isSame = (one: ExternalRefundRow, other: ExternalRefundRow): boolean =>
  one.status === other.status && one.failure === other.failure && one.reference === other.reference;

/** A refund that came to nothing stays so: what says otherwise was read before that. */
const mayFollow = (before: ExternalRefundRow, after: ExternalRefundRow): boolean =>
  holdsMoney(before.status) || !holdsMoney(after.status);

async function move(unit: Unit, payment: KnownPayment, before: ExternalRefundRow | null, after: ExternalRefundRow) {
  const held = before !== null && holdsMoney(before.status);
  const holds = holdsMoney(after.status);
  if (held === holds) return;
  const order = await loadOrder(unit.tx, payment.orderId);
  if (order === null) throw new Error(`payment ${payment.id} has no order`);
  await postOrderPaid(unit, order);
  const { id: paymentId, orderId, currency } = payment;
  const about = { key: `external:${after.id}:${after.version}`, currency, orderId, paymentId };
  const legs = legsOfExternalRefund({ orderId, paymentId, amount: after.amount, failed: held });
  await post(unit.tx, transfersOf(about, legs), unit);
}
