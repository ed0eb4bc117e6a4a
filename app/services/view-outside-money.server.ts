import { type DisputeRow, listDisputesOfPayments } from '#db/disputes.ts';
import { type ExternalRefundRow, holdsMoney, listExternalRefunds } from '#db/external-refunds.ts';
import { loadOrder, type Order } from '#db/orders.ts';
import { listPaymentFacts } from '#db/payment-facts.ts';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import { loadReturn } from '#db/returns.ts';
import { type DisputeStanding, disputeStanding, EARLY_WARNING } from '#machines/dispute.ts';
import { inRefundWindow, refundWindow } from '#machines/refund-window.ts';
import { mayRelease } from './cancel-uncaptured.server.ts';
import type { ServiceDeps } from './deps.ts';

/** A dispute of one of the order's payments. Amounts in minor units of `currency`, instants ISO. */
export interface DeskDispute {
  readonly ref: string;
  readonly standing: DisputeStanding | 'early';
  /** The provider's own words. */
  readonly status: string;
  readonly reason: string | null;
  readonly amount: number;
  readonly taken: number;
  readonly currency: string;
  readonly openedAt: string;
}

/** A refund that somebody made elsewhere. */
export interface DeskExternalRefund {
  readonly ref: string;
  readonly amount: number;
  readonly currency: string;
  readonly madeAt: string;
  /** It came to nothing: the money is back with the shop. */
  readonly back: boolean;
}

/** A payment whose way takes refunds only for a while, near the end of it or past it. */
export interface DeskWindow {
  readonly paymentLabel: string | null;
  readonly until: string;
  readonly over: boolean;
}

/** What the provider and others did about the money of an order, for the desk. */
export interface OutsideMoney {
  readonly disputes: readonly DeskDispute[];
  readonly external: readonly DeskExternalRefund[];
  readonly windows: readonly DeskWindow[];
  /** Payouts of this return whose payment was never captured, and can be let go. */
  readonly releasable: readonly string[];
}

/** What is known of the money of a return's order beyond what was done here; null when there is no such return. */
export async function viewOutsideMoney(
  { db, clock }: Pick<ServiceDeps, 'db' | 'clock'>,
  returnId: string,
): Promise<OutsideMoney | null> {
  const row = await loadReturn(db, returnId);
  const order = row && (await loadOrder(db, row.orderId));
  if (!row || !order) return null;
  const paymentIds = order.payments.map(({ id }) => id);
  const [disputes, external, facts, payouts] = await Promise.all([
    listDisputesOfPayments(db, paymentIds),
    listExternalRefunds(db, order.id),
    listPaymentFacts(db, paymentIds),
    listPayoutsOfReturn(db, row.id),
  ]);
  return {
    disputes: disputes.map(viewDispute),
    external: external.map(viewExternal),
    windows: order.payments.flatMap((payment) => viewWindow(payment, facts.get(payment.id), clock())),
    releasable: payouts.filter(mayRelease).map(({ id }) => id),
  };
}

function viewDispute(row: DisputeRow): DeskDispute {
  const { id: ref, status, reason, amount, withdrawn: taken, currency, openedAt } = row;
  const standing = status === EARLY_WARNING ? 'early' : disputeStanding(row);
  return { ref, standing, status, reason, amount, taken, currency, openedAt: openedAt.toString() };
}

function viewExternal({ id: ref, amount, currency, madeAt, status }: ExternalRefundRow): DeskExternalRefund {
  return { ref, amount, currency, madeAt: madeAt.toString(), back: !holdsMoney(status) };
}

function viewWindow(
  { label: paymentLabel }: Order['payments'][number],
  facts: { method: string | null; paidAt: Temporal.Instant | null } | undefined,
  now: Temporal.Instant,
): DeskWindow[] {
  if (!facts) return [];
  const window = refundWindow(facts.method, facts.paidAt);
  const place = inRefundWindow(window, now);
  if (place === 'open' || window.until === null) return [];
  return [{ paymentLabel, until: window.until.toString(), over: place === 'over' }];
}
