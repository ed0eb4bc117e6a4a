import type { PayoutState, PayoutWay } from '../payout/index.ts';

/** A payout as far as the ledger must agree with it. Amount in minor units. */
export interface PayoutStanding {
  readonly returnId: string;
  readonly paymentId: string;
  readonly state: PayoutState;
  readonly way: PayoutWay;
  readonly amount: number;
}

/** Where a payout's amount must stand. Written apart from the ledger's own table of places, so that a fault in one is seen by the other. */
export type Place = 'owed' | 'transit' | 'payment' | 'credit' | 'bank' | 'ended';
export const MOVED_PLACES = ['transit', 'payment', 'credit', 'bank', 'ended'] as const satisfies readonly Place[];
export type MovedPlace = (typeof MOVED_PLACES)[number];

const PAID: Readonly<Record<PayoutWay, MovedPlace>> = { payment: 'payment', credit: 'credit', transfer: 'bank' };

/** The place of a payout's amount; null for one whose debt another payout has. */
export function placeOf({ state, way }: Pick<PayoutStanding, 'state' | 'way'>): Place | null {
  switch (state) {
    case 'owed':
    case 'failed':
    case 'reopened':
      return 'owed';
    case 'sending':
    case 'unknown':
    case 'pending':
    case 'action-needed':
      return 'transit';
    case 'settled':
      return PAID[way];
    case 'cancelled':
      return 'ended';
    case 'replaced':
      return null;
  }
}

/** What each return must still be owed by its payouts, in minor units; a return without any is not in the map. */
export function expectedOwed(payouts: Iterable<PayoutStanding>): Map<string, number> {
  const owed = new Map<string, number>();
  for (const payout of payouts) {
    const amount = placeOf(payout) === 'owed' ? payout.amount : 0;
    owed.set(payout.returnId, (owed.get(payout.returnId) ?? 0) + amount);
  }
  return owed;
}

/** What must have left for each payment, by the place where it stands, in minor units: `<paymentId> <place>`. */
export function expectedMoved(payouts: Iterable<PayoutStanding>): Map<string, number> {
  const moved = new Map<string, number>();
  for (const payout of payouts) {
    const place = placeOf(payout);
    if (place === null || place === 'owed') continue;
    const key = `${payout.paymentId} ${place}`;
    moved.set(key, (moved.get(key) ?? 0) + payout.amount);
  }
  return moved;
}
