import { Anchor } from '#app/components/anchor.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { Tag, type Tone } from '#app/components/tag.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { DraftWords } from './draft-words.server.ts';

const tones: Readonly<Record<DraftWords['state'], Tone>> = {
  editing: 'info',
  proposed: 'warning',
  published: 'success',
  discarded: 'neutral',
};

export function DraftTable({
  caption,
  empty,
  drafts,
}: {
  caption: string;
  empty: string;
  drafts: readonly DraftWords[];
}) {
  const { t } = useWords();
  return (
    <section className="policy-section">
      <h2>{caption}</h2>
      {drafts.length === 0 ? (
        <p>{empty}</p>
      ) : (
        <DataTable
          caption={caption}
          hideCaption
          columns={(['draft', 'state', 'base', 'changed', 'by'] as const).map((key) => ({
            key,
            label: t(`policy:drafts.column.${key}`),
          }))}
          rows={drafts.map((draft) => ({
            id: draft.id,
            cells: {
              draft: (
                <Anchor href={`/policy/drafts/${draft.id}`}>
                  <bdi>{draft.title}</bdi>
                </Anchor>
              ),
              state: <DraftTag state={draft.state} />,
              base: draft.base,
              changed: draft.changed,
              by: <bdi>{draft.by}</bdi>,
            },
          }))}
        />
      )}
    </section>
  );
}

export function DraftTag({ state }: { state: DraftWords['state'] }) {
  const { t } = useWords();
  return <Tag tone={tones[state]}>{t(`policy:drafts.state.${state}`)}</Tag>;
}
