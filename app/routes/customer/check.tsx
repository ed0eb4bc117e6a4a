import { z } from 'zod';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Progress } from '#app/components/progress.tsx';
import { RefundTable } from '#app/components/refund-table.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { allow, fail, parseForm, redirectTo } from '#app/http.server.ts';
import { formatDay, formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { previewDraft } from '#app/services/preview-return.server.ts';
import { keepsLine } from '#app/services/quote-answers.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import type { Route } from './+types/check';
import { answerRows } from './answer-rows.tsx';
import { backPath, requireDraft } from './open-draft.server.ts';
import { PageTitle } from './page-title.tsx';
import { pathOf, statusPath } from './paths.ts';
import { refundRows } from './refund-rows.ts';

const fields = z.object({ draft: z.string().min(1).max(100) });

export const loader = allow('guest', async ({ deps, guest, url }) => {
  const draftCase = await requireDraft(deps, guest);
  const { draft, orderCase, photos } = draftCase;
  const previewed = previewDraft(draftCase);
  // Unanswered, or no longer possible: the question at which it can be put right.
  if (!previewed.ok) {
    const changed = previewed.refusal.code === 'draft.incomplete' ? '' : '?problem=1';
    throw redirectTo(pathOf(previewed.ask) + changed);
  }
  const { quote, travel, resolution, keepsAll, refundDueOn, mayWaitForGoods } = previewed.preview;
  const lines = draft.answers.lines.map((line) => ({
    ...line,
    title: orderCase.order.lines.find((sold) => sold.id === line.lineId)?.title ?? '',
    photos: photos.filter((photo) => photo.orderLineId === line.lineId).map((photo) => photo.id),
    kept: line.reason !== null && keepsLine(orderCase, { ...line, reason: line.reason, resolution }),
  }));
  return {
    ...{ draftId: draft.id, lines, quote, keepsAll, refundDueOn, mayWaitForGoods, refund: draft.answers.refund },
    travel: keepsAll ? null : travel,
    // Not by the address, which may carry the mark of a change: from here there is no further check.
    back: backPath(new URL(url.pathname, url), draftCase, { page: 'check' }),
  };
});

export const action = allow('guest', async ({ request, deps, guest, locale }) => {
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024 });
  if (!form.ok) fail(400, 'invalid');
  const requested = await requestReturn(deps, { orderId: guest.orderId, draftId: form.data.draft, locale });
  if (requested.ok) throw redirectTo(`${statusPath(requested.rmaCode)}/sent`);
  if (requested.refusal.code === 'draft.not-found') fail(404, 'not-found');
  // The page judges the answers once more and leads to the question that has to be answered again.
  throw redirectTo('/return/check');
});

export default function Check({ loaderData }: Route.ComponentProps) {
  const { t, locale } = useWords();
  const { draftId, lines, quote, keepsAll, refundDueOn, mayWaitForGoods, back } = loaderData;
  const titleOf = (id: string) => lines.find((line) => line.lineId === id)?.title ?? '';
  const total = formatMoney({ amount: quote.total, currency: quote.currency }, locale);
  return (
    <>
      <PageTitle title={t('customer:check.title')} />
      <BackLink href={back} />
      <Progress step={5} steps={5} />
      <h1>{t('customer:check.title')}</h1>
      <SummaryList rows={answerRows(loaderData, t)} />
      <RefundTable
        caption={t('customer:check.refund')}
        rows={refundRows(quote, titleOf, { t, locale })}
        total={{ label: t('customer:sum.total'), amount: total }}
      />
      <Notice title={t('customer:check.when')}>
        <p>
          {keepsAll && t('customer:check.keep-when')}{' '}
          {refundDueOn && t('customer:check.due', { date: formatDay(refundDueOn, locale) })}{' '}
          {!keepsAll && (refundDueOn ? mayWaitForGoods && t('customer:check.goods-first') : t('customer:check.no-due'))}
        </p>
        <p>{t('customer:check.may-change')}</p>
      </Notice>
      <form method="post">
        <input type="hidden" name="draft" value={draftId} />
        <Button>{t('customer:check.button')}</Button>
      </form>
    </>
  );
}
