import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Card } from '#app/components/card.tsx';
import { ProductLine } from '#app/components/product-line.tsx';
import { RefundTable } from '#app/components/refund-table.tsx';
import { Tag } from '#app/components/tag.tsx';
import { Timeline } from '#app/components/timeline.tsx';
import { allow } from '#app/http.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { creditVault } from '#app/security/credit-vault.server.ts';
import { viewConversation } from '#app/services/casework/view-conversation.server.ts';
import { supportEmail } from '#app/services/support-email.server.ts';
import { viewCreditsOfReturn } from '#app/services/view-credit.server.ts';
import type { ReturnView } from '#app/services/view-return.server.ts';
import { viewLabelOffer } from '#app/services/want-label.server.ts';
import { LINE_STATES } from '#machines/line/index.ts';
import { RETURN_STATES } from '#machines/return/index.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { Route } from './+types/status';
import { ContestPanel } from './contest-panel.tsx';
import { CreditCard } from './credit-card.tsx';
import { deskReasonWords, reasonWords } from './desk-words.ts';
import { LabelLinks } from './label-links.tsx';
import { ownContest } from './own-contest.server.ts';
import { PageTitle } from './page-title.tsx';
import { statusPath } from './paths.ts';
import { refundRows } from './refund-rows.ts';
import { requireReturn, rmaCodeOf } from './require-return.server.ts';
import { RescuePanels } from './rescue-panels.tsx';
import { spokenConversation } from './spoken-conversation.server.ts';
import { statusSteps } from './status-steps.tsx';
import { QuestionPanel, TalkPanel } from './talk-panel.tsx';

export const loader = allow('guest', async (args) => {
  const { deps, guest, params } = args;
  const view = await requireReturn(deps, guest, params);
  const which = { orderId: guest.orderId, rmaCode: rmaCodeOf(params) };
  return {
    view,
    support: await supportEmail(deps),
    credits: await viewCreditsOfReturn(deps, creditVault(deps.env), which),
    labelOffer: await viewLabelOffer(deps, which),
    contest: await ownContest(deps, view),
    talk: await spokenConversation(args, await viewConversation(deps.db, view.id), view.timeZone),
  };
});

export default function Status({
  loaderData: { view, support, credits, labelOffer, talk, contest },
}: Route.ComponentProps) {
  const { t, locale } = useWords();
  const title = t('customer:status.title', { code: formatRmaCode(view.rmaCode) });
  const state = RETURN_STATES.find((known) => known === view.state) ?? 'open';
  const needsLabel = state === 'open' && !view.nothingToSend && view.parcelState !== 'received';
  const keeps = view.nothingToSend && state !== 'cancelled';
  return (
    <>
      <PageTitle title={title} />
      <BackLink href="/order">{t('customer:status.to-order')}</BackLink>
      <h1>{title}</h1>
      <p className="lede">
        {keeps && state === 'open' ? t('customer:status.keep') : t(`terms:customer-state.return.${state}`)}
      </p>
      {keeps && state !== 'open' && <p>{t('customer:status.keep')}</p>}
      <QuestionPanel rmaCode={view.rmaCode} talk={talk} />
      <RescuePanels view={view} />
      <Timeline label={t('customer:status.steps')} steps={statusSteps(view, t, locale)} />
      {needsLabel && <LabelLinks rmaCode={view.rmaCode} />}
      {labelOffer && (
        <p>
          <Anchor href={`${statusPath(view.rmaCode)}/label-wanted`}>{t('customer:label-wanted.link')}</Anchor>
        </p>
      )}
      {credits.map((credit) => (
        <CreditCard key={credit.id} credit={credit} />
      ))}
      <Lines view={view} />
      <Sum view={view} />
      <ContestPanel contest={contest} />
      <TalkPanel rmaCode={view.rmaCode} talk={talk} />
      <p>
        <Anchor href={`${statusPath(view.rmaCode)}/why`}>{t('receipts:page.link-return')}</Anchor>
      </p>
      {view.mayCancel && (
        <p>
          <Anchor href={`${statusPath(view.rmaCode)}/cancel`}>{t('customer:status.cancel')}</Anchor>
        </p>
      )}
      {support && <p>{t('customer:order.contact', { address: support })}</p>}
    </>
  );
}

function Lines({ view }: { view: ReturnView }) {
  const { t } = useWords();
  return (
    <Card title={t('customer:status.items')}>
      <ul className="product-list">
        {view.lines.map((line) => {
          const state = LINE_STATES.find((known) => known === line.state) ?? 'requested';
          const less = deskReasonWords(line.deskReason, t);
          return (
            <li key={line.id}>
              <ProductLine title={line.title} variant={line.variant} image={line.image} quantity={line.quantity}>
                <p>{reasonWords(line.reason, t)}</p>
                <Tag tone={TONES[state]}>{t(`terms:state.line.${state}`)}</Tag>
                <p>{t(`terms:customer-state.line.${state}`)}</p>
                {line.kept && state !== 'cancelled' && <p>{t('customer:status.keep-line')}</p>}
                {less && <p>{t('customer:status.because', { reason: less })}</p>}
                {line.acceptedQuantity !== null &&
                  line.acceptedQuantity > 0 &&
                  line.acceptedQuantity < line.quantity && (
                    <p>{t('customer:status.accepted-of', { count: line.acceptedQuantity, total: line.quantity })}</p>
                  )}
              </ProductLine>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

const TONES = {
  requested: 'neutral',
  inspected: 'info',
  accepted: 'success',
  reduced: 'warning',
  rejected: 'danger',
  cancelled: 'neutral',
} as const;

function Sum({ view }: { view: ReturnView }) {
  const { t, locale } = useWords();
  if (view.state === 'cancelled') return null;
  const { quote } = view;
  const titleOf = (id: string) => view.lines.find((line) => line.orderLineId === id)?.title ?? '';
  return (
    <RefundTable
      caption={view.decided ? t('customer:status.refund-decided') : t('customer:status.refund-expected')}
      rows={refundRows(quote, titleOf, { t, locale })}
      total={{
        label: t('customer:sum.total'),
        amount: formatMoney({ amount: quote.total, currency: quote.currency }, locale),
      }}
    />
  );
}
