import { emailKey } from '../email-address.ts';

/** One of the two who let something go together, as far as the house knows them at the moment of the approval. */
export interface OneOfTwo {
  /** The account's id. */
  readonly id: string;
  readonly email: string;
  /** What sign-in providers know the person by, each as `provider:subject`. */
  readonly subjects: readonly string[];
  /** The browser at hand when they acted, by its hash; null: not known. */
  readonly device: string | null;
  /** Whether their account, now, is on and has a role that allows their part. */
  readonly allowed: boolean;
}

export const SECOND_PERSON_CODES = [
  'four-eyes.not-allowed',
  'four-eyes.same-person',
  'four-eyes.second-account',
  'four-eyes.same-device',
  'four-eyes.first-not-allowed',
] as const;
export type SecondPersonCode = (typeof SECOND_PERSON_CODES)[number];

/**
 * Decides whether the second is somebody else than the first, and both may do their parts now; null when it is so. One person is known by the
 * account, by one mailbox behind two addresses, by one login at a provider, and by the browser that both acted in. Two accounts that share none
 * of these are taken for two people: nothing in a database can show otherwise.
 */
export function refusedAsSecond(first: OneOfTwo, second: OneOfTwo): SecondPersonCode | null {
  if (!second.allowed) return 'four-eyes.not-allowed';
  if (second.id === first.id) return 'four-eyes.same-person';
  if (mailboxOf(second.email) === mailboxOf(first.email)) return 'four-eyes.second-account';
  if (second.subjects.some((subject) => first.subjects.includes(subject))) return 'four-eyes.second-account';
  if (second.device !== null && second.device === first.device) return 'four-eyes.same-device';
  return first.allowed ? null : 'four-eyes.first-not-allowed';
}

/** Providers that put both spellings into one mailbox, and ignore dots. */
const DOTLESS = ['gmail.com', 'googlemail.com'];

/**
 * The mailbox that an address reaches: without the part behind a plus sign (RFC 5233), and without the dots that some providers ignore. Who reads
 * it can set the password of every account that is reached there.
 */
export function mailboxOf(email: string): string {
  const key = emailKey(email);
  const address = key.ok ? key.key : email.trim().toLowerCase();
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const local = address.slice(0, Math.max(at, 0)).replace(/(?<=.)\+.*$/, '');
  return DOTLESS.includes(domain) ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`;
}
