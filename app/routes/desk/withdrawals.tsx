import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { DueBadge } from '#app/components/staff/due-badge.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { Tabs } from '#app/components/tabs.tsx';
import { Tag } from '#app/components/tag.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/withdrawals';
import { loadWithdrawalsPage } from './withdrawals-page.server.ts';

type Page = Route.ComponentProps['loaderData'];

export const loader = allow('desk.read', (args) => loadWithdrawalsPage(args));

/** Statements of withdrawal: those that need a person first, by the day on which the law wants the money back. */
export default function Withdrawals({ loaderData: { view, tabs, rows, next } }: Route.ComponentProps) {
  const { t } = useWords();
  return (
    <>
      <StaffTitle title={t('staff:withdrawals.title')} />
      <BackLink href="/desk" />
      <h1>{t('staff:withdrawals.title')}</h1>
      <Tabs
        label={t('staff:withdrawals.views')}
        tabs={tabs.map(({ name, ...tab }) => ({ ...tab, label: t(`staff:withdrawals.view.${name}`) }))}
      />
      {rows.length === 0 ? (
        <EmptyState title={t(`staff:withdrawals.empty.${view}.title`)}>
          <p>{t(`staff:withdrawals.empty.${view}.text`)}</p>
        </EmptyState>
      ) : (
        <Rows view={view} rows={rows} />
      )}
      <Pagination next={next ?? undefined} />
    </>
  );
}

function Rows({ view, rows }: Pick<Page, 'view' | 'rows'>) {
  const { t } = useWords();
  const column = (key: 'case' | 'due' | 'contract' | 'name' | 'received' | 'why' | 'state') => ({
    key,
    label: t(`staff:withdrawals.column.${key}`),
  });
  const waits = view === 'waiting';
  return (
    <DataTable
      caption={t(`staff:withdrawals.view.${view}`)}
      hideCaption
      columns={[
        column('case'),
        ...(waits ? [column('due')] : []),
        column('contract'),
        column('name'),
        column('received'),
        column(waits ? 'why' : 'state'),
      ]}
      rows={rows.map((row) => ({
        id: row.id,
        urgent: waits && row.due.urgency === 'overdue',
        cells: {
          case: (
            <Anchor href={row.href} className="rma">
              <bdi dir="ltr">{row.code}</bdi>
            </Anchor>
          ),
          due: <DueBadge due={row.due} />,
          contract: <bdi className="typed">{row.contract}</bdi>,
          name: <bdi className="typed">{row.name}</bdi>,
          received: row.received,
          why: row.why,
          state: (
            <>
              {row.state} {row.late && <Tag tone="warning">{t('staff:withdrawals.late')}</Tag>}
              {row.stop && <Tag tone="danger">{t('staff:withdrawals.stop')}</Tag>}
            </>
          ),
        },
      }))}
    />
  );
}
