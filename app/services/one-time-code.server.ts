import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Digits of a one-time code: 26 bits, with five tries a chance of one in twenty million. */
export const CODE_DIGITS = 8;
export const CODE_MINUTES = 10;
export { TRIES_ALLOWED as CODE_TRIES } from '#db/access-requests.ts';

/** OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane; about 60 ms of one core. */
const COST = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 } as const;
const SALT_BYTES = 16;
const derive = promisify(argon2);

/** `salt.hash`, both base64url. `random` gives unpredictable bytes. */
export async function hashCode(code: string, random: (bytes: number) => Uint8Array): Promise<string> {
  const salt = random(SALT_BYTES);
  const hash = await derive('argon2id', { message: code, nonce: salt, ...COST });
  return `${Buffer.from(salt).toString('base64url')}.${hash.toString('base64url')}`;
}

/** Whether the code is the one that was hashed; always does the whole work. */
export async function isCode(code: string, stored: string): Promise<boolean> {
  const [salt = '', expected = ''] = stored.split('.');
  const hash = await derive('argon2id', { message: code, nonce: Buffer.from(salt, 'base64url'), ...COST });
  const wanted = Buffer.from(expected, 'base64url');
  return wanted.length === hash.length && timingSafeEqual(hash, wanted);
}

/** What was typed or pasted, without spaces, dashes and dots, in ASCII digits; null when it is not eight digits then. */
export function parseCode(typed: string): string | null {
  if (typed.length > 100) return null;
  const digits = typed
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[\s\p{Pd}\p{Cf}.]/gu, '');
  return new RegExp(`^\\d{${CODE_DIGITS}}$`).test(digits) ? digits : null;
}
