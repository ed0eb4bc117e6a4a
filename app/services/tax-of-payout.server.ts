import { enqueue } from '#db/effects.ts';
import { loadPayment } from '#db/payment-facts.ts';
import type { PayoutRow } from '#db/payouts.ts';
import { STRANDED } from '#machines/payout/index.ts';
import type { Unit } from './unit-of-work.server.ts';

/** Money that was sent, or is being sent once more because the bank sent it back. */
const SENT = ['settled', 'action-needed'];

/**
 * Lets the tax follow the money, where the payment has a tax transaction: taken back when a refund has gone out, put back when it came to nothing
 * after that. `payout` as it stood before the step; whether there is anything to put back the task finds out.
 */
export async function taxFollows(unit: Unit, payout: PayoutRow, to: string, attempt: number): Promise<void> {
  const undo = SENT.includes(payout.state) && STRANDED.some((state) => state === to);
  if (payout.way !== 'payment' || (to !== 'settled' && !undo)) return;
  const payment = await loadPayment(unit.tx, payout.paymentId);
  if (payment?.taxTransaction == null) return;
  const payload = { kind: 'tax-reversal', payoutId: payout.id, attempt, undo } as const;
  const about = { returnId: payout.returnId, runAfter: unit.at, createdAt: unit.at };
  await enqueue(unit.tx, [{ id: unit.nextId(), kind: payload.kind, payload, ...about }]);
}
