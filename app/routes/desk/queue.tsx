import { data } from 'react-router';
import { z } from 'zod';
import { Anchor } from '#app/components/anchor.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { DueBadge } from '#app/components/staff/due-badge.tsx';
import { useFocusOnProblems } from '#app/components/staff/focus-problems.ts';
import { ProviderNotice } from '#app/components/staff/provider-notice.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { Tabs } from '#app/components/tabs.tsx';
import { Tag } from '#app/components/tag.tsx';
import { allow, fail, parseForm } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { retryEffect } from '#app/services/retry-effect.server.ts';
import type { Route } from './+types/queue';
import { FindReturn } from './find-return.tsx';
import { ParkedTasks } from './parked-tasks.tsx';
import { loadQueuePage } from './queue-page.server.ts';

type Page = Route.ComponentProps['loaderData'];

export const loader = allow('desk.read', (args) => loadQueuePage(args));

const fields = z.object({ retry: z.string().min(1).max(100) });

/** The one thing that is changed here: a task that waits for a person is tried again. */
export const action = allow('desk.decide', async ({ request, deps }) => {
  const form = await parseForm(request, fields, { maxBytes: 4096 });
  if (!form.ok) fail(422, 'invalid');
  const retried = await retryEffect(deps, { effectId: form.data.retry });
  return data({ retried: retried.ok }, { status: retried.ok ? 200 : 409 });
});

export const shouldRevalidate = () => true;

export default function Queue({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { view, tabs, found } = loaderData;
  const failed = tabs.find((tab) => tab.name === 'failed');
  useFocusOnProblems(found?.problem);
  return (
    <>
      <StaffTitle title={t('staff:desk.title')} wrong={Boolean(found?.problem)} />
      <ErrorSummary problems={found?.problem ? [{ field: 'find', message: found.problem }] : []} />
      <div className="desk-head">
        <h1>{t('staff:desk.title')}</h1>
        <FindReturn found={found} />
      </div>
      {actionData && (
        <Notice tone={actionData.retried ? 'success' : 'warning'} live>
          <p>{actionData.retried ? t('staff:desk.parked.retried') : t('staff:desk.parked.gone')}</p>
        </Notice>
      )}
      <ProviderNotice provider={loaderData.provider} />
      {failed && failed.count > 0 && view !== 'failed' && (
        <Notice tone="danger" title={t('staff:desk.failed-notice', { count: failed.count })}>
          <p>
            <Anchor href={failed.href}>{t('staff:desk.failed-link')}</Anchor>
          </p>
        </Notice>
      )}
      <ParkedTasks parked={loaderData.parked} mayRetry={loaderData.mayRetry} />
      <Tabs
        label={t('staff:desk.views')}
        tabs={[
          ...tabs.map(({ name, href, count, more, current }) => ({
            ...{ href, count, more, current },
            label: t(`staff:desk.view.${name}`),
          })),
          { href: '/desk/withdrawals', label: t('staff:withdrawals.title'), ...loaderData.withdrawals, current: false },
          ...loaderData.others.map((other) => ({ ...other, current: false })),
        ]}
      />
      {loaderData.rows.length === 0 ? (
        <EmptyState title={t(`staff:desk.empty.${view}.title`)}>
          <p>{t(`staff:desk.empty.${view}.text`)}</p>
        </EmptyState>
      ) : (
        <Rows view={view} rows={loaderData.rows} />
      )}
      <Pagination previous={loaderData.previous ?? undefined} next={loaderData.next ?? undefined} />
    </>
  );
}

function Rows({ view, rows }: Pick<Page, 'view' | 'rows'>) {
  const { t } = useWords();
  const over = view === 'finished' || view === 'cancelled';
  const column = (key: 'rma' | 'order' | 'country' | 'requested' | 'due' | 'closed' | 'failure') => ({
    key,
    label: t(`staff:desk.column.${key}`),
  });
  return (
    <DataTable
      caption={t(`staff:desk.view.${view}`)}
      hideCaption
      columns={[
        column('rma'),
        ...(over ? [] : [column('due')]),
        column('order'),
        column('country'),
        { key: 'pieces', label: t('staff:desk.column.pieces'), align: 'end' },
        { key: 'total', label: t(`staff:desk.column.${view === 'failed' ? 'owed' : 'total'}`), align: 'end' },
        ...(view === 'failed' ? [column('failure')] : [column('requested')]),
        ...(view === 'finished' ? [column('closed')] : []),
      ]}
      rows={rows.map((row) => ({
        id: row.id,
        urgent: !over && row.due.urgency === 'overdue',
        cells: {
          ...row,
          rma: (
            <Anchor href={row.href} className="rma">
              <bdi dir="ltr">{row.code}</bdi>
              {row.review && (
                <>
                  {' '}
                  <Tag tone="warning">{t('staff:desk.queue.review')}</Tag>
                </>
              )}
            </Anchor>
          ),
          order: <bdi>{row.order}</bdi>,
          due: <DueBadge due={row.due} />,
        },
      }))}
    />
  );
}
