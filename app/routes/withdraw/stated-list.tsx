import { SummaryList, type SummaryRow } from '#app/components/summary-list.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { type Stated, statedRows } from '#app/i18n/withdrawal-statement.ts';

/** The parts of a statement, each in the direction in which it was written; `changeHref`: where they can still be changed. */
export function StatedList({
  stated,
  changeHref,
  more = [],
}: {
  stated: Stated;
  changeHref?: string;
  more?: readonly SummaryRow[];
}) {
  const { t } = useWords();
  const rows = statedRows(stated, t).map(({ id, label, lines }) => ({
    ...{ id, label },
    value: (
      <span className="stated" dir="auto">
        {lines.join('\n')}
      </span>
    ),
    ...(changeHref ? { change: { href: `${changeHref}#${FIELDS[id]}`, what: label } } : {}),
  }));
  return <SummaryList rows={[...rows, ...more]} />;
}

/** Where a part is asked for on the form; the items have one of two fields. */
const FIELDS = { name: 'name', contract: 'contract', items: 'main', email: 'email' } as const;
