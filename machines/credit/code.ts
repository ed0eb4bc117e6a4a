import { foldSymbols, RMA_ALPHABET, visibleText } from '#machines/rma-code.ts';

/**
 * The code of a store credit: 15 random symbols and one check symbol. Whoever has it has the money, so it must not be guessed: of 31 symbols each
 * one is 4.95 bits, fifteen are 74. With sixteen different weights that are not 0 modulo the prime 31 the check symbol notices every single
 * wrong symbol and every swap of two.
 */
const MODULUS = RMA_ALPHABET.length;
export const CREDIT_CODE_RANDOM_SYMBOLS = 15;
const SYMBOLS = CREDIT_CODE_RANDOM_SYMBOLS + 1;
const GROUP = 4;
/** Longest text that is looked at. */
export const CREDIT_CODE_INPUT_LIMIT = 100;

/** Position i, from the left, weighs 16 - i; the check symbol weighs 1. */
function weightedSum(values: readonly number[]): number {
  return values.reduce((sum, value, index) => sum + value * (SYMBOLS - index), 0) % MODULUS;
}

/**
 * The canonical code, 16 symbols without dashes, from 15 whole numbers 0 to 30 that the caller drew from a good source of randomness.
 *
 * @throws RangeError when the count or a number is out of range: only our own code can do that.
 */
export function makeCreditCode(randomSymbols: readonly number[]): string {
  const sound = randomSymbols.every((value) => Number.isInteger(value) && value >= 0 && value < MODULUS);
  if (randomSymbols.length !== CREDIT_CODE_RANDOM_SYMBOLS || !sound) {
    throw new RangeError(
      `the code of a credit needs ${CREDIT_CODE_RANDOM_SYMBOLS} whole numbers from 0 to ${MODULUS - 1}`,
    );
  }
  const check = (MODULUS - weightedSum(randomSymbols)) % MODULUS;
  return [...randomSymbols, check].map((value) => RMA_ALPHABET.charAt(value)).join('');
}

/** As people read it: `XXXX-XXXX-XXXX-XXXX`. */
export function formatCreditCode(code: string): string {
  return Array.from({ length: SYMBOLS / GROUP }, (_, index) => code.slice(index * GROUP, (index + 1) * GROUP)).join(
    '-',
  );
}

/** The last four symbols, by which people and lists tell credits apart; they open nothing. */
export const creditCodeHint = (code: string): string => code.slice(-GROUP);

/** The canonical code of what was typed, pasted or sent, in any case and with any dashes; null for what cannot be a code. */
export function parseCreditCode(typed: string): string | null {
  if (typed.length > CREDIT_CODE_INPUT_LIMIT) return null;
  const code = foldSymbols(visibleText(typed));
  const values = Array.from(code, (symbol) => RMA_ALPHABET.indexOf(symbol));
  if (values.length !== SYMBOLS || values.includes(-1) || weightedSum(values) !== 0) return null;
  return code;
}
