import { data } from 'react-router';
import { z } from 'zod';
import { knowBrowser } from '#app/auth/browser.server.ts';
import { sessionSecret } from '#app/auth/secret.server.ts';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow, type FieldErrors, parseForm, redirectTo } from '#app/http.server.ts';
import type { Translate } from '#app/i18n/types.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { safeNext } from '#app/security/next-path.server.ts';
import { ONE_TIME_CODE, seal } from '#app/security/seal.server.ts';
import { requestCode } from '#app/services/request-code.server.ts';
import { emailKey } from '#machines/email-address.ts';
import { orderNumberKey } from '#machines/order-number.ts';
import type { Route } from './+types/start';
import { rememberAsked } from './asked-cookie.server.ts';
import { PageTitle } from './page-title.tsx';

const fields = z.object({
  'order-number': z.string().transform((typed, context) => {
    const folded = orderNumberKey(typed);
    if (folded.ok) return folded.key;
    context.addIssue({
      code: 'custom',
      message: folded.refusal.code === 'order-number.empty' ? 'required' : 'too-long',
    });
    return z.NEVER;
  }),
  email: z.string().transform((typed, context) => {
    const folded = emailKey(typed);
    if (folded.ok) return folded.key;
    context.addIssue({ code: 'custom', message: folded.refusal.code === 'email.empty' ? 'required' : 'invalid' });
    return z.NEVER;
  }),
  next: z.string().max(500).catch(''),
});

export const loader = allow('public', ({ url }) => {
  const next = safeNext(url.searchParams.get('next'), '');
  return { next };
});

export const action = allow('public', async ({ request, deps, clientIp, locale, setCookie, t }) => {
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024 });
  if (!form.ok) return data({ values: form.values, problems: problemsOf(form.errors, t) }, { status: 422 });
  const browser = knowBrowser(request, deps);
  const sealCode = (code: string) => seal(code, sessionSecret(deps.env), ONE_TIME_CODE);
  const asked = await requestCode(
    { ...deps, sealCode },
    {
      orderNumberKey: form.data['order-number'],
      emailKey: form.data.email,
      browserHash: browser.browserHash,
      clientIp,
      locale,
    },
  );
  if (!asked.ok) {
    const problems: FieldProblem[] = [{ field: '', message: t('customer:start.error.too-many') }];
    return data({ values: {}, problems }, { status: 429 });
  }
  if (browser.setCookie) setCookie(browser.setCookie);
  setCookie(rememberAsked(deps.env, form.data.email));
  const next = safeNext(form.data.next, '');
  throw redirectTo(next ? `/code?next=${encodeURIComponent(next)}` : '/code');
});

function problemsOf(errors: FieldErrors, t: Translate): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const number = errors['order-number'];
  if (number) {
    const message = number === 'required' ? t('customer:start.error.number') : t('customer:start.error.number-wrong');
    problems.push({ field: 'order-number', message });
  }
  if (errors.email) {
    const message = errors.email === 'required' ? t('terms:code.email.empty') : t('terms:code.email.malformed');
    problems.push({ field: 'email', message });
  }
  return problems;
}

export default function Start({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? {};
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      <PageTitle title={t('customer:start.title')} wrong={problems.length > 0} />
      <ErrorSummary problems={problems} />
      <h1>{t('customer:start.title')}</h1>
      <p className="lede">{t('customer:start.lead')}</p>
      {loaderData.next && !actionData && <Notice>{t('customer:start.proof')}</Notice>}
      {/* `?index`: without it the router takes the form for one of the layout, which has the same path. */}
      <form method="post" action="/?index" noValidate>
        <input type="hidden" name="next" value={loaderData.next} />
        <TextInput
          name="order-number"
          label={t('customer:start.number')}
          hint={t('customer:start.number-hint')}
          defaultValue={values['order-number']}
          error={errorOf('order-number')}
          autoComplete="off"
          width="medium"
          spellCheck={false}
          ltr
        />
        <TextInput
          name="email"
          type="email"
          label={t('customer:start.email')}
          hint={t('customer:start.email-hint')}
          defaultValue={values.email}
          error={errorOf('email')}
          autoComplete="email"
          spellCheck={false}
          ltr
        />
        <Button>{t('customer:start.button')}</Button>
      </form>
    </>
  );
}
