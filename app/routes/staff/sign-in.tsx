import { data } from 'react-router';
import { z } from 'zod';
import { hasCompanySignIn } from '#app/auth/company-provider.server.ts';
import { demoPassword, demoStaff } from '#app/auth/demo-staff.ts';
import { signInStaff } from '#app/auth/staff.server.ts';
import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow, parseForm, redirectTo } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { areasOf } from '#app/permissions.ts';
import { safeNext } from '#app/security/next-path.server.ts';
import type { Route } from './+types/sign-in';

const fields = z.object({
  email: z.string().trim().min(1, 'required').max(320),
  // Never shortened or trimmed: a space may be part of it.
  password: z.string().min(1, 'required').max(200),
  next: z.string().max(500).catch(''),
});

export const loader = allow('public', async ({ url, deps, currentStaff }) => {
  const next = safeNext(url.searchParams.get('next'), '');
  if (await currentStaff()) throw redirectTo(next || '/staff');
  const demo = deps.env.RETOUR_MODE === 'development' ? { people: demoStaff, password: demoPassword } : null;
  const company = (['refused', 'unreachable'] as const).find((one) => one === url.searchParams.get('company')) ?? null;
  const late = url.searchParams.get('ended');
  const ended = late === null ? null : late === 'kept' ? ('ended-kept' as const) : ('ended' as const);
  return { next, demo, ended, company, offersCompany: hasCompanySignIn(deps.env) };
});

export const action = allow('public', async ({ request, deps, clientIp, setCookie, t }) => {
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024 });
  if (!form.ok) {
    const missing = { email: t('staff:sign-in.email-missing'), password: t('staff:sign-in.password-missing') };
    const problems = (['email', 'password'] as const)
      .filter((field) => form.errors[field] !== undefined)
      .map((field) => ({
        field,
        message: form.errors[field] === 'required' ? missing[field] : t('staff:sign-in.wrong'),
      }));
    return data({ email: form.values.email ?? '', problems }, { status: 422 });
  }
  const { email, password, next } = form.data;
  const userAgent = request.headers.get('User-Agent');
  const result = await signInStaff({ email, password, clientIp, userAgent }, deps, setCookie);
  if (result.ok && result.step === 'code') {
    throw redirectTo(`/staff/sign-in/code?next=${encodeURIComponent(safeNext(next, ''))}`);
  }
  if (result.ok) throw redirectTo(safeNext(next, result.role ? `/${areasOf(result.role)[0]}` : '/staff'));
  const { refusal } = result;
  const tooMany = refusal.code === 'sign-in.too-many';
  const message = tooMany ? t('staff:sign-in.too-many', { count: refusal.minutes }) : t('staff:sign-in.wrong');
  return data({ email, problems: [{ field: 'email', message }] }, { status: tooMany ? 429 : 422 });
});

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const title = t('staff:sign-in.title');
  return (
    <div className="staff-narrow flow">
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      {loaderData.ended && (
        <Notice tone="warning">
          <p>{t(`staff:sign-in.${loaderData.ended}`)}</p>
        </Notice>
      )}
      {loaderData.company && (
        <Notice tone="danger" live>
          <p>{t(`staff:sign-in.company-${loaderData.company}`)}</p>
        </Notice>
      )}
      <form method="post" noValidate className="flow">
        <input type="hidden" name="next" value={loaderData.next} />
        <TextInput
          name="email"
          type="email"
          label={t('staff:sign-in.email')}
          defaultValue={actionData?.email}
          error={errorOf('email')}
          autoComplete="username"
          spellCheck={false}
          ltr
        />
        <TextInput
          name="password"
          type="password"
          label={t('staff:sign-in.password')}
          error={errorOf('password')}
          autoComplete="current-password"
          ltr
        />
        <Button>{t('staff:sign-in.button')}</Button>
      </form>
      <p>
        <Anchor href="/staff/forgotten" document>
          {t('staff:sign-in.forgotten')}
        </Anchor>
      </p>
      {loaderData.offersCompany && (
        <p>
          <Anchor href={`/staff/sign-in/company?next=${encodeURIComponent(loaderData.next)}`} document>
            {t('staff:sign-in.company')}
          </Anchor>
        </p>
      )}
      {loaderData.demo && <DemoAccounts {...loaderData.demo} />}
    </div>
  );
}

function DemoAccounts({ people, password }: NonNullable<Route.ComponentProps['loaderData']['demo']>) {
  const { t } = useWords();
  return (
    <Notice title={t('staff:sign-in.demo')}>
      <ul>
        {people.map(({ email, role }) => (
          <li key={email}>
            <bdi>{email}</bdi> – {t(`terms:role.${role}`)}
          </li>
        ))}
      </ul>
      <p>
        {t('staff:sign-in.password')}: <code dir="ltr">{password}</code>
      </p>
    </Notice>
  );
}
