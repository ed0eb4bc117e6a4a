import type { AutomationRule } from '#machines/automation/rule.ts';

/** What all rules have paid in the currency on this day, minor units. */
export interface Spent {
  readonly customer: number;
  readonly day: number;
}

/** `cap.none`: there is no cap in this currency, so nothing may be paid. */
export const CAP_CODES = ['cap.none', 'cap.return', 'cap.customer', 'cap.day'] as const;
export type CapCode = (typeof CAP_CODES)[number];

/** Which cap of the rule an amount would pass, in minor units; exactly at the cap is within. null: none. An amount below nothing is a fault. */
export function passedCap(
  rule: Pick<AutomationRule, 'caps'>,
  { amount, currency }: { readonly amount: number; readonly currency: string },
  spent: Spent,
): CapCode | null {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new Error('an amount that cannot be paid');
  const cap = rule.caps.find((one) => one.currency === currency);
  if (!cap) return 'cap.none';
  if (amount > cap.perReturn) return 'cap.return';
  if (spent.customer + amount > cap.perCustomer) return 'cap.customer';
  return spent.day + amount > cap.perDay ? 'cap.day' : null;
}
