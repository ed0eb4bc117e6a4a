import * as z from 'zod';
import { isCountry } from '../policy/iso-country.ts';
import { groupsOfFour, hasIban, type IbanProblem, parseIban } from './iban.ts';

/** Lengths in UTF-16 units. SEPA takes 70 symbols of a name. */
export const HOLDER_LIMIT = 70;
export const NUMBER_LIMIT = 34;
export const BANK_CODE_LIMIT = 20;

const holder = z.string().min(2).max(HOLDER_LIMIT);

/** Where a transfer goes to: an IBAN, or number and bank code where a country has none. */
export const bankAccountSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('iban'), holder, iban: z.string().max(NUMBER_LIMIT) }),
  z.strictObject({
    kind: z.literal('local'),
    holder,
    country: z.string().regex(/^[A-Z]{2}$/),
    number: z.string().min(4).max(NUMBER_LIMIT),
    bankCode: z.string().min(3).max(BANK_CODE_LIMIT),
  }),
]);
export type BankAccount = z.infer<typeof bankAccountSchema>;

/** What somebody typed; fields that were not on the form are empty. */
export interface TypedAccount {
  readonly holder: string;
  readonly iban: string;
  readonly country: string;
  readonly number: string;
  readonly bankCode: string;
}

export type AccountField = keyof TypedAccount;
export type AccountProblem =
  | IbanProblem
  | 'holder'
  | 'iban-missing'
  | 'iban-or-number'
  | 'country'
  | 'country-has-iban'
  | 'number'
  | 'bank-code';

export type ParsedAccount =
  | { readonly ok: true; readonly account: BankAccount }
  | { readonly ok: false; readonly problems: readonly { field: AccountField; code: AccountProblem }[] };

const one = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\-‐‑.]/gu, '')
    .toUpperCase();

/** The account that was typed, or what is wrong with each field. Either an IBAN, or country, number and bank code; never both. */
export function parseBankAccount(typed: TypedAccount): ParsedAccount {
  const name = one(typed.holder);
  const named = name.length >= 2 && name.length <= HOLDER_LIMIT && /\p{L}/u.test(name);
  const nameProblem = named ? [] : [{ field: 'holder', code: 'holder' } as const];
  const [iban, number, bankCode] = [one(typed.iban), bare(typed.number), bare(typed.bankCode)];
  const local = number !== '' || bankCode !== '';
  if (iban !== '' && local) {
    return { ok: false, problems: [...nameProblem, { field: 'iban', code: 'iban-or-number' }] };
  }
  if (local) return localAccount({ name, country: typed.country, number, bankCode }, nameProblem);
  if (iban === '') return { ok: false, problems: [...nameProblem, { field: 'iban', code: 'iban-missing' }] };
  const parsed = parseIban(iban);
  if (!parsed.ok) return { ok: false, problems: [...nameProblem, { field: 'iban', code: parsed.problem }] };
  if (nameProblem.length > 0) return { ok: false, problems: nameProblem };
  return { ok: true, account: { kind: 'iban', holder: name, iban: parsed.iban } };
}

type Problems = Extract<ParsedAccount, { ok: false }>['problems'];

function localAccount(
  typed: { name: string; country: string; number: string; bankCode: string },
  nameProblem: Problems,
): ParsedAccount {
  const { name, country, number, bankCode } = typed;
  const problems: Problems[number][] = [...nameProblem];
  if (!isCountry(country)) problems.push({ field: 'country', code: 'country' });
  else if (hasIban(country)) problems.push({ field: 'iban', code: 'country-has-iban' });
  if (!/^[A-Z0-9]{4,34}$/.test(number)) problems.push({ field: 'number', code: 'number' });
  if (!/^[A-Z0-9]{3,20}$/.test(bankCode)) problems.push({ field: 'bankCode', code: 'bank-code' });
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, account: { kind: 'local', holder: name, country, number, bankCode } };
}

/** What everybody may see: country and the last four symbols, never more than a third of a short number. */
export function maskAccount(account: BankAccount): string {
  if (account.kind === 'iban') return `${account.iban.slice(0, 2)}•• •••• ${account.iban.slice(-4)}`;
  const shown = Math.min(4, Math.floor(account.number.length / 3));
  return `${account.country} •••• ${shown > 0 ? account.number.slice(-shown) : ''}`.trim();
}

/** What the person at the bank types. */
export const numberOf = (account: BankAccount): string =>
  groupsOfFour(account.kind === 'iban' ? account.iban : account.number);
