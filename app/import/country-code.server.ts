/** Stands for a country that the order does not name or that nobody knows; only the merchant's default policy and no law applies to it. */
export const UNKNOWN_COUNTRY = 'ZZ';

const NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** CLDR names these too, but nobody lives there: groups of countries, outlying and test codes. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'DG', 'CQ', 'IC', 'EA', 'TA']);

/**
 * The ISO 3166-1 alpha-2 code of a country given as a code in any case, also a former or customary one (`UK`), or by its English name.
 * null when it is none.
 */
export function countryCode(given: string): string | null {
  const text = given.trim();
  if (!/^[a-z]{2}$/i.test(text)) return byName.get(text.toLowerCase()) ?? null;
  const code = new Intl.Locale(`und-${text.toUpperCase()}`).region;
  return code !== undefined && isCountry(code) ? code : null;
}

function isCountry(code: string): boolean {
  return !NO_COUNTRY.has(code) && NAMES.of(code) !== undefined;
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const byName = new Map(
  LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .filter((code) => isCountry(code) && new Intl.Locale(`und-${code}`).region === code)
    .map((code) => [NAMES.of(code)?.toLowerCase() ?? code, code]),
);
