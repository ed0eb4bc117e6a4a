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
  kind?: 'item' | 'addition' | 'deduction';
}

/** The refund as a sum a person can check: items, then what is added and taken off, then the total. All amounts formatted. */
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
          {rows.map((row) => (
            <tr key={row.id} className={`refund-${row.kind ?? 'item'}`}>
              <th scope="row">
                <span dir="auto">{row.label}</span>
                {row.note && <span className="refund-note">{row.note}</span>}
              </th>
              <td>{row.amount}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{total.label}</th>
            <td>{total.amount}</td>
          </tr>
        </tfoot>
      </table>
      {note && <p className="refund-footnote">{note}</p>}
    </div>
  );
}
