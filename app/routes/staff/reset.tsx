import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/reset';
import { NewPassword } from './new-password.tsx';
import { loadReset, takeReset } from './reset-page.server.ts';

export const loader = allow('public', (args) => loadReset(args));
export const action = allow('public', (args) => takeReset(args));

export default function Reset({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  const title = t('access:reset.title');
  return (
    <div className="staff-narrow flow">
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <p>{t('access:reset.lead')}</p>
      <form method="post" noValidate className="flow">
        <input type="hidden" name="email" value={loaderData.email} autoComplete="username" />
        <NewPassword error={problems[0]?.message} />
        <Button>{t('access:reset.button')}</Button>
      </form>
    </div>
  );
}
