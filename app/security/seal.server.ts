import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** One key per purpose, so that what was sealed for one cannot be opened as another. */
const keyFor = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `retour seal ${purpose}`, 32));

/** Encrypts a short text with AES-256-GCM under a key made from the secret. The same text is sealed differently each time. */
export function seal(text: string, secret: string, purpose: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(secret, purpose), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
}

/** The text that was sealed; null when it was changed, or sealed with another secret or for another purpose. */
export function open(sealed: string, secret: string, purpose: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, keyFor(secret, purpose), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}

/** The purpose of one-time codes on their way to the mail. */
export const ONE_TIME_CODE = 'one-time-code';

/** The purpose of a statement of withdrawal on its way from the form to the button that confirms it. */
export const STATEMENT = 'statement of withdrawal';

/** The purpose of a bank account that a refund is transferred to. */
export const BANK_ACCOUNT = 'bank account of a transfer';

/** The purpose of a form that came after the end of a session. */
export const HELD_FORM = 'form of an ended session';

/** The purpose of the name by which a browser knows who was signed in last. */
export const LAST_PERSON = 'last person of a browser';
