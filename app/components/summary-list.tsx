import type { ReactNode } from 'react';
import { useWords } from '#app/i18n/use-words.ts';
import { Anchor } from './anchor.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface SummaryRow {
  id: string;
  label: string;
  value: ReactNode;
  change?: {
    href: string;
    /** What is changed, for those who hear the link alone: "how many of Linen shirt". */
    what: string;
  };
}

/** Answers given, each with the way back to its question. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  const { t } = useWords();
  return (
    <dl className="summary">
      {rows.map((row) => (
        <div className="summary-row" key={row.id}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
          {row.change && (
            <dd className="summary-change">
              <Anchor href={row.change.href}>
                {t('action.change')} <VisuallyHidden>{row.change.what}</VisuallyHidden>
              </Anchor>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
