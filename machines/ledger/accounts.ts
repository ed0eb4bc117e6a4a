/**
 * The accounts of the ledger, `name:subject`. An account's balance is what was credited to it less what was debited, in minor units: what came in
 * by payments stands there as a negative balance, what we owe to others as a positive one.
 */
export const account = {
  /** What a payment brought in; a refund that has arrived takes from it. */
  payment: (paymentId: string) => `payment:${paymentId}`,
  /** What an order earned. */
  sales: (orderId: string) => `sales:${orderId}`,
  /** What is owed to the customer for a return. */
  owed: (returnId: string) => `owed:${returnId}`,
  /** What left and has not arrived: given to the provider, or with an open end. */
  transit: (paymentId: string) => `transit:${paymentId}`,
  /** What is left on a store credit. */
  credit: (creditId: string) => `credit:${creditId}`,
  /** What the shop took from a store credit for its goods. */
  redeemed: (creditId: string) => `redeemed:${creditId}`,
  /** What lapsed with a store credit. */
  breakage: (creditId: string) => `breakage:${creditId}`,
  /** What was sent by bank transfers. */
  bank: (currency: string) => `bank:${currency}`,
  /** What was kept of what went back: return fees and deductions. */
  fees: (orderId: string) => `fees:${orderId}`,
  /** What a store credit was made larger by. */
  bonus: (orderId: string) => `bonus:${orderId}`,
  /** Store credit given for nothing returned. */
  goodwill: (currency: string) => `goodwill:${currency}`,
  /** What a bank took back for its customer. */
  dispute: (paymentId: string) => `dispute:${paymentId}`,
  /** Debts that somebody paid outside, or that were given up. */
  outside: (orderId: string) => `outside:${orderId}`,
} as const;

export type AccountName = keyof typeof account;

/** The name in front of an account's subject. */
export const accountName = (text: string): string => text.slice(0, text.indexOf(':'));
