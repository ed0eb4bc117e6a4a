import { Anchor } from '#app/components/anchor.tsx';
import { Panel } from '#app/components/panel.tsx';
import { RefundTable } from '#app/components/refund-table.tsx';
import { allow } from '#app/http.server.ts';
import { formatDay, formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { supportEmail } from '#app/services/support-email.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { Route } from './+types/sent';
import { LabelLinks } from './label-links.tsx';
import { PageTitle } from './page-title.tsx';
import { statusPath } from './paths.ts';
import { refundRows } from './refund-rows.ts';
import { requireReturn } from './require-return.server.ts';

export const loader = allow('guest', async ({ deps, guest, params }) => ({
  view: await requireReturn(deps, guest, params),
  support: await supportEmail(deps),
}));

export default function Sent({ loaderData: { view, support } }: Route.ComponentProps) {
  const { t, locale } = useWords();
  const { rmaCode, quote, sendBy, refundBy, travel } = view;
  const titleOf = (id: string) => view.lines.find((line) => line.orderLineId === id)?.title ?? '';
  const say = (amount: number) => formatMoney({ amount, currency: quote.currency }, locale);
  const total = say(quote.total);
  const asCredit = quote.resolution === 'store-credit';
  const credit = t('credit:steps.sent', { total: say(quote.total + quote.creditBonus) });
  return (
    <>
      <PageTitle title={t('customer:sent.title')} />
      <Panel title={t('customer:sent.title')} codeLabel={t('customer:sent.code')} code={formatRmaCode(rmaCode)}>
        <p>{t('customer:sent.mail', { address: view.email })}</p>
      </Panel>
      <h2>{t('customer:sent.next')}</h2>
      {view.nothingToSend ? (
        <ol className="steps">
          <li>{t('customer:sent.step-keep')}</li>
          <li>{asCredit ? credit : t('customer:sent.step-keep-refund', { total })}</li>
        </ol>
      ) : (
        <ol className="steps">
          <li>{t('customer:sent.step-pack')}</li>
          <li>{travel === 'label' ? t('customer:sent.step-label') : t('customer:sent.step-own')}</li>
          <li>
            {sendBy
              ? t('customer:sent.step-send-by', { date: formatDay(sendBy, locale) })
              : t('customer:sent.step-send')}
          </li>
          <li>
            {asCredit && credit}
            {!asCredit &&
              (refundBy
                ? t('customer:sent.step-refund-by', { total, date: formatDay(refundBy, locale) })
                : t('customer:sent.step-refund', { total }))}
          </li>
        </ol>
      )}
      {!view.nothingToSend && <LabelLinks rmaCode={rmaCode} />}
      <RefundTable
        caption={t('customer:check.refund')}
        rows={refundRows(quote, titleOf, { t, locale })}
        total={{ label: t('customer:sum.total'), amount: total }}
      />
      <p>
        <Anchor href={statusPath(rmaCode)}>{t('customer:sent.follow')}</Anchor>
      </p>
      <p>{t('customer:sent.record')}</p>
      {support && <p>{t('customer:order.contact', { address: support })}</p>}
    </>
  );
}
