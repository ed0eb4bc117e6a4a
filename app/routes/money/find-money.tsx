import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';

/** Looks something up by what people have of it: a return code, an order number, the provider's payment or refund. */
export function FindMoney({ action, asked, problem }: { action: string; asked: string; problem: string | undefined }) {
  const { t } = useWords();
  return (
    <search>
      <form method="get" action={action} className="fields-row">
        <TextInput
          name="find"
          type="search"
          label={t('money:find.label')}
          hint={t('money:find.hint')}
          error={problem}
          defaultValue={asked}
          maxLength={255}
          autoComplete="off"
          spellCheck={false}
          ltr
        />
        <Button variant="secondary">{t('money:find.button')}</Button>
      </form>
    </search>
  );
}

/** What is wrong with what was looked for, above the heading. */
export function FindProblem({ problem }: { problem: string | undefined }) {
  return <ErrorSummary problems={problem ? [{ field: 'find', message: problem }] : []} />;
}
