import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Tag } from '#app/components/tag.tsx';
import { Timeline } from '#app/components/timeline.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/transfer';
import { TransferActs } from './transfer-acts.tsx';
import { takeTransferForm } from './transfer-form.server.ts';
import { loadTransferPage } from './transfer-page.server.ts';

export const loader = allow('money.transfer', (args) => loadTransferPage(args));
export const action = allow('money.transfer', (args) => takeTransferForm(args));

export default function Transfer({ loaderData: page, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  return (
    <>
      <StaffTitle title={page.title} wrong={problems.length > 0} />
      <BackLink href="/money/transfers" />
      <ErrorSummary problems={problems} />
      {page.done && !actionData && (
        <Notice tone="success" live>
          <p>{t('rescue:desk.done')}</p>
        </Notice>
      )}
      <header className="desk-return-head">
        <h1>{page.title}</h1>
        <Tag tone={page.state.done ? 'success' : 'info'}>{page.state.text}</Tag>
      </header>
      <Card>
        <SummaryList rows={page.facts.map(({ id, label, value }) => ({ id, label, value: <bdi>{value}</bdi> }))} />
        <p>
          <Anchor href={page.returnHref} document>
            {t('rescue:transfers.column.return')}
          </Anchor>
        </p>
      </Card>
      {actionData?.revealed && (
        <Card title={t('rescue:transfer.revealed')}>
          <SummaryList
            rows={[
              { id: 'holder', label: t('rescue:account.holder'), value: <bdi>{actionData.revealed.holder}</bdi> },
              {
                id: 'number',
                label: t('rescue:account.number'),
                value: <bdi dir="ltr">{actionData.revealed.number}</bdi>,
              },
              ...(actionData.revealed.bankCode === null
                ? []
                : [
                    {
                      id: 'bank-code',
                      label: t('rescue:transfer.bank-code'),
                      value: <bdi dir="ltr">{actionData.revealed.bankCode}</bdi>,
                    },
                  ]),
            ]}
          />
        </Card>
      )}
      {page.disputed && (
        <Notice tone="danger">
          <p>{t('terms:code.transfer.disputed')}</p>
        </Notice>
      )}
      {page.needsOther && <Notice>{t('rescue:transfer.needs-other')}</Notice>}
      <TransferActs page={page} problems={problems} typed={actionData?.typed ?? null} />
      <Card title={t('rescue:transfer.story')}>
        <Timeline
          label={t('rescue:transfer.story')}
          steps={page.story.map(({ who, ...step }) => ({ ...step, detail: <p>{who}</p> }))}
        />
      </Card>
    </>
  );
}
