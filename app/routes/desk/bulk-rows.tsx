import { Anchor } from '#app/components/anchor.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { Tag } from '#app/components/tag.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/bulk';

type Group = Route.ComponentProps['loaderData']['ready'];

/** The returns of one kind of outcome, each with its sum or with the reason. */
export function BulkRows({ title, group, why = false }: { title: string; group: Group; why?: boolean }) {
  const { t } = useWords();
  if (group.count === 0) return null;
  return (
    <DataTable
      caption={`${title} – ${group.countText}`}
      columns={[
        { key: 'code', label: t('staff:desk.column.rma') },
        { key: 'order', label: t('staff:desk.column.order') },
        ...(why ? [{ key: 'why', label: t('queue:bulk.why') }] : []),
        ...(why ? [] : [{ key: 'amount', label: t('queue:bulk.amount'), align: 'end' as const }]),
      ]}
      rows={group.rows.map((row) => ({
        id: row.id,
        cells: {
          ...row,
          order: <bdi>{row.order}</bdi>,
          code: (
            <Anchor href={row.href} className="rma">
              <bdi dir="ltr">{row.code}</bdi>
              {row.held && (
                <>
                  {' '}
                  <Tag tone="warning">{t('queue:bulk.above-mark')}</Tag>
                </>
              )}
            </Anchor>
          ),
        },
      }))}
    />
  );
}
