import { randomInt } from 'node:crypto';

/** No 0, 1, i, l and o: the codes are written down by hand and typed years later. */
const SYMBOLS = '23456789abcdefghjkmnpqrstuvwxyz';
const GROUP = 5;

/** Ten recovery codes of two groups, 49 bits each. */
export function makeRecoveryCodes(): string[] {
  const group = () => Array.from({ length: GROUP }, () => SYMBOLS[randomInt(SYMBOLS.length)]).join('');
  return Array.from({ length: 10 }, () => `${group()}-${group()}`);
}

/** What a person typed as the second factor: six digits of the app, or a recovery code as it is kept; null when it can be neither. */
export function readFactorCode(typed: string): { kind: 'totp' | 'recovery'; code: string } | null {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replaceAll(/[\s-]/g, '')
    .toLowerCase();
  if (/^\d{6}$/.test(plain)) return { kind: 'totp', code: plain };
  if (plain.length !== 2 * GROUP || [...plain].some((symbol) => !SYMBOLS.includes(symbol))) return null;
  return { kind: 'recovery', code: `${plain.slice(0, GROUP)}-${plain.slice(GROUP)}` };
}
