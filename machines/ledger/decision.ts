import { account } from './accounts.ts';
import type { Leg } from './transfer.ts';

/** What a return's decision moves: what is given back leaves the sales of its order, part of it owed to the customer and part kept. */
export function legsOfDecision(decided: {
  readonly orderId: string;
  readonly returnId: string;
  /** Minor units, to be paid to the customer. */
  readonly owed: number;
  /** Minor units, fees and deductions. */
  readonly kept: number;
}): Leg[] {
  const { orderId, returnId, owed, kept } = decided;
  return [
    { kind: 'owed', debit: account.sales(orderId), credit: account.owed(returnId), amount: owed },
    { kind: 'fee-kept', debit: account.sales(orderId), credit: account.fees(orderId), amount: kept },
  ];
}

/** What a payment brought in: written when money of its order first moves. */
export const legsOfPayment = (paid: { paymentId: string; orderId: string; amount: number }): Leg[] => [
  {
    kind: 'order-paid',
    debit: account.payment(paid.paymentId),
    credit: account.sales(paid.orderId),
    amount: paid.amount,
  },
];
