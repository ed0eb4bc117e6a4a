import type { CancelReason, PayoutState, PayoutWay } from '../payout/index.ts';
import { account } from './accounts.ts';
import type { Leg, TransferKind } from './transfer.ts';

/** A payout before and after a step; `creditId` where a store credit settles it. */
export interface PayoutStep {
  readonly from: PayoutState;
  readonly to: PayoutState;
  readonly way: PayoutWay;
  readonly amount: number;
  readonly currency: string;
  readonly orderId: string;
  readonly returnId: string;
  readonly paymentId: string;
  readonly creditId: string | null;
  readonly cancelled: CancelReason | null;
}

type Place = 'owed' | 'transit' | 'paid' | 'ended';

/** Where a payout's amount stands in each state. One that was replaced leaves its debt where it is: another payout has it now. */
const PLACES: Readonly<Record<PayoutState, Place>> = {
  owed: 'owed',
  failed: 'owed',
  reopened: 'owed',
  replaced: 'owed',
  sending: 'transit',
  unknown: 'transit',
  pending: 'transit',
  'action-needed': 'transit',
  settled: 'paid',
  cancelled: 'ended',
};

/**
 * What a step of a payout moves in the ledger: nothing while the amount stays where it is, else from the account where it stood to the one where
 * it stands. A refund that arrived without a word in between goes through transit all the same, so that both accounts can be read.
 */
export function legsOfPayoutStep(step: PayoutStep): Leg[] {
  const [from, to] = [PLACES[step.from], PLACES[step.to]];
  if (from === to) return [];
  if (step.way === 'payment' && from === 'owed' && to === 'paid')
    return [leg(step, 'owed', 'transit'), leg(step, 'transit', 'paid')];
  return [leg(step, from, to)];
}

function leg(step: PayoutStep, from: Place, to: Place): Leg {
  return {
    kind: kindOf(step, from, to),
    debit: accountAt(step, from),
    credit: accountAt(step, to),
    amount: step.amount,
  };
}

function accountAt(step: PayoutStep, place: Place): string {
  if (place === 'owed') return account.owed(step.returnId);
  if (place === 'transit') return account.transit(step.paymentId);
  if (place === 'ended') {
    return step.cancelled === 'dispute' ? account.dispute(step.paymentId) : account.outside(step.orderId);
  }
  if (step.way === 'payment') return account.payment(step.paymentId);
  if (step.way === 'transfer') return account.bank(step.currency);
  if (step.creditId === null) throw new Error('a payout that store credit settles names the credit');
  return account.credit(step.creditId);
}

function kindOf(step: PayoutStep, from: Place, to: Place): TransferKind {
  if (to === 'ended') return step.cancelled === 'dispute' ? 'dispute-paid-customer' : 'debt-ended';
  if (to === 'transit') return from === 'owed' ? 'sent' : 'returned';
  if (to === 'owed') {
    if (from === 'transit') return 'refused';
    return step.way === 'transfer' ? 'transfer-bounced' : 'returned';
  }
  if (step.way === 'payment') return 'settled';
  return step.way === 'credit' ? 'credit-issued' : 'transfer-paid';
}
