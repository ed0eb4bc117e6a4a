import { useWords } from '#app/i18n/use-words.ts';
import type { FieldProblem } from './error-summary.tsx';
import { Select, type SelectOption } from './select.tsx';
import { TextInput } from './text-input.tsx';

export interface AccountFieldsProps {
  /** What was typed before; absent: nothing. */
  typed?:
    | {
        readonly holder: string;
        readonly iban: string;
        readonly country: string;
        readonly number: string;
        readonly bankCode: string;
      }
    | undefined;
  problems: readonly FieldProblem[];
  /** Countries whose accounts have no IBAN, in the reader's words. */
  countries: readonly SelectOption[];
}

/** Holder and account: an IBAN, or number and bank code where a country has none. No browser keeps them: they are typed once. */
export function AccountFields({ typed, problems, countries }: AccountFieldsProps) {
  const { t } = useWords();
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const local = Boolean(typed?.number || typed?.bankCode || typed?.country);
  const wrongLocal = ['country', 'number', 'bank-code'].some(errorOf) || errorOf('iban') !== undefined;
  return (
    <>
      <TextInput
        name="holder"
        label={t('rescue:account.holder')}
        hint={t('rescue:account.holder-hint')}
        defaultValue={typed?.holder}
        error={errorOf('holder')}
        autoComplete="name"
        spellCheck={false}
      />
      <TextInput
        name="iban"
        label={t('rescue:account.iban')}
        hint={t('rescue:account.iban-hint')}
        defaultValue={typed?.iban}
        error={errorOf('iban')}
        autoComplete="off"
        spellCheck={false}
        ltr
      />
      <details className="details" open={local || wrongLocal}>
        <summary>{t('rescue:account.no-iban')}</summary>
        <Select
          name="country"
          label={t('rescue:account.country')}
          empty={t('rescue:account.country-empty')}
          defaultValue={typed?.country}
          error={errorOf('country')}
          options={countries}
        />
        <TextInput
          name="number"
          label={t('rescue:account.number')}
          defaultValue={typed?.number}
          error={errorOf('number')}
          autoComplete="off"
          spellCheck={false}
          width="medium"
          ltr
        />
        <TextInput
          name="bank-code"
          label={t('rescue:account.bank-code')}
          hint={t('rescue:account.bank-code-hint')}
          defaultValue={typed?.bankCode}
          error={errorOf('bank-code')}
          autoComplete="off"
          spellCheck={false}
          width="medium"
          ltr
        />
      </details>
    </>
  );
}
