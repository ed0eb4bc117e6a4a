/** 500 of the common currencies, or about as much, in minor units. */
const LIMITS: Readonly<Record<string, number>> = {
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

/** How long a proof of who somebody is counts. */
export const PROOF_MINUTES = 5;

/** Above how much, in minor units, money waits for a proof; a currency that nobody named has no such room: 0. */
export function stepUpLimit(currency: string, own: Readonly<Record<string, number>>): number {
  return own[currency] ?? LIMITS[currency] ?? 0;
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
