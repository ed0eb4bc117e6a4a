import { data } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { Panel } from '#app/components/panel.tsx';
import { allow, fail } from '#app/http.server.ts';
import { formatExactInstant } from '#app/i18n/format.ts';
import type { Language } from '#app/i18n/languages.ts';
import type { Translate } from '#app/i18n/types.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { hashReceiptToken } from '#app/security/receipt-address.server.ts';
import { type ReceiptView, viewReceipt } from '#app/services/view-withdrawal.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { PageTitle } from '../customer/page-title.tsx';
import type { Route } from './+types/receipt';
import { StatedList } from './stated-list.tsx';

export const handle = { everyLanguage: true };

/** Nothing of the address may reach a search engine or another site. */
export const headers: Route.HeadersFunction = () => ({ 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' });

export const loader = allow('public', async ({ deps, params }) => {
  const token = params.token ?? '';
  const view = await viewReceipt(deps, { accessHash: hashReceiptToken(token) });
  return data({ view: view ?? fail(404, 'not-found'), file: `/withdraw/receipt/${token}/pdf` });
});

export default function Receipt({ loaderData: { view, file } }: Route.ComponentProps) {
  const { t, language } = useWords();
  const at = formatExactInstant(view.submittedAt, view.timeZone, language);
  return (
    <>
      <meta name="robots" content="noindex" />
      <PageTitle title={t('withdrawal:receipt.title')} />
      <Panel
        title={t('withdrawal:receipt.title')}
        codeLabel={t('withdrawal:row.code')}
        code={formatRmaCode(view.caseCode)}
      >
        <p>{t('withdrawal:receipt.lead')}</p>
      </Panel>
      <p>{view.mailLater ? t('withdrawal:receipt.mail-later') : t('withdrawal:receipt.mail', { email: view.email })}</p>
      <p>
        <Anchor href={file} document>
          {t('withdrawal:receipt.file')}
        </Anchor>
      </p>
      <h2>{t('withdrawal:statement')}</h2>
      <StatedList stated={view} more={[{ id: 'at', label: t('withdrawal:row.at'), value: <bdi>{at}</bdi> }]} />
      <h2>{t('withdrawal:receipt.next-title')}</h2>
      <Next view={view} t={t} language={language} />
      <p>{t('withdrawal:receipt.keep')}</p>
    </>
  );
}

/** What came of it, told only to those who had proved to own the order. */
function Next({ view: { outcome }, t, language }: { view: ReceiptView; t: Translate; language: Language }) {
  const repeat = outcome?.repeatOf;
  const earlier = repeat && {
    at: formatExactInstant(repeat.submittedAt, repeat.timeZone, language),
    code: formatRmaCode(repeat.caseCode),
  };
  return (
    <>
      {earlier && <p>{t('withdrawal:receipt.repeat', earlier)}</p>}
      {outcome?.rmaCode ? (
        <p>
          <Anchor href={`/r/${outcome.rmaCode}`}>{t('withdrawal:receipt.return')}</Anchor>
        </p>
      ) : (
        <p>{t('withdrawal:receipt.next')}</p>
      )}
    </>
  );
}
