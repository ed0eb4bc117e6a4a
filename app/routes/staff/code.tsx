import { data } from 'react-router';
import { z } from 'zod';
import { finishSignIn } from '#app/auth/second-factor.server.ts';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow, parseForm, redirectTo } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { areasOf } from '#app/permissions.ts';
import { safeNext } from '#app/security/next-path.server.ts';
import type { Route } from './+types/code';
import { factorStatus, factorWords } from './factor-words.server.ts';

const fields = z.object({ code: z.string().max(100).catch(''), next: z.string().max(500).catch('') });

export const loader = allow('public', async ({ url, currentStaff }) => {
  const next = safeNext(url.searchParams.get('next'), '');
  if (await currentStaff()) throw redirectTo(next || '/staff');
  return { next };
});

/** The second step: a code of the app, or one of the recovery codes, in one field. */
export const action = allow('public', async ({ request, deps, setCookie, currentStaff, t }) => {
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024, maxFields: 10 });
  const { code, next } = form.ok ? form.data : { code: '', next: '' };
  if (await currentStaff()) throw redirectTo(safeNext(next, '/staff'));
  const result = await finishSignIn(request, code, deps, setCookie);
  if (result.ok) throw redirectTo(safeNext(next, result.role ? `/${areasOf(result.role)[0]}` : '/staff'));
  const { refusal } = result;
  const words = refusal.code === 'factor.none' ? t('people:step.over') : factorWords(refusal, t);
  return data({ problems: [{ field: 'code', message: words }] }, { status: factorStatus(refusal) });
});

export default function SecondStep({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  const title = t('people:step.title');
  return (
    <div className="staff-narrow flow">
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <BackLink href="/staff/sign-in">{t('people:step.back')}</BackLink>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <form method="post" noValidate className="flow">
        <input type="hidden" name="next" value={loaderData.next} />
        <TextInput
          name="code"
          label={t('people:step.code')}
          hint={t('people:step.hint')}
          error={problems[0]?.message}
          autoComplete="one-time-code"
          spellCheck={false}
          maxLength={40}
          width="medium"
          ltr
        />
        <Button>{t('people:step.button')}</Button>
      </form>
    </div>
  );
}
