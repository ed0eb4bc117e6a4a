import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { explainReturn } from '#app/services/explain.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { Route } from './+types/why';
import { PageTitle } from './page-title.tsx';
import { statusPath } from './paths.ts';
import { rmaCodeOf } from './require-return.server.ts';
import { WhyList } from './why-list.tsx';
import { whyLines } from './why-words.server.ts';

export const loader = allow('guest', async ({ deps, guest, params, t, locale }) => {
  const rmaCode = rmaCodeOf(params);
  const explained = await explainReturn(deps, { orderId: guest.orderId, rmaCode });
  return explained ? { rmaCode, lines: whyLines(explained, { t, locale }) } : fail(404, 'not-found');
});

export default function Why({ loaderData: { rmaCode, lines } }: Route.ComponentProps) {
  const { t } = useWords();
  const title = t('receipts:page.title-return', { code: formatRmaCode(rmaCode) });
  return (
    <>
      <PageTitle title={title} />
      <BackLink href={statusPath(rmaCode)} />
      <h1>{title}</h1>
      <p className="lede">{t('receipts:page.lead')}</p>
      {lines.map((line) => (
        <WhyList key={line.lineId} line={line} withTitle />
      ))}
      <p>
        <Anchor href={`${statusPath(rmaCode)}/why.json`} document>
          {t('receipts:page.data')}
        </Anchor>
      </p>
    </>
  );
}
