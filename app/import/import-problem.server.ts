/**
 * Why an order, or a row that belongs to none, was left out of an import. Codes and plain values: the command says them in words.
 * - `row-cells`: the row has more or fewer cells than the heading, so its values may stand in the wrong columns.
 * - `order-number`: the cell `Name` is empty or no order number.
 * - `order-fields-missing`: the order has no row with the order-level fields, or its rows stand too far apart.
 * - `cell-missing`, `cell-too-long`, `cell-invalid`: the column is named.
 * - `too-many-lines`, `no-lines`.
 * - `subtotal-differs`, `total-differs`: the amounts do not add up to the last minor unit; `expected` is what the lines make.
 * - `refunded-above-total`.
 * - `unreadable`: the file is damaged here (a quote that is never closed, a row beyond all limits); nothing after it was read.
 */
export type ImportProblemCode =
  | 'row-cells'
  | 'order-number'
  | 'order-fields-missing'
  | 'cell-missing'
  | 'cell-too-long'
  | 'cell-invalid'
  | 'too-many-lines'
  | 'no-lines'
  | 'subtotal-differs'
  | 'total-differs'
  | 'refunded-above-total'
  | 'unreadable';

export type ImportProblemDetail = Readonly<Record<string, string | number>>;

/** `line` counts from 1 in the file as an editor shows it; `order` is the number as written, null for a row without one. */
export type ImportProblem = {
  line: number;
  order: string | null;
  code: ImportProblemCode;
  detail: ImportProblemDetail;
};
