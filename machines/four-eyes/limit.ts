/** 5,000 of the common currencies, or about as much, in minor units. */
const LIMITS: Readonly<Record<string, number>> = {
  ...{ EUR: 500_000, USD: 500_000, GBP: 500_000, CHF: 500_000, CAD: 500_000, AUD: 500_000, NZD: 500_000, SGD: 500_000 },
  ...{ JPY: 500_000, CNY: 3_500_000, SEK: 5_000_000, NOK: 5_000_000, DKK: 3_500_000, PLN: 2_000_000, CZK: 12_000_000 },
  ...{ AED: 2_000_000, SAR: 2_000_000, KWD: 1_500_000, INR: 40_000_000 },
  ...{
    HUF: 200_000_000,
    ISK: 72_000_000,
    UGX: 2_000_000_000,
    RON: 2_500_000,
    BGN: 1_000_000,
    TRY: 20_000_000,
    MXN: 10_000_000,
    BRL: 3_000_000,
    KRW: 8_000_000,
  },
};

/** Limits of one's own, in minor units, in place of those above. */
export type FourEyesLimits = Readonly<Record<string, number>>;

/** Above how much, in minor units, a decision waits for a second person; a currency that nobody named has no such room: 0. */
export function fourEyesLimit(currency: string, own: FourEyesLimits = {}): number {
  return own[currency] ?? LIMITS[currency] ?? 0;
}

/** Decides whether a decision that pays this much is one person's to make. The limit itself still is. */
export function needsSecondPerson(
  money: { readonly amount: number; readonly currency: string },
  own: FourEyesLimits = {},
): boolean {
  return money.amount > fourEyesLimit(money.currency, own);
}
