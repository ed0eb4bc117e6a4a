import { emailKey } from '../email-address.ts';

/** One of the two who let something go together, as far as the house knows them at the moment of the approval. */
export interface OneOfTwo {
  /** The account's id. */
  readonly id: string;
  /** All accounts that are known to be the same person's, theirs among them: see `accountsOfPerson`. */
  readonly accounts: readonly string[];
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
 * account, by other accounts that lead to theirs, and by the browser that both acted in. Two accounts that share nothing are taken for two
 * people: nothing in a database can show otherwise.
 */
export function refusedAsSecond(first: OneOfTwo, second: OneOfTwo): SecondPersonCode | null {
  if (!second.allowed) return 'four-eyes.not-allowed';
  if (second.id === first.id) return 'four-eyes.same-person';
  if (second.accounts.includes(first.id) || first.accounts.includes(second.id)) return 'four-eyes.second-account';
  if (second.device !== null && second.device === first.device) return 'four-eyes.same-device';
  return first.allowed ? null : 'four-eyes.first-not-allowed';
}

/** What tells accounts of one person: where their mail goes, and what sign-in providers know them by, each as `provider:subject`. */
export interface KnownAccount {
  readonly id: string;
  readonly email: string;
  readonly subjects: readonly string[];
}

/**
 * The accounts of one person: whatever shares a mailbox or a login with theirs, or with one that does, as far as that leads. A person with three
 * accounts, of which each two share nothing, is still one where the third joins them.
 */
export function accountsOfPerson(id: string, accounts: readonly KnownAccount[]): string[] {
  const keyed = accounts.map((one) => ({ id: one.id, keys: [`mailbox:${mailboxOf(one.email)}`, ...one.subjects] }));
  const own = new Set([id]);
  const keys = new Set(keyed.find((one) => one.id === id)?.keys);
  for (let size = 0; size < own.size; ) {
    size = own.size;
    for (const one of keyed) {
      if (!one.keys.some((key) => keys.has(key))) continue;
      own.add(one.id);
      for (const key of one.keys) keys.add(key);
    }
  }
  return [...own];
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
