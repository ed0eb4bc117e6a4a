import { type BankTransferRow, listTransfersOfReturn } from '#db/bank-transfers.ts';
import type { Reader } from '#db/open.ts';
import type { Order } from '#db/orders.ts';
import type { PayoutRow } from '#db/payouts.ts';
import type { WorkflowEventRow } from '#db/workflow-events.ts';
import { can, restore } from '#machines/kernel.ts';
import type { FailureTaskName } from '#machines/payout/failure-task.ts';
import { type PayoutWay, payoutWorkflow } from '#machines/payout/index.ts';
import {
  type AccountRefusal,
  TRANSFER_STATES,
  type TransferState,
  transferWorkflow,
} from '#machines/transfer/index.ts';
import { wayOf } from './post-money.server.ts';
import { type RescueWay, takesCredit, taskOf, waysLeft, waysOpen } from './ways-left.server.ts';

/** The bank transfer of a payout, as far as its owner may see it: never the account. */
export interface TransferView {
  readonly id: string;
  readonly state: TransferState;
  /** Country and last symbols of the account; empty while there is none. */
  readonly mask: string;
  /** Why the last account was sent back. */
  readonly refusal: AccountRefusal | null;
  /** The bank's day and name of the transfer, once a second person has confirmed it. */
  readonly madeOn: string | null;
  readonly reference: string | null;
  /** An account can be named, or another one. */
  readonly takesAccount: boolean;
}

export interface PayoutView {
  readonly id: string;
  readonly amount: number;
  readonly state: string;
  readonly way: PayoutWay;
  /** What the shop calls the payment, `Visa 4242`; null when it did not say. */
  readonly paymentLabel: string | null;
  /** The bank's reference number, with its kind in the provider's word. */
  readonly reference: string | null;
  readonly referenceKind: string | null;
  /** The charge disappears from the statement: there is no number then. */
  readonly reversal: boolean;
  /** Until when the customer may answer the provider, where it asks; ISO instant. */
  readonly expiresAt: string | null;
  /** The wait for that answer was ended, and the provider has not yet said what became of it. */
  readonly stopping: boolean;
  readonly changedAt: string;
  /** When it was last given to the provider, or paid otherwise; ISO instant. */
  readonly sentAt: string | null;
  /** The provider's code of the last refusal or failure. */
  readonly failure: string | null;
  /** What has to be done about one that came to nothing. */
  readonly task: FailureTaskName | null;
  /** What the customer may choose now. */
  readonly ways: readonly RescueWay[];
  /** The payout that took this one's debt over. */
  readonly replacedBy: string | null;
  readonly transfer: TransferView | null;
}

interface Around {
  readonly order: Order;
  readonly events: readonly WorkflowEventRow[];
}

/** The payouts of a return for its owner, in their order; those whose debt another one has taken over are among them. */
export async function viewPayouts(
  db: Reader,
  payouts: readonly PayoutRow[],
  { order, events }: Around,
): Promise<PayoutView[]> {
  const byTransfer = payouts.some(({ way }) => way === 'transfer');
  const transfers = byTransfer ? await listTransfersOfReturn(db, payouts[0]?.returnId ?? '') : [];
  const choosing = payouts.some((payout) => waysLeft(payout, { credit: true, who: 'customer' }).length > 0);
  const credit = choosing && (await takesCredit(db));
  const ways = await Promise.all(payouts.map((payout) => waysOpen(db, payout, { credit, who: 'customer' })));
  return payouts.map((payout, index) => ({
    ...viewPayout(payout, order),
    sentAt: sentAt(payout, events),
    ways: ways[index] ?? [],
    transfer: viewTransfer(transfers.find((one) => one.payoutId === payout.id)),
  }));
}

function viewPayout(payout: PayoutRow, order: Order) {
  const { id, amount, state, paymentId, updatedAt } = payout;
  const { reference, referenceKind, reversal, expiresAt, stopped, replacedBy, failure } = payoutWorkflow.context.parse(
    restore(payoutWorkflow, payout).context,
  );
  return {
    ...{ id, amount, state, reference, referenceKind, reversal, expiresAt, replacedBy, failure, way: wayOf(payout) },
    paymentLabel: order.payments.find((payment) => payment.id === paymentId)?.label ?? null,
    stopping: stopped && state === 'action-needed',
    changedAt: updatedAt.toString(),
    task: taskOf(payout)?.task ?? null,
  };
}

/** The last step that sent money: what came after it are words about it. */
function sentAt({ id }: PayoutRow, events: readonly WorkflowEventRow[]): string | null {
  const sent = events.filter((event) => event.subjectId === id && (event.type === 'send' || event.type === 'pay'));
  return sent.at(-1)?.at.toString() ?? null;
}

/** A transfer for its owner and for the desk. */
export function viewTransfer(row: BankTransferRow | undefined): TransferView | null {
  if (!row) return null;
  const { record, refusal } = transferWorkflow.context.parse(restore(transferWorkflow, row).context);
  const state = TRANSFER_STATES.find((known) => known === row.state);
  if (!state) throw new Error(`no transfer is ${row.state}`);
  const told = state === 'confirmed' || state === 'bounced' ? record : null;
  const give = { type: 'give', contentHash: '0'.repeat(64), by: null } as const;
  return {
    ...{ id: row.id, state, mask: row.accountMask, refusal },
    madeOn: told?.madeOn ?? null,
    reference: told?.reference ?? null,
    takesAccount: can(transferWorkflow, row, give),
  };
}
