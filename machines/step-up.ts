import { largeSum } from './large-sum.ts';

/** How long a proof of who somebody is counts. */
export const PROOF_MINUTES = 5;

/** Above how much, in minor units, money waits for a proof; a currency that nobody named has no such room: 0. */
export function stepUpLimit(currency: string, own: Readonly<Record<string, number>>): number {
  return own[currency] ?? largeSum(currency);
}

/**
 * Decides whether a person must prove once more who they are before this much leaves the house. The limit itself is still free, and so is an
 * amount of nothing; a proof counts for five minutes, the last instant of them included.
 */
export function needsProof(
  money: { readonly amount: number; readonly currency: string },
  facts: {
    readonly provedAt: Temporal.Instant;
    readonly now: Temporal.Instant;
    readonly own: Readonly<Record<string, number>>;
  },
): boolean {
  if (money.amount <= stepUpLimit(money.currency, facts.own)) return false;
  return Temporal.Instant.compare(facts.now, facts.provedAt.add({ minutes: PROOF_MINUTES })) > 0;
}
