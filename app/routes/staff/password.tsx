import { data } from 'react-router';
import { z } from 'zod';
import { staffAuth } from '#app/auth/better-auth.server.ts';
import { passwordProblem } from '#app/auth/password-rules.ts';
import { provePassword } from '#app/auth/second-factor.server.ts';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow, parseForm, redirectTo } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { changePassword, passwordHashOf } from '#app/services/people/own-account.server.ts';
import type { Route } from './+types/password';
import { factorStatus, factorWords, passwordWords } from './factor-words.server.ts';
import { NewPassword } from './new-password.tsx';
import { oneself } from './own-account.server.ts';

const fields = z.object({ current: z.string().max(1000).catch(''), password: z.string().max(1000).catch('') });

export const loader = allow('staff.self', ({ staff }) => ({ email: staff.email }));

/** A new password, by somebody who knows the present one. All other devices are signed out. */
export const action = allow('staff.self', async (args) => {
  const { request, deps, staff, t } = args;
  const form = await parseForm(request, fields, { maxBytes: 16 * 1024, maxFields: 10 });
  const { current, password } = form.ok ? form.data : fields.parse(form.values);
  const wrong = passwordProblem(password, staff);
  if (!form.ok || wrong) {
    const message = wrong ? passwordWords(wrong, t) : t('error.invalid');
    return data({ problems: [{ field: 'password', message }] }, { status: 422 });
  }
  const proved = await provePassword(staff, await passwordHashOf(deps, staff.id), current, deps);
  if (!proved.ok) {
    const { refusal } = proved;
    const problems = [{ field: 'current', message: factorWords(refusal, t) }];
    return data({ problems }, { status: factorStatus(refusal) });
  }
  const { password: passwords } = await staffAuth(deps).$context;
  await changePassword(deps, oneself(args), await passwords.hash(password));
  throw redirectTo('/staff/security?done=password');
});

export default function Password({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const title = t('people:password.change');
  return (
    <div className="staff-narrow flow">
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <BackLink href="/staff/security">{t('people:security.title')}</BackLink>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <p>{t('people:password.ends-others')}</p>
      <form method="post" noValidate className="flow">
        <input type="hidden" name="email" value={loaderData.email} autoComplete="username" />
        <TextInput
          name="current"
          type="password"
          label={t('people:password.current')}
          error={errorOf('current')}
          autoComplete="current-password"
          ltr
        />
        <NewPassword error={errorOf('password')} />
        <Button>{t('people:password.change')}</Button>
      </form>
    </div>
  );
}
