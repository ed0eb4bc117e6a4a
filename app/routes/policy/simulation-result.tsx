import { Anchor } from '#app/components/anchor.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { Notice } from '#app/components/notice.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { SimulationWords } from './simulation-words.server.ts';

/** What a draft would have changed: how many decisions, for whom, how much money, and orders to look at. */
export function SimulationResult({ result }: { result: SimulationWords }) {
  const { t } = useWords();
  return (
    <>
      <Notice tone={result.worst ? 'warning' : 'info'} title={result.changed} live>
        <p>{result.looked}</p>
      </Notice>
      {result.countries.length > 0 && (
        <DataTable
          caption={t('policy:simulation.by-country')}
          columns={[
            { key: 'country', label: t('policy:table.country') },
            { key: 'changed', label: t('policy:simulation.column.changed'), align: 'end' },
            ...result.kinds.map(({ kind, label }) => ({ key: kind, label, align: 'end' as const })),
            { key: 'lines', label: t('policy:simulation.column.lines'), align: 'end' },
          ]}
          rows={[
            ...result.countries.map(({ code, name, changed, lines, cells }) => ({
              id: code,
              cells: { country: name, changed, lines, ...cells },
            })),
          ]}
        />
      )}
      <Money result={result} />
      {result.examples.map(({ kind, title, rows }) => (
        <details key={kind} className="policy-fold" open={kind === 'newlyRefused' || kind === 'newlyAllowed'}>
          <summary>{t('policy:simulation.examples', { what: title })}</summary>
          <DataTable
            caption={title}
            hideCaption
            columns={(['order', 'item', 'country', 'before', 'after'] as const).map((key) => ({
              key,
              label: t(`policy:simulation.column.${key}`),
            }))}
            rows={rows.map((row) => ({
              id: row.id,
              cells: {
                order: (
                  <Anchor href={row.href}>
                    <bdi dir="ltr">{row.order}</bdi>
                  </Anchor>
                ),
                item: <bdi>{row.title}</bdi>,
                ...{ country: row.country, before: row.before, after: row.after },
              },
            }))}
          />
        </details>
      ))}
    </>
  );
}

function Money({ result }: { result: SimulationWords }) {
  const { t } = useWords();
  if (result.money.length === 0) return null;
  return (
    <section className="policy-section">
      <h2>{t('policy:simulation.money')}</h2>
      <p>{result.moneyNote}</p>
      {result.withoutBasis && <p className="muted">{result.withoutBasis}</p>}
      <DataTable
        caption={t('policy:simulation.money')}
        hideCaption
        columns={(['currency', 'before', 'after', 'difference'] as const).map((key) => ({
          key,
          label: t(`policy:simulation.column.${key}`),
          align: key === 'currency' ? ('start' as const) : ('end' as const),
        }))}
        rows={result.money.map((row) => ({ id: row.currency, cells: { ...row } }))}
      />
      {result.returnExamples.length > 0 && (
        <details className="policy-fold">
          <summary>{t('policy:simulation.return-examples')}</summary>
          <DataTable
            caption={t('policy:simulation.return-examples')}
            hideCaption
            columns={(['return', 'order', 'before', 'after'] as const).map((key) => ({
              key,
              label: t(`policy:simulation.column.${key}`),
              align: key === 'before' || key === 'after' ? ('end' as const) : ('start' as const),
            }))}
            rows={result.returnExamples.map((row) => ({
              id: row.id,
              cells: {
                return: (
                  <Anchor href={row.href}>
                    <bdi dir="ltr">{row.code}</bdi>
                  </Anchor>
                ),
                order: <bdi dir="ltr">{row.order}</bdi>,
                ...{ before: row.before, after: row.after },
              },
            }))}
          />
        </details>
      )}
    </section>
  );
}
