import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/forgotten';
import { takeForgotten } from './reset-page.server.ts';

export const loader = allow('public', ({ url }) => ({
  sent: url.searchParams.get('sent') === 'yes',
  done: url.searchParams.get('done') === 'yes',
}));
export const action = allow('public', (args) => takeForgotten(args));

export default function Forgotten({ loaderData: { sent, done }, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  const title = t('access:forgotten.title');
  return (
    <div className="staff-narrow flow">
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <BackLink href="/staff/sign-in">{t('staff:sign-in.title')}</BackLink>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      {(sent || done) && !actionData && (
        <Notice tone="success" live>
          <p>{done ? t('access:forgotten.done') : t('access:forgotten.sent')}</p>
        </Notice>
      )}
      {!done && (
        <form method="post" action="/staff/forgotten" noValidate className="flow">
          <p>{t('access:forgotten.lead')}</p>
          <TextInput
            name="email"
            type="email"
            label={t('people:email')}
            defaultValue={actionData?.email}
            error={problems[0]?.message}
            autoComplete="username"
            spellCheck={false}
            ltr
          />
          <Button>{t('access:forgotten.button')}</Button>
        </form>
      )}
    </div>
  );
}
