const SUMS: Readonly<Record<string, number>> = {
  ...{ EUR: 50_000, USD: 50_000, GBP: 50_000, CHF: 50_000, CAD: 50_000, AUD: 50_000, NZD: 50_000, SGD: 50_000 },
  ...{ JPY: 50_000, CNY: 350_000, SEK: 500_000, NOK: 500_000, DKK: 350_000, PLN: 200_000, CZK: 1_200_000 },
  ...{ AED: 200_000, SAR: 200_000, KWD: 150_000, INR: 4_000_000 },
  ...{
    HUF: 20_000_000,
    ISK: 7_200_000,
    UGX: 200_000_000,
    RON: 250_000,
    BGN: 100_000,
    TRY: 2_000_000,
    MXN: 1_000_000,
    BRL: 300_000,
    KRW: 800_000,
  },
};

/** What a shop takes for much at once: 500 of the common currencies, or about as much, in minor units; 0 in a currency that nobody named. */
export const largeSum = (currency: string): number => SUMS[currency] ?? 0;
