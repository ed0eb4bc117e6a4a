import { Anchor } from '#app/components/anchor.tsx';
import { Card } from '#app/components/card.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { TrialWords } from './automation-words.server.ts';

/** The button that tries rules on the last month, and what came of it. */
export function TrialResult({ href, text, trial }: { href: string; text: string; trial: TrialWords | null }) {
  const { t } = useWords();
  return (
    <Card title={t('automation:try.title')}>
      <div className="flow">
        <p>{text}</p>
        {trial && (
          <>
            <p role="status">
              <strong>{trial.returns}</strong>. {t('automation:try.money')}:{' '}
              {trial.money.join(', ') || t('automation:try.nothing')}
            </p>
            {trial.more && (
              <Notice tone="warning">
                <p>{trial.more}</p>
              </Notice>
            )}
            {trial.rows.length > 0 && <Treatments rows={trial.rows} />}
          </>
        )}
        <p>
          <LinkButton href={href} variant="secondary">
            {t('automation:try.button')}
          </LinkButton>
        </p>
      </div>
    </Card>
  );
}

function Treatments({ rows }: Pick<TrialWords, 'rows'>) {
  const { t } = useWords();
  return (
    <DataTable
      caption={t('automation:try.treatment')}
      hideCaption
      columns={[
        { key: 'treatment', label: t('automation:try.treatment') },
        { key: 'count', label: t('automation:try.count'), align: 'end' },
        { key: 'examples', label: t('automation:try.examples') },
      ]}
      rows={rows.map(({ id, treatment, count, examples }) => ({
        id,
        cells: {
          ...{ treatment, count },
          examples: (
            <ul className="plain">
              {examples.map((example) => (
                <li key={example.href}>
                  <Anchor href={example.href} className="rma">
                    <bdi dir="ltr">{example.code}</bdi>
                  </Anchor>{' '}
                  <bdi>{example.note}</bdi>
                </li>
              ))}
            </ul>
          ),
        },
      }))}
    />
  );
}
