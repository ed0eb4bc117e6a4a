/**
 * Where the demo shop sells. `perEuro` turns EUR cents into the market's minor units, `step` is what a price there is a multiple of (KWD is
 * paid in steps of 10 fils). Tax in basis points; shipping in minor units.
 */
export type Market = {
  country: string;
  locale: string;
  timeZone: string;
  subdivision: string | null;
  currency: string;
  perEuro: number;
  step: number;
  taxRate: number;
  taxIncluded: boolean;
  shipping: number;
};

const euro = { subdivision: null, currency: 'EUR', perEuro: 1, step: 10, taxIncluded: true } as const;

export const markets = {
  DE: { ...euro, country: 'DE', locale: 'de', timeZone: 'Europe/Berlin', taxRate: 1900, shipping: 490 },
  AT: { ...euro, country: 'AT', locale: 'de', timeZone: 'Europe/Vienna', taxRate: 2000, shipping: 690 },
  FR: { ...euro, country: 'FR', locale: 'fr', timeZone: 'Europe/Paris', taxRate: 2000, shipping: 690 },
  NL: { ...euro, country: 'NL', locale: 'nl', timeZone: 'Europe/Amsterdam', taxRate: 2100, shipping: 590 },
  PL: { ...euro, country: 'PL', locale: 'pl', timeZone: 'Europe/Warsaw', taxRate: 2300, shipping: 790 },
  CH: { ...euro, country: 'CH', locale: 'de', timeZone: 'Europe/Zurich', taxRate: 810, shipping: 990 },
  GB: {
    ...{ country: 'GB', locale: 'en', timeZone: 'Europe/London', subdivision: null, currency: 'GBP' },
    ...{ perEuro: 0.88, step: 50, taxRate: 2000, taxIncluded: true, shipping: 450 },
  },
  SE: {
    ...{ country: 'SE', locale: 'sv', timeZone: 'Europe/Stockholm', subdivision: null, currency: 'SEK' },
    ...{ perEuro: 11, step: 500, taxRate: 2500, taxIncluded: true, shipping: 5900 },
  },
  US: {
    ...{ country: 'US', locale: 'en', timeZone: 'America/New_York', subdivision: 'US-NY', currency: 'USD' },
    ...{ perEuro: 1.1, step: 50, taxRate: 888, taxIncluded: false, shipping: 795 },
  },
  AU: {
    ...{ country: 'AU', locale: 'en', timeZone: 'Australia/Sydney', subdivision: 'AU-NSW', currency: 'USD' },
    ...{ perEuro: 1.1, step: 50, taxRate: 1000, taxIncluded: true, shipping: 1495 },
  },
  JP: {
    ...{ country: 'JP', locale: 'ja', timeZone: 'Asia/Tokyo', subdivision: null, currency: 'JPY' },
    ...{ perEuro: 1.65, step: 10, taxRate: 1000, taxIncluded: true, shipping: 1200 },
  },
  KW: {
    ...{ country: 'KW', locale: 'ar', timeZone: 'Asia/Kuwait', subdivision: null, currency: 'KWD' },
    ...{ perEuro: 3.3, step: 50, taxRate: 0, taxIncluded: true, shipping: 3500 },
  },
  AR: {
    ...{ country: 'AR', locale: 'es', timeZone: 'America/Argentina/Buenos_Aires', subdivision: null },
    ...{ currency: 'USD', perEuro: 1.1, step: 50, taxRate: 2100, taxIncluded: true, shipping: 1295 },
  },
} as const satisfies Record<string, Market>;

export type MarketCode = keyof typeof markets;

/** A price of the market for one in EUR cents. */
export function priceIn(market: Market, euroCents: number): number {
  return Math.round((euroCents * market.perEuro) / market.step) * market.step;
}
