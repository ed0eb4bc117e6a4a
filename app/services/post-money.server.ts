import { post, postOnce } from '#db/ledger.ts';
import type { PayoutRow } from '#db/payouts.ts';
import { legsOfDecision, legsOfPayment, legsOfPayoutStep, transfersOf } from '#machines/ledger/index.ts';
import {
  type CancelReason,
  PAYOUT_STATES,
  PAYOUT_WAYS,
  type PayoutState,
  type PayoutWay,
} from '#machines/payout/index.ts';
import type { Quote } from '#machines/policy/index.ts';
import type { Unit } from './unit-of-work.server.ts';

interface PaidOrder {
  readonly id: string;
  readonly payments: readonly { id: string; amount: number; currency: string }[];
}

/** Writes what an order's payments brought in, once: when money of it first moves. */
export async function postOrderPaid(unit: Unit, order: PaidOrder): Promise<void> {
  for (const { id: paymentId, amount, currency } of order.payments) {
    const about = { key: `paid:${paymentId}`, currency, orderId: order.id, paymentId };
    await postOnce(unit.tx, transfersOf(about, legsOfPayment({ paymentId, orderId: order.id, amount })), unit);
  }
}

/** Writes what a decision owes the customer, and what it keeps. */
export async function postDecision(unit: Unit, order: PaidOrder, returnId: string, quote: Quote): Promise<void> {
  await postOrderPaid(unit, order);
  const about = { key: `decided:${returnId}`, currency: quote.currency, orderId: order.id, returnId };
  const legs = legsOfDecision({ orderId: order.id, returnId, owed: quote.total, kept: keptOf(quote) });
  await post(unit.tx, transfersOf(about, legs), unit);
}

/** Of what went back: the fee of the way, the law's fee, what was taken off each line. */
function keptOf({ lines, returnFee, cancellationFee }: Quote): number {
  const ofLines = lines.reduce((sum, line) => sum + line.deduction + line.restocking, 0);
  return ofLines + returnFee.amount + cancellationFee.amount;
}

/** What a step of a payout did to it beyond its state. */
export interface PayoutStepMoney {
  readonly to: string;
  readonly version: number;
  readonly creditId?: string | undefined;
  readonly cancelled?: CancelReason | undefined;
}

/** Writes what a step of a payout moves, in the transaction of the step and under its version: never twice. */
export async function postPayoutStep(
  unit: Unit,
  payout: PayoutRow,
  orderId: string,
  { to, version, creditId, cancelled }: PayoutStepMoney,
): Promise<void> {
  const { id: payoutId, returnId, paymentId, amount, currency } = payout;
  const legs = legsOfPayoutStep({
    ...{ amount, currency, orderId, returnId, paymentId },
    ...{ from: stateOf(payout.state), to: stateOf(to), way: wayOf(payout) },
    ...{ creditId: creditId ?? null, cancelled: cancelled ?? null },
  });
  const about = { key: `payout:${payoutId}:${version}`, currency, orderId, returnId, payoutId, paymentId };
  await post(unit.tx, transfersOf({ ...about, creditId: creditId ?? null }, legs), unit);
}

function stateOf(text: string): PayoutState {
  const state = PAYOUT_STATES.find((known) => known === text);
  if (!state) throw new Error(`no payout is ${text}`);
  return state;
}

/** How a payout is paid, as it stands in its row. */
export function wayOf({ way }: Pick<PayoutRow, 'way'>): PayoutWay {
  const known = PAYOUT_WAYS.find((one) => one === way);
  if (!known) throw new Error(`no payout is made by ${way}`);
  return known;
}
