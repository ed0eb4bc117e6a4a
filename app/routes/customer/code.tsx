import { data } from 'react-router';
import { z } from 'zod';
import { browserOf } from '#app/auth/browser.server.ts';
import { startGuestSession } from '#app/auth/guest.server.ts';
import { sessionSecret } from '#app/auth/secret.server.ts';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { CodeInput } from '#app/components/code-input.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { allow, parseForm, redirectTo } from '#app/http.server.ts';
import type { Translate } from '#app/i18n/types.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { safeNext } from '#app/security/next-path.server.ts';
import { ONE_TIME_CODE, seal } from '#app/security/seal.server.ts';
import { type CodeRefusal, confirmCode } from '#app/services/confirm-code.server.ts';
import { CODE_DIGITS, parseCode } from '#app/services/one-time-code.server.ts';
import { requestCodeAgain } from '#app/services/request-code.server.ts';
import type { Route } from './+types/code';
import { askedAddress } from './asked-cookie.server.ts';
import { PageTitle } from './page-title.tsx';

const fields = z.object({
  code: z.string().max(200).catch(''),
  again: z.string().max(10).optional(),
  next: z.string().max(500).catch(''),
});

export const loader = allow('public', ({ request, url, deps }) => {
  if (!browserOf(request, deps)) throw redirectTo('/');
  return {
    next: safeNext(url.searchParams.get('next'), ''),
    address: askedAddress(request, deps.env),
    sentAgain: url.searchParams.has('again'),
    digits: CODE_DIGITS,
  };
});

export const action = allow('public', async ({ request, deps, clientIp, locale, setCookie, t }) => {
  const browser = browserOf(request, deps);
  if (!browser) throw redirectTo('/');
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024 });
  if (!form.ok) return wrong(t('customer:code.error.malformed'), '');
  const next = safeNext(form.data.next, '');
  if (form.data.again !== undefined) {
    const sealCode = (code: string) => seal(code, sessionSecret(deps.env), ONE_TIME_CODE);
    const asked = await requestCodeAgain({ ...deps, sealCode }, { ...browser, clientIp, locale });
    if (!asked.ok) return wrong(t('customer:start.error.too-many'), '', 429);
    throw redirectTo(`/code?again=1${next ? `&next=${encodeURIComponent(next)}` : ''}`);
  }
  const typed = form.data.code;
  const code = parseCode(typed);
  if (!code)
    return wrong(typed.trim() === '' ? t('customer:code.error.required') : t('customer:code.error.malformed'), typed);
  const confirmed = await confirmCode(deps, { browserHash: browser.browserHash, code });
  if (!confirmed.ok) return wrong(codeWords(t, confirmed.refusal.code, Number(confirmed.refusal.left)), typed);
  setCookie(await startGuestSession(deps, confirmed.orderId));
  throw redirectTo(next || '/order');
});

const wrong = (message: string, typed: string, status = 422) =>
  data({ typed, problems: [{ field: 'code', message }] satisfies FieldProblem[] }, { status });

function codeWords(t: Translate, code: CodeRefusal, left: number): string {
  if (code === 'code.wrong') return t('customer:code.error.wrong', { count: left });
  if (code === 'code.used') return t('customer:code.error.used');
  if (code === 'code.too-many-tries') return t('customer:code.error.too-many-tries');
  return t('customer:code.error.expired');
}

export default function Code({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { next, address, sentAgain, digits } = loaderData;
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  return (
    <>
      <PageTitle title={t('customer:code.title')} wrong={problems.length > 0} />
      <BackLink href="/" />
      <ErrorSummary problems={problems} />
      {sentAgain && !actionData && <Notice tone="success" live title={t('customer:code.sent-again')} />}
      <form method="post" noValidate>
        <input type="hidden" name="next" value={next} />
        <CodeInput
          name="code"
          heading
          label={t('customer:code.title')}
          hint={
            <>
              <p>{address ? t('customer:code.hint-address', { address }) : t('customer:code.hint')}</p>
              <p>{t('customer:code.hint-time')}</p>
            </>
          }
          defaultValue={actionData?.typed}
          error={problems[0]?.message}
          length={digits}
        />
        <Button>{t('action.continue')}</Button>
      </form>
      <form method="post">
        <input type="hidden" name="next" value={next} />
        <h2>{t('customer:code.no-mail')}</h2>
        <p>{t('customer:code.no-mail-text')}</p>
        <Button variant="secondary" name="again" value="1">
          {t('customer:code.again')}
        </Button>
      </form>
    </>
  );
}
