import { BackLink } from '#app/components/back-link.tsx';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { explainOrderLine } from '#app/services/explain.server.ts';
import type { Route } from './+types/order-why';
import { PageTitle } from './page-title.tsx';
import { WhyList } from './why-list.tsx';
import { whyLines } from './why-words.server.ts';

export const loader = allow('guest', async ({ deps, guest, params, t, locale }) => {
  const explained = await explainOrderLine(deps, {
    orderId: guest.orderId,
    lineId: (params.lineId ?? '').slice(0, 100),
  });
  const [line] = explained ? whyLines(explained, { t, locale }) : [];
  return line ? { line } : fail(404, 'not-found');
});

export default function OrderWhy({ loaderData: { line } }: Route.ComponentProps) {
  const { t } = useWords();
  const title = t('receipts:page.title', { title: line.title });
  return (
    <>
      <PageTitle title={title} />
      <BackLink href="/order">{t('customer:status.to-order')}</BackLink>
      <h1>{title}</h1>
      <p className="lede">{t('receipts:page.lead')}</p>
      <WhyList line={line} withTitle={false} />
    </>
  );
}
