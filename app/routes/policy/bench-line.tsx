import { Card } from '#app/components/card.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { Tag, type Tone } from '#app/components/tag.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { BenchLineWords } from './bench-words.server.ts';
import { Sentences } from './sentences.tsx';

const tones: Readonly<Record<BenchLineWords['receipts'][number]['outcome'], Tone>> = {
  allow: 'success',
  refuse: 'danger',
  review: 'warning',
  none: 'neutral',
};

/** The answer for one line, then what each rule said to it, and how the law's end was counted. */
export function BenchLineCard({ line, open }: { line: BenchLineWords; open: boolean }) {
  const { t } = useWords();
  return (
    <Card title={line.title} level={3} actions={<Tag tone={line.tone}>{line.answer}</Tag>}>
      <Sentences sentences={line.terms} />
      <details className="policy-fold" open={open}>
        <summary>{t('policy:bench.receipts', { count: line.receipts.length })}</summary>
        <DataTable
          caption={t('policy:bench.said')}
          hideCaption
          columns={(['rule', 'verdict', 'said', 'version'] as const).map((key) => ({
            key,
            label: t(`policy:bench.column.${key}`),
          }))}
          rows={line.receipts.map((receipt) => ({
            id: receipt.key,
            cells: {
              rule: (
                <span className="policy-rule-name">
                  <bdi>{receipt.rule}</bdi>
                  <span className="muted small">{t(`policy:bench.scope.${receipt.scope}`)}</span>
                </span>
              ),
              verdict:
                receipt.outcome === 'none' ? (
                  <span className="muted">{t('policy:bench.outcome.none')}</span>
                ) : (
                  <Tag tone={tones[receipt.outcome]}>{t(`policy:bench.outcome.${receipt.outcome}`)}</Tag>
                ),
              said: (
                <>
                  {receipt.sentence}
                  {receipt.wouldChange.map((sentence) => (
                    <span key={sentence} className="policy-line muted">
                      {sentence}
                    </span>
                  ))}
                  {receipt.figures && (
                    <code className="policy-figures" dir="ltr">
                      {receipt.figures}
                    </code>
                  )}
                </>
              ),
              version: <span className="policy-whole">{receipt.version}</span>,
            },
          }))}
        />
      </details>
      <details className="policy-fold">
        <summary>{t('policy:bench.deadline')}</summary>
        {line.steps.length > 0 ? <Sentences sentences={line.steps} ordered /> : <p>{line.deadline}</p>}
      </details>
    </Card>
  );
}
