import { Anchor } from '#app/components/anchor.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { Tag } from '#app/components/tag.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { DifferenceWords } from './run-words.server.ts';

/** Differences, each with what both sides say and the way to what can be done about it. */
export function DifferenceTable({
  caption,
  differences,
}: {
  caption: string;
  differences: readonly DifferenceWords[];
}) {
  const { t } = useWords();
  const column = (key: 'kind' | 'refund' | 'ours' | 'theirs' | 'found' | 'state') => ({
    key,
    label: t(`money:difference.column.${key}`),
  });
  return (
    <DataTable
      caption={caption}
      columns={[column('kind'), column('refund'), column('ours'), column('theirs'), column('found'), column('state')]}
      rows={differences.map((one) => ({
        id: one.id,
        urgent: one.state.code === 'open',
        cells: {
          kind: <Anchor href={one.href}>{one.kindText}</Anchor>,
          refund: (
            <bdi dir="ltr" className="money-ref">
              {one.refundRef ?? '–'}
            </bdi>
          ),
          ours: `${one.ours.amount} ${one.ours.standing}`,
          theirs: `${one.theirs.amount} ${one.theirs.standing}`,
          found: one.found,
          state: <Tag tone={one.state.tone}>{one.state.text}</Tag>,
        },
      }))}
    />
  );
}
