import { findTransferOfPayout } from '#db/bank-transfers.ts';
import { loadOrder } from '#db/orders.ts';
import { loadPayout } from '#db/payouts.ts';
import { loadReturn } from '#db/returns.ts';
import { can, restore } from '#machines/kernel.ts';
import type { FailureTaskName } from '#machines/payout/failure-task.ts';
import { PAYOUT_STATES, type PayoutState, payoutWorkflow } from '#machines/payout/index.ts';
import type { ServiceDeps } from './deps.ts';
import { type TransferView, viewTransfer } from './payout-view.server.ts';
import { shopZone } from './shop-zone.server.ts';
import { type RescueWay, takesCredit, taskOf, waysOpen } from './ways-left.server.ts';

/** One amount of a return for the person who settles it: what is to be done, and what can be. */
export interface DeskPayoutPage {
  readonly id: string;
  readonly returnId: string;
  readonly rmaCode: string;
  readonly amount: number;
  readonly currency: string;
  readonly state: PayoutState;
  readonly timeZone: string;
  readonly paymentLabel: string | null;
  readonly failure: string | null;
  readonly task: FailureTaskName | null;
  /** How it can be paid now; trying again stands on the page of the return. */
  readonly ways: readonly Exclude<RescueWay, 'retry'>[];
  readonly transfer: TransferView | null;
  /** The provider waits for the customer, until this instant where it says one. */
  readonly mayStop: boolean;
  readonly expiresAt: string | null;
  /** The debt can end without our paying it. */
  readonly mayEnd: boolean;
}

/** Null when there is no such payout of this return. */
export async function viewDeskPayout(
  { db }: Pick<ServiceDeps, 'db'>,
  { returnId, payoutId }: { readonly returnId: string; readonly payoutId: string },
): Promise<DeskPayoutPage | null> {
  const payout = await loadPayout(db, payoutId);
  const own = payout?.returnId === returnId ? await loadReturn(db, returnId) : null;
  const order = own && (await loadOrder(db, own.orderId));
  if (!payout || !own || !order) return null;
  const [row, credit, timeZone] = await Promise.all([
    findTransferOfPayout(db, payout.id),
    takesCredit(db),
    shopZone(db),
  ]);
  const { failure, expiresAt, stopped } = payoutWorkflow.context.parse(restore(payoutWorkflow, payout).context);
  const { amount, currency } = payout;
  const transfer = viewTransfer(row ?? undefined);
  const ways = await waysOpen(db, payout, { credit, who: 'desk' });
  // Money that may have left is no debt that ends.
  const made = transfer?.state === 'recorded';
  return {
    ...{ id: payout.id, returnId, rmaCode: own.rmaCode, amount, currency, timeZone, failure, expiresAt, transfer },
    state: stateOf(payout.state),
    paymentLabel: order.payments.find(({ id }) => id === payout.paymentId)?.label ?? null,
    task: taskOf(payout)?.task ?? null,
    ways: made ? [] : ways.filter((way) => way !== 'retry'),
    mayStop: !stopped && can(payoutWorkflow, payout, { type: 'stop' }),
    mayEnd: !made && can(payoutWorkflow, payout, { type: 'cancel', reason: 'dispute' }),
  };
}

function stateOf(text: string): PayoutState {
  const state = PAYOUT_STATES.find((known) => known === text);
  if (!state) throw new Error(`no payout is ${text}`);
  return state;
}
