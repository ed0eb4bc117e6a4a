import { Anchor } from '#app/components/anchor.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { Tag, type Tone } from '#app/components/tag.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { VersionWords } from './overview-words.server.ts';

const tones: Readonly<Record<VersionWords['standing'], Tone>> = {
  'in-force': 'success',
  planned: 'info',
  past: 'neutral',
  replaced: 'neutral',
};

/** All versions, planned ones first. */
export function VersionTable({ versions }: { versions: readonly VersionWords[] }) {
  const { t } = useWords();
  if (versions.length === 0) return null;
  return (
    <section className="policy-section">
      <h2>{t('policy:versions.title')}</h2>
      <p className="muted">{t('policy:versions.order')}</p>
      <DataTable
        caption={t('policy:versions.title')}
        hideCaption
        columns={(['number', 'standing', 'from', 'by', 'second', 'reason'] as const).map((key) => ({
          key,
          label: t(`policy:versions.${key}`),
        }))}
        rows={versions.map((version) => ({
          id: String(version.number),
          cells: {
            number: <Anchor href={`/policy/versions/${version.number}`}>{version.title}</Anchor>,
            standing: <StandingTag standing={version.standing} />,
            from: version.from,
            by: <bdi>{version.publishedBy}</bdi>,
            second: <bdi>{version.approvedBy ?? '–'}</bdi>,
            reason: <bdi className="policy-reason">{version.reason}</bdi>,
          },
        }))}
      />
    </section>
  );
}

export function StandingTag({ standing }: { standing: VersionWords['standing'] }) {
  const { t } = useWords();
  return <Tag tone={tones[standing]}>{t(`policy:versions.state.${standing}`)}</Tag>;
}
