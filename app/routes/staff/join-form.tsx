import { Button } from '#app/components/button.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Role } from '#app/permissions.ts';
import { NewPassword } from './new-password.tsx';

export interface JoinFormProps {
  page: { email: string | null; name: string; role: Role };
  answer: { shown: { name: string; email: string }; problems: readonly FieldProblem[] } | undefined;
}

/** Somebody makes their own account: what they are called and a password that nobody else knows. */
export function JoinForm({ page, answer }: JoinFormProps) {
  const { t } = useWords();
  const problems = answer?.problems ?? [];
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const title = page.email === null ? t('people:join.first') : t('people:join.title');
  const rows = [
    ...(page.email === null ? [] : [{ id: 'email', label: t('people:email'), value: <bdi>{page.email}</bdi> }]),
    { id: 'role', label: t('people:role'), value: t(`terms:role.${page.role}`) },
  ];
  return (
    <div className="staff-narrow flow">
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <SummaryList rows={rows} />
      <form method="post" noValidate className="flow">
        <TextInput
          name="name"
          label={t('people:name')}
          defaultValue={answer?.shown.name ?? page.name}
          error={errorOf('name')}
          autoComplete="name"
          maxLength={80}
        />
        {page.email === null ? (
          <TextInput
            name="email"
            type="email"
            label={t('people:email')}
            defaultValue={answer?.shown.email}
            error={errorOf('email')}
            autoComplete="username"
            spellCheck={false}
            ltr
          />
        ) : (
          // For password stores, which keep a password with a name; no reader needs it twice.
          <input type="hidden" name="email" value={page.email} autoComplete="username" />
        )}
        <NewPassword error={errorOf('password')} />
        <Button>{t('people:join.button')}</Button>
      </form>
    </div>
  );
}
