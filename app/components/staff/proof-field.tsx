import { CodeInput } from '#app/components/code-input.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';

export interface ProofFieldProps {
  proof: { kind: 'code' | 'password'; limit: string };
  error: string | undefined;
}

/** Beside the button of an act that moves much money: the person shows once more that it is them. */
export function ProofField({ proof: { kind, limit }, error }: ProofFieldProps) {
  const { t } = useWords();
  const hint = t('staff:desk.proof.lead', { limit });
  return kind === 'code' ? (
    <CodeInput name="proof" label={t('staff:desk.proof.code')} hint={hint} error={error} />
  ) : (
    <TextInput
      name="proof"
      type="password"
      label={t('staff:desk.proof.password')}
      hint={hint}
      error={error}
      autoComplete="current-password"
      ltr
    />
  );
}
