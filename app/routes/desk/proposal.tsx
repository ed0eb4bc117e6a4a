import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { RefundTable } from '#app/components/refund-table.tsx';
import { ProofField } from '#app/components/staff/proof-field.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Tag } from '#app/components/tag.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/proposal';
import { takeProposalForm } from './proposal-form.server.ts';
import { loadProposalPage } from './proposal-page.server.ts';

export const loader = allow('desk.read', (args) => loadProposalPage(args));
export const action = allow('desk.approve', (args) => takeProposalForm(args));

type Page = Route.ComponentProps['loaderData'];
type ErrorOf = (field: string) => string | undefined;

const TONES = { open: 'info', approved: 'success', 'sent-back': 'warning', void: 'neutral' } as const;

export default function Proposal({ loaderData: page, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  const errorOf: ErrorOf = (field) => problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      <StaffTitle title={page.title} wrong={problems.length > 0} />
      <BackLink href={page.back} />
      <ErrorSummary problems={problems} />
      {page.done && !actionData && (
        <Notice tone="success" live>
          <p>{page.done}</p>
        </Notice>
      )}
      <header className="desk-return-head">
        <h1>{page.title}</h1>
        <Tag tone={TONES[page.state.code]}>{page.state.text}</Tag>
      </header>
      <p className="soft">{page.lead}</p>
      <Card>
        <SummaryList rows={page.facts.map((fact) => ({ ...fact, value: <bdi>{fact.value}</bdi> }))} />
      </Card>
      <Card title={t('approval:decided')}>
        <SummaryList
          rows={page.lines.map((line) => ({
            id: line.id,
            label: line.title,
            value: (
              <>
                <Tag tone={line.tone}>{line.state}</Tag> {line.detail}
                {line.note && <p dir="auto">{line.note}</p>}
              </>
            ),
          }))}
        />
      </Card>
      {page.quote && (
        <Card>
          <RefundTable
            caption={t('approval:refund')}
            rows={page.quote.rows}
            total={{ label: t('staff:desk.return.sum.total'), amount: page.quote.total }}
          />
        </Card>
      )}
      {page.notMe && (
        <Notice>
          <p>{page.notMe}</p>
        </Notice>
      )}
      {page.mayApprove && <Approve page={page} errorOf={errorOf} />}
      {page.maySendBack && <SendBack page={page} errorOf={errorOf} typed={actionData?.note ?? ''} />}
    </>
  );
}

function Named({ page }: { page: Page }) {
  return (
    <>
      <input type="hidden" name="proposal" value={page.id} />
      <input type="hidden" name="hash" value={page.hash} />
    </>
  );
}

function Approve({ page, errorOf }: { page: Page; errorOf: ErrorOf }) {
  const { t } = useWords();
  return (
    <Card title={t('approval:approve.title')}>
      <form method="post" noValidate autoComplete="off">
        <Named page={page} />
        <p>{t('approval:approve.hint')}</p>
        {page.proof && <ProofField proof={page.proof} error={errorOf('proof')} />}
        <Button name="intent" value="approve" icon="money">
          {t('approval:approve.button', { amount: page.amount })}
        </Button>
      </form>
    </Card>
  );
}

function SendBack({ page, errorOf, typed }: { page: Page; errorOf: ErrorOf; typed: string }) {
  const { t } = useWords();
  return (
    <Card title={t('approval:back.title')}>
      <form method="post" noValidate>
        <Named page={page} />
        {!page.mine && (
          <TextArea
            name="note"
            label={t('approval:back.note')}
            hint={t('approval:back.hint')}
            defaultValue={typed}
            error={errorOf('note')}
            maxLength={2000}
            rows={3}
          />
        )}
        <Button name="intent" value="send-back" variant="secondary">
          {page.mine ? t('approval:back.own') : t('approval:back.button')}
        </Button>
      </form>
    </Card>
  );
}
