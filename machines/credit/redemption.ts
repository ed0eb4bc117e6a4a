import { account, type Leg } from '#machines/ledger/index.ts';

/** `used`: nothing is left on it. `expired`: its time is over, and what was left lapsed. */
export type CreditState = 'open' | 'used' | 'expired';

/** What has to be known of a credit to use it; `balance` is what the ledger says, in minor units. */
export interface CreditStanding {
  readonly balance: number;
  readonly currency: string;
  readonly expiresAt: Temporal.Instant | null;
  readonly closedAt: Temporal.Instant | null;
}

/** Its time is over with the instant itself, whether or not that has been noted yet. */
export function creditState({ balance, expiresAt, closedAt }: CreditStanding, now: Temporal.Instant): CreditState {
  if (closedAt !== null || (expiresAt !== null && Temporal.Instant.compare(now, expiresAt) >= 0)) return 'expired';
  return balance > 0 ? 'open' : 'used';
}

export type RedemptionRefusal =
  | { readonly code: 'credit.expired' }
  | { readonly code: 'credit.other-currency'; readonly currency: string }
  | { readonly code: 'credit.not-enough'; readonly balance: number };

/** Why an amount cannot be taken from a credit; null: it can. Never more than is left. */
export function redemptionRefusal(
  standing: CreditStanding,
  wanted: { readonly amount: number; readonly currency: string },
  now: Temporal.Instant,
): RedemptionRefusal | null {
  if (creditState(standing, now) === 'expired') return { code: 'credit.expired' };
  if (wanted.currency !== standing.currency) return { code: 'credit.other-currency', currency: standing.currency };
  return wanted.amount > standing.balance ? { code: 'credit.not-enough', balance: standing.balance } : null;
}

/** What a store credit is made larger by. */
export const legsOfBonus = (creditId: string, orderId: string, amount: number): Leg[] => [
  { kind: 'bonus', debit: account.bonus(orderId), credit: account.credit(creditId), amount },
];

/** What is given for nothing returned. */
export const legsOfGoodwill = (creditId: string, currency: string, amount: number): Leg[] => [
  { kind: 'goodwill', debit: account.goodwill(currency), credit: account.credit(creditId), amount },
];

/** The shop took an amount for its goods. */
export const legsOfRedemption = (creditId: string, amount: number): Leg[] => [
  { kind: 'credit-spent', debit: account.credit(creditId), credit: account.redeemed(creditId), amount },
];

/** The shop gave it back. */
export const legsOfReversal = (creditId: string, amount: number): Leg[] => [
  { kind: 'credit-given-back', debit: account.redeemed(creditId), credit: account.credit(creditId), amount },
];

/** What was left when its time was over. */
export const legsOfExpiry = (creditId: string, amount: number): Leg[] => [
  { kind: 'credit-expired', debit: account.credit(creditId), credit: account.breakage(creditId), amount },
];
