/** How much one person may give by themselves in a month, in minor units by currency; a currency that is not in it has no budget. */
export type GoodwillBudgets = Readonly<Record<string, number>>;

/** What is left of a person's budget of a month, never less than nothing. */
export const goodwillLeft = (budgets: GoodwillBudgets, spent: { currency: string; amount: number }): number =>
  Math.max(0, (budgets[spent.currency] ?? 0) - spent.amount);

/** The month that an instant is in at the shop, `2026-11`: budgets begin anew with it. */
export function budgetMonth(at: Temporal.Instant, timeZone: string): string {
  return at.toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth().toString();
}

/** Where the shop has set none: 50.00 of the common currencies, or about as much. */
export const DEFAULT_BUDGETS: GoodwillBudgets = {
  ...{ EUR: 5000, USD: 5000, GBP: 5000, CHF: 5000, CAD: 5000, AUD: 5000 },
  ...{ SEK: 50000, NOK: 50000, DKK: 40000, PLN: 20000, CZK: 120000, JPY: 8000 },
};
