// Without the schemas of money.ts: pages that only write an amount send no validator to the browser.

const ZERO_DECIMALS = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const THREE_DECIMALS = new Set('BHD JOD KWD OMR TND'.split(' '));

/** Every ISO 4217 code this runtime knows; a code outside is refused, because its exponent cannot be known. */
const KNOWN = new Set(Intl.supportedValuesOf('currency'));

/** True for an upper-case ISO 4217 code whose exponent is known. */
export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

/** How many decimals one unit of the currency has at Stripe: 0, 2 or 3. Throws a RangeError for an unknown code. */
export function exponent(currency: string): 0 | 2 | 3 {
  if (!isCurrency(currency)) throw new RangeError(`unknown currency ${JSON.stringify(currency.slice(0, 10))}`);
  if (ZERO_DECIMALS.has(currency)) return 0;
  return THREE_DECIMALS.has(currency) ? 3 : 2;
}
