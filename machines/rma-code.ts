/**
 * The code of a return: 8 random symbols and one check symbol.
 *
 * It names a return and opens nothing, since it is printed on the outside of a parcel. The alphabet has 31 symbols because 31 is prime: with
 * nine different weights that are not 0 modulo a prime, a sum notices every single wrong symbol and every swap of two symbols.
 */

/** Digits and capitals without `1 I L O U`, which are misread or make words. */
export const RMA_ALPHABET = '023456789ABCDEFGHJKMNPQRSTVWXYZ';

const MODULUS = RMA_ALPHABET.length;
export const RMA_RANDOM_SYMBOLS = 8;
const SYMBOLS = RMA_RANDOM_SYMBOLS + 1;
const GROUP = 4;

/** Longest text that is looked at; a status address with a long host still fits. */
export const RMA_INPUT_LIMIT = 512;

/** Position i, from the left, weighs 9 - i; the check symbol weighs 1, so that it can be solved for without a division. */
function weightedSum(values: readonly number[]): number {
  return values.reduce((sum, value, index) => sum + value * (SYMBOLS - index), 0) % MODULUS;
}

/**
 * Builds the canonical code, 9 symbols without dashes, from 8 whole numbers 0 to 30 that the caller drew from a good source of randomness.
 *
 * @throws RangeError when the count or a number is out of range: only our own code can do that.
 */
export function makeRmaCode(randomSymbols: readonly number[]): string {
  const sound = randomSymbols.every((value) => Number.isInteger(value) && value >= 0 && value < MODULUS);
  if (randomSymbols.length !== RMA_RANDOM_SYMBOLS || !sound) {
    throw new RangeError(`An RMA code needs ${RMA_RANDOM_SYMBOLS} whole numbers from 0 to ${MODULUS - 1}`);
  }
  const check = (MODULUS - weightedSum(randomSymbols)) % MODULUS;
  return [...randomSymbols, check].map((value) => RMA_ALPHABET.charAt(value)).join('');
}

/** Shows a canonical code as people read it: `XXXX-XXXX-X`. */
export function formatRmaCode(code: string): string {
  return [code.slice(0, GROUP), code.slice(GROUP, RMA_RANDOM_SYMBOLS), code.slice(RMA_RANDOM_SYMBOLS)].join('-');
}

export type RmaCodeRefusal = { code: 'rma-code.malformed' } | { code: 'rma-code.check-digit' };
export type ParsedRmaCode = { ok: true; code: string } | { ok: false; refusal: RmaCodeRefusal };

/** AIM identifiers that a scanner may be set to send before the data: `]C1`, `]Q3`, … */
const SYMBOLOGY_IDENTIFIER = /^\][a-z][0-9a-z]/i;
/** The last part of a status address, `https://shop.example/returns/r/CODE`, with or without what may follow. */
const STATUS_ADDRESS = /^https?:\/\/[^\s]*\/r\/([^/?#\s]+)\/?(?:[?#].*)?$/i;
/** Control characters (FNC1 arrives as 0x1D) and invisible format characters (copied from a right-to-left page). */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;
const SEPARATORS = /[\s\p{Pd}\u2212_.:#]/gu;
/** What people copy along: `RMA 7K3F…`. The letters are symbols too, so they are dropped only in front of nine more. */
const PREFIX = /^RMA(?=.{9}$)/u;
const ARABIC_DIGIT = /[\u0660-\u0669\u06F0-\u06F9]/gu;

/** A text as people see it: of one width, without control characters and without what has no width at all. */
export function visibleText(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\t\r\n]/g, ' ')
    .replace(INVISIBLE, '')
    .trim();
}

/**
 * Folds what a keyboard or an eye makes of a symbol into the alphabet: Arabic and Persian digits, lower case, `O` to `0`, `U` to `V`; spaces and
 * dashes go. `1`, `I` and `L` look like each other and like nothing in the alphabet, so they stay wrong instead of being guessed.
 */
export function foldSymbols(text: string): string {
  return text
    .replace(SEPARATORS, '')
    .replace(ARABIC_DIGIT, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll('U', 'V');
}

/**
 * Reads a code as typed, pasted or scanned: any case, spaces and dashes, scanner prefixes, control characters, a full status address.
 *
 * Refuses `rma-code.malformed` when it is not nine symbols of the alphabet (or the input is above {@link RMA_INPUT_LIMIT}), and
 * `rma-code.check-digit` when it is, but a symbol must be wrong or two are swapped.
 */
export function parseRmaCode(typed: string): ParsedRmaCode {
  if (typed.length > RMA_INPUT_LIMIT) return { ok: false, refusal: { code: 'rma-code.malformed' } };
  const visible = visibleText(typed).replace(SYMBOLOGY_IDENTIFIER, '').trim();
  const bare = STATUS_ADDRESS.exec(visible)?.[1] ?? visible;
  const code = foldSymbols(bare).replace(PREFIX, '');
  const values = Array.from(code, (symbol) => RMA_ALPHABET.indexOf(symbol));
  if (values.length !== SYMBOLS || values.includes(-1)) return { ok: false, refusal: { code: 'rma-code.malformed' } };
  if (weightedSum(values) !== 0) return { ok: false, refusal: { code: 'rma-code.check-digit' } };
  return { ok: true, code };
}
