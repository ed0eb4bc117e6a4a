import { largeSum } from '../large-sum.ts';

/** Ten times what a single person has to prove themselves for. */
const TIMES = 10;

/** Limits of one's own, in minor units, in place of those above. */
export type FourEyesLimits = Readonly<Record<string, number>>;

/** Above how much, in minor units, a decision waits for a second person; a currency that nobody named has no such room: 0. */
export function fourEyesLimit(currency: string, own: FourEyesLimits = {}): number {
  return own[currency] ?? TIMES * largeSum(currency);
}

/** Decides whether a decision that pays this much is one person's to make. The limit itself still is. */
export function needsSecondPerson(
  money: { readonly amount: number; readonly currency: string },
  own: FourEyesLimits = {},
): boolean {
  return money.amount > fourEyesLimit(money.currency, own);
}
