import { Anchor } from '#app/components/anchor.tsx';
import { DueBadge } from '#app/components/staff/due-badge.tsx';
import { type QueueColumn, QueueTable } from '#app/components/staff/queue-table.tsx';
import { Tag } from '#app/components/tag.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/queue';

type Page = Route.ComponentProps['loaderData'];

/** The returns of a view, one row each. */
export function QueueRows({ page: { view, rows, tabs } }: { page: Page }) {
  const { t } = useWords();
  const over = view === 'finished' || view === 'cancelled';
  const column = (key: 'rma' | 'order' | 'country' | 'requested' | 'due' | 'closed' | 'failure'): QueueColumn => ({
    key,
    label: t(`staff:desk.column.${key}`),
  });
  const columns: QueueColumn[] = [
    column('rma'),
    ...(over ? [] : [column('due')]),
    column('order'),
    column('country'),
    { key: 'pieces', label: t('staff:desk.column.pieces'), align: 'end' },
    { key: 'total', label: t(`staff:desk.column.${view === 'failed' ? 'owed' : 'total'}`), align: 'end' },
    view === 'failed' ? column('failure') : column('requested'),
    ...(view === 'finished' ? [column('closed')] : []),
    ...(over ? [] : [{ key: 'who', label: t('queue:column.who') }]),
  ];
  return (
    <QueueTable
      caption={tabs.find((tab) => tab.name === view)?.label ?? ''}
      columns={columns}
      rows={rows.map((row) => ({
        id: row.id,
        code: row.code,
        urgent: !over && row.due.urgency === 'overdue',
        head: <Head row={row} />,
        cells: {
          ...row,
          order: <bdi>{row.order}</bdi>,
          who: <bdi>{row.who}</bdi>,
          due: (
            <span className="queue-clock">
              <DueBadge due={row.due} />
              {row.clock && <small>{row.clock}</small>}
            </span>
          ),
        },
      }))}
    />
  );
}

function Head({ row }: { row: Page['rows'][number] }) {
  const { t } = useWords();
  return (
    <span className="queue-head">
      <Anchor href={row.href} className="rma" data-col="open">
        <bdi dir="ltr">{row.code}</bdi>
      </Anchor>
      {row.review && <Tag tone="warning">{t('staff:desk.queue.review')}</Tag>}
      {row.findings && <Tag tone="info">{t('queue:row.findings')}</Tag>}
    </span>
  );
}
