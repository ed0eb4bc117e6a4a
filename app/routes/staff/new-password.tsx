import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';

/** The field for a new password, with its rules in front of it. */
export function NewPassword({ error, name = 'password' }: { error: string | undefined; name?: string }) {
  const { t } = useWords();
  return (
    <TextInput
      name={name}
      type="password"
      label={t('people:password.new')}
      hint={t('people:password.hint')}
      error={error}
      autoComplete="new-password"
      ltr
    />
  );
}
