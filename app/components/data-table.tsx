import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface Column {
  key: string;
  label: string;
  /** Numbers and money stand at the end, digits under digits. */
  align?: 'start' | 'end';
}

export interface TableRow {
  id: string;
  /** Cells by column key. The first column's cell heads the row: put its link there. */
  cells: Readonly<Record<string, ReactNode>>;
  /** Marks a row that needs a person first, at its edge; say why in a cell. */
  urgent?: boolean;
}

/** Many rows alike, for staff. On a narrow screen each row becomes a small card with its labels. */
export function DataTable({
  caption,
  hideCaption = false,
  columns,
  rows,
}: {
  caption: string;
  hideCaption?: boolean;
  columns: readonly Column[];
  rows: readonly TableRow[];
}) {
  return (
    <table className="data">
      <caption className={hideCaption ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={column.align === 'end' ? 'data-end' : undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={row.urgent ? 'data-urgent' : undefined}>
            {columns.map((column, index) => (
              <Cell key={column.key} column={column} heads={index === 0}>
                {row.cells[column.key]}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ column, heads, children }: { column: Column; heads: boolean; children: ReactNode }) {
  const className = classNames(column.align === 'end' && 'data-end') || undefined;
  if (heads) {
    return (
      <th scope="row" className={className}>
        {children}
      </th>
    );
  }
  return (
    <td className={className} data-label={column.label}>
      <span>{children}</span>
    </td>
  );
}
