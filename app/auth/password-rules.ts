import { GUESSABLE_WORDS } from './guessable-words.ts';

/** NIST SP 800-63B-4: fifteen where a password could stand alone, and at least 64 must be possible. */
export const SHORTEST_PASSWORD = 15;
export const LONGEST_PASSWORD = 128;

/** Why a password is not taken. */
export type PasswordProblem = 'too-short' | 'too-long' | 'personal' | 'repeated' | 'common';

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly name: string;
  readonly email: string;
}

/** A part of a name is not told from an ordinary word below this many characters. */
const SHORTEST_PART = 4;
/** What is left of a password when all that is common is taken away must be at least this many characters. */
const LEAST_OWN = 8;

const LEET: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' },
  ...{ '@': 'a', $: 's', '!': 'i' },
};
const unleet = (text: string) => [...text].map((symbol) => LEET[symbol] ?? symbol).join('');
const folded = (text: string) => text.normalize('NFKC').toLowerCase();

/**
 * Decides whether a password may be used: fifteen to 128 characters of any kind, not the person's own name or address, no short piece over
 * and over, no row of a keyboard or an alphabet, and not put together from words that everybody uses alone. Knows no rule about kinds of
 * characters. Answers null when it may.
 */
export function passwordProblem(password: string, owner: PasswordOwner): PasswordProblem | null {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return 'too-short';
  // The library counts as JavaScript does.
  if (password.length > LONGEST_PASSWORD) return 'too-long';
  const text = folded(password);
  if (isPersonal(text, owner)) return 'personal';
  if (isRepeated(text)) return 'repeated';
  return Math.min(ownCharacters(text), ownCharacters(unleet(text))) < LEAST_OWN ? 'common' : null;
}

function isPersonal(text: string, { name, email }: PasswordOwner): boolean {
  const [local = '', domain = ''] = folded(email).split('@');
  const parts = [folded(email), local, ...domain.split('.').slice(0, -1), ...folded(name).split(/[\s,.]+/)];
  const plain = text.replaceAll(/[^\p{L}\p{N}]/gu, '');
  const joined = folded(name).replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (joined.length >= SHORTEST_PART && (plain.includes(joined) || unleet(plain).includes(joined))) return true;
  return parts
    .filter((part) => [...part].length >= SHORTEST_PART)
    .some((part) => text.includes(part) || unleet(text).includes(part));
}

/** Five different characters at most, or one piece over and over to the end. */
function isRepeated(text: string): boolean {
  if (new Set(text).size <= 5) return true;
  for (let size = 1; size <= text.length / 2; size += 1) {
    const piece = text.slice(0, size);
    if (piece.repeat(Math.ceil(text.length / size)).slice(0, text.length) === text) return true;
  }
  return false;
}

const ROWS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  ...['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm', 'azertyuiop', 'qsdfghjklm', 'wxcvbn'],
  ...['1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', '1q2w3e4r5t6y7u8i9o0p', 'йцукенгшщзхъ', 'фывапролджэ'],
].flatMap((row) => [row, [...row].reverse().join('')]);
const LONGEST_FIRST = [...GUESSABLE_WORDS].sort((a, b) => b.length - a.length);

/** How many characters are left when common words, runs along a row, years and what separates them are taken away. */
function ownCharacters(text: string): number {
  let own = 0;
  let at = 0;
  while (at < text.length) {
    const taken = commonAt(text, at);
    if (taken === 0) own += 1;
    at += Math.max(1, taken);
  }
  return own;
}

function commonAt(text: string, at: number): number {
  const word = LONGEST_FIRST.find((one) => one.length >= 3 && text.startsWith(one, at))?.length ?? 0;
  const run = Math.max(0, ...ROWS.map((row) => sharedRun(row, text, at)));
  const rest = text.slice(at);
  const year = /^(19|20)\d\d/.exec(rest)?.[0].length ?? 0;
  // What separates, what is said three times, and the number at the end that a rule about digits has taught people to add.
  const filler = /^([^\p{L}\p{N}]|(.)\2{2,}|\d{1,4}[^\p{L}\p{N}]*$)/u.exec(rest)?.[0].length ?? 0;
  return Math.max(word, run >= 4 ? run : 0, year, filler);
}

/** How far the text goes along a row from here. */
function sharedRun(row: string, text: string, at: number): number {
  let best = 0;
  for (let start = row.indexOf(text.charAt(at)); start !== -1; start = row.indexOf(text.charAt(at), start + 1)) {
    let length = 1;
    while (at + length < text.length && row[start + length] === text[at + length]) length += 1;
    best = Math.max(best, length);
  }
  return best;
}
