import type { ReactNode } from 'react';
import { classNames } from '#app/components/class-names.ts';
import { useWords } from '#app/i18n/use-words.ts';

/** Roles of a grid. The elements are those of a table, so that without styles and scripts it is one. */
const as = {
  grid: { role: 'grid' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  gridcell: { role: 'gridcell' },
} as const;

export interface QueueColumn {
  key: string;
  label: string;
  align?: 'end';
}

export interface QueueTableRow {
  id: string;
  code: string;
  urgent: boolean;
  /** The first cell, which heads the row: its link opens the return. */
  head: ReactNode;
  cells: Readonly<Record<string, ReactNode>>;
}

/**
 * The queue as a grid that keys walk through: one row is in the tab order, the arrows go to the others, see queue-keys.ts. The roles are written out
 * because rows are laid out by themselves (so that the browser leaves out those that are not in sight) and on a narrow screen as cards: a row that is no
 * table row any more would be none for a screen reader either.
 */
export function QueueTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly QueueColumn[];
  rows: readonly QueueTableRow[];
}) {
  const { t } = useWords();
  const [head, ...others] = columns;
  return (
    <table className="data queue" {...as.grid} aria-label={caption}>
      <thead {...as.rowgroup}>
        <tr {...as.row}>
          <th scope="col" {...as.columnheader} className="queue-select">
            <span className="visually-hidden">{t('queue:column.select')}</span>
          </th>
          {columns.map(({ key, label, align }) => (
            <th key={key} scope="col" {...as.columnheader} data-key={key} className={align && 'data-end'}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...as.rowgroup}>
        {rows.map((row) => (
          <tr
            key={row.id}
            {...as.row}
            data-row={row.id}
            className={classNames('queue-row', row.urgent && 'data-urgent')}
          >
            <td {...as.gridcell} className="queue-select">
              <label>
                <input type="checkbox" name="id" value={row.id} data-col="select" />
                <span className="visually-hidden">{t('queue:row.select', { code: row.code })}</span>
              </label>
            </td>
            <th scope="row" {...as.rowheader} data-key={head?.key} data-label={head?.label}>
              {row.head}
            </th>
            {others.map(({ key, label, align }) => (
              <td key={key} {...as.gridcell} data-key={key} className={align && 'data-end'} data-label={label}>
                <span>{row.cells[key]}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
