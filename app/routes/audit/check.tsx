import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { allow } from '#app/http.server.ts';
import { formatCount } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { checkAudit } from '#app/services/view-audit.server.ts';
import type { Route } from './+types/check';

export const loader = allow('audit.read', () => null);

/** Reads the whole chain, so it is asked for by a button and not by opening a page. */
export const action = allow('audit.read', async ({ deps, t, locale }) => {
  const verdict = await checkAudit(deps.db);
  return verdict.ok
    ? { whole: true, text: t('audit:check.whole', { count: verdict.entries }), hash: verdict.head }
    : { whole: false, text: t('audit:check.broken', { number: formatCount(verdict.seq, locale) }), hash: null };
});

export default function Check({ actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const title = t('audit:check.title');
  return (
    <>
      <title>{title}</title>
      <BackLink href="/audit">{t('audit:title')}</BackLink>
      <h1>{title}</h1>
      {actionData && (
        <Notice tone={actionData.whole ? 'success' : 'danger'} live>
          <p>{actionData.text}</p>
          {actionData.hash && <p>{t('audit:check.fingerprint', { hash: actionData.hash })}</p>}
        </Notice>
      )}
      <form method="post">
        <Button>{t('audit:check.button')}</Button>
      </form>
    </>
  );
}
