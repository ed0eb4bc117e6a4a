import { z } from 'zod';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import type { Translate } from '#app/i18n/types.ts';
import { type BankAccount, parseBankAccount, type TypedAccount } from '#machines/transfer/index.ts';
import { parseForm } from './forms.server.ts';

const text = (longest: number) => z.string().max(longest).catch('');

/** Wider than what is taken: what is too long is told beside its field, and nothing that was typed is lost. */
const fields = z.object({
  holder: text(200),
  iban: text(100),
  country: text(2),
  number: text(100),
  'bank-code': text(60),
  intent: text(40),
});

export type AccountForm =
  | { readonly ok: true; readonly intent: string; readonly account: BankAccount }
  | {
      readonly ok: false;
      readonly intent: string;
      readonly typed: TypedAccount;
      readonly problems: readonly FieldProblem[];
      /** No field was filled in. */
      readonly empty: boolean;
    };

/** Reads an account from a posted form. What was typed goes back into the form's own fields, and nowhere else. */
export async function readAccountForm(request: Request, t: Translate): Promise<AccountForm> {
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024, maxFields: 20 });
  const values = form.ok ? form.data : { ...fields.parse({}), ...form.values };
  const { holder = '', iban = '', country = '', number = '', intent = '' } = values;
  const typed = { holder, iban, country, number, bankCode: values['bank-code'] ?? '' };
  const parsed = form.ok ? parseBankAccount(typed) : ({ ok: false, problems: [] } as const);
  if (parsed.ok) return { ok: true, intent, account: parsed.account };
  const empty = holder + iban + number + typed.bankCode === '';
  const wrong: FieldProblem[] = parsed.problems.map(({ field, code }) => ({
    field: field === 'bankCode' ? 'bank-code' : field,
    message: t(`rescue:account.error.${code}`),
  }));
  // Control characters: no field of them is one that a person can have typed.
  const problems = wrong.length > 0 ? wrong : [{ field: 'holder', message: t('rescue:account.error.holder') }];
  return { ok: false, intent, typed, problems, empty };
}
