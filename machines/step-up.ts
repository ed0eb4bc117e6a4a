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

/**
 * Of amounts that leave together, those that wait for a proof. Taken in their order: each that would take what leaves in its currency above the limit
 * stays behind, and smaller ones after it may still fit.
 */
export function aboveTogether<Money extends { readonly amount: number; readonly currency: string }>(
  amounts: readonly Money[],
  own: Readonly<Record<string, number>>,
): Money[] {
  const leaving = new Map<string, number>();
  return amounts.filter(({ amount, currency }) => {
    const sum = (leaving.get(currency) ?? 0) + amount;
    if (sum > stepUpLimit(currency, own)) return true;
    leaving.set(currency, sum);
    return false;
  });
}
