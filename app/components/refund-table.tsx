import type { ReactNode } from 'react';
import { useWords } from '#app/i18n/use-words.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface RefundRow {
  id: string;
  label: ReactNode;
  /** Why this amount: "2 of 3 pieces", "reduced: used". */
  note?: ReactNode;
  /** Formatted money, with its minus sign. */
  amount: string;
  /** `after`: stands below the total and is no part of it. */
  kind?: 'item' | 'addition' | 'deduction' | 'after';
}

/**
 * The refund as a sum a person can check: items, then what is added and taken off, then the total, then what comes beside it. All amounts
 * formatted.
 */
export function RefundTable({
  caption,
  rows,
  total,
  note,
}: {
  caption: string;
  rows: readonly RefundRow[];
  total: { label: string; amount: string };
  note?: ReactNode;
}) {
  const { t } = useWords();
  return (
    <div className="refund">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{t('refund.what')}</VisuallyHidden>
            </th>
            <th scope="col">
              <VisuallyHidden>{t('refund.amount')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.filter(inSum).map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{total.label}</th>
            <td>{total.amount}</td>
          </tr>
          {rows
            .filter((row) => !inSum(row))
            .map((row) => (
              <Row key={row.id} row={row} />
            ))}
        </tfoot>
      </table>
      {note && <p className="refund-footnote">{note}</p>}
    </div>
  );
}

const inSum = (row: RefundRow) => row.kind !== 'after';

function Row({ row }: { row: RefundRow }) {
  return (
    <tr className={`refund-${row.kind ?? 'item'}`}>
      <th scope="row">
        <span dir="auto">{row.label}</span>
        {row.note && <span className="refund-note">{row.note}</span>}
      </th>
      <td>{row.amount}</td>
    </tr>
  );
}
