import { allCountries } from '../policy/iso-country.ts';

/**
 * Length of an IBAN by country: ISO 13616, the registry that SWIFT keeps, as of 2025. A country that is not here has none, and its accounts are
 * given by number and bank code.
 */
const LENGTHS: Readonly<Record<string, number>> = {
  ...{ AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BI: 27, BR: 29, BY: 28, CH: 21, CR: 22 },
  ...{ CY: 28, CZ: 24, DE: 22, DJ: 27, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FK: 18, FO: 18, FR: 27, GB: 22 },
  ...{ GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HN: 28, HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30 },
  ...{ KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20, LU: 20, LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MN: 20 },
  ...{ MR: 27, MT: 31, MU: 30, NI: 28, NL: 18, NO: 15, OM: 23, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22 },
  ...{ RU: 33, SA: 24, SC: 31, SD: 18, SE: 24, SI: 19, SK: 24, SM: 27, SO: 23, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26 },
  ...{ UA: 29, VA: 22, VG: 24, XK: 20, YE: 30 },
};

/** Whether accounts in the country have an IBAN. */
export const hasIban = (country: string): boolean => Object.hasOwn(LENGTHS, country);

export type IbanProblem = 'iban-shape' | 'iban-country' | 'iban-length' | 'iban-checksum';

/** An IBAN as it is stored, without spaces and in capitals, or what is wrong with it. Longest input: what a form takes. */
export function parseIban(typed: string): { ok: true; iban: string } | { ok: false; problem: IbanProblem } {
  // Printed in groups of four; some people write hyphens, some the letters before it.
  const iban = typed
    .normalize('NFKC')
    .replace(/[\s\-‐‑.]/gu, '')
    .toUpperCase()
    .replace(/^IBAN:?/, '');
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/.test(iban)) return { ok: false, problem: 'iban-shape' };
  const length = LENGTHS[iban.slice(0, 2)];
  if (length === undefined) return { ok: false, problem: 'iban-country' };
  if (iban.length !== length) return { ok: false, problem: 'iban-length' };
  return remainder97(iban) === 1 ? { ok: true, iban } : { ok: false, problem: 'iban-checksum' };
}

/** ISO 7064, MOD 97-10: the first four symbols last, letters as 10 to 35. */
function remainder97(iban: string): number {
  const digits = [...iban.slice(4), ...iban.slice(0, 4)].map((symbol) => Number.parseInt(symbol, 36)).join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
}

/** In groups of four, as it is read aloud and typed. */
export const groupsOfFour = (text: string): string => text.replace(/.{4}(?=.)/gu, '$& ');

/** Countries whose accounts have none, as ISO codes. */
export const countriesWithoutIban = (): string[] => allCountries().filter((country) => !hasIban(country));
