import type { ImportProblem } from '#app/import/import-problem.server.ts';
import type { ImportNotice, ImportSummary } from '#app/services/import-orders.server.ts';
import { money, toDecimal } from '#machines/money.ts';

export const USAGE = `Imports orders from the CSV file that Shopify's "Export orders" writes.

Usage: npm run orders:import -- FILE
       npm run orders:import -- -      reads the standard input

The same file can be imported again: only what has changed is written. The database is the one
named by DATABASE_URL, or else the file retour.sqlite in DATA_DIR (by default: data).
Ends with 0 when orders were imported or were there already, 1 when none could be or the file
cannot be read to its end, 2 when the command was not understood.`;

export function missingColumnsText(columns: readonly string[]): string {
  return `This is not Shopify's export of orders, nothing was imported. Missing columns: ${columns.join(', ')}.`;
}

/** One sentence: where, which order, why it was left out. */
export function problemText(problem: ImportProblem): string {
  const order = problem.order === null ? '' : `order ${problem.order} was left out: `;
  return `line ${problem.line}: ${order}${reason(problem)}`;
}

function reason({ code, detail }: ImportProblem): string {
  const amount = (name: string) => decimal(detail[name], detail.currency);
  switch (code) {
    case 'row-cells':
      return `the row has ${detail.found} cells, the heading has ${detail.expected}`;
    case 'order-number':
      return 'the row has no order number in the column Name and was left out';
    case 'order-fields-missing':
      return 'Total or Currency is empty on its first row, or its rows stand too far apart';
    case 'cell-missing':
      return `${detail.column} is empty`;
    case 'cell-too-long':
      return `${detail.column} is longer than ${detail.limit} characters`;
    case 'cell-invalid':
      return `${detail.column} is not understood: ${JSON.stringify(detail.value)}`;
    case 'too-many-lines':
      return `it has more than ${detail.limit} lines`;
    case 'no-lines':
      return 'it has no line with a quantity above 0';
    case 'subtotal-differs':
      return `its lines after discounts make ${amount('expected')}, its Subtotal is ${amount('found')}`;
    case 'total-differs':
      return `Subtotal and Shipping, with or without Taxes, do not make its Total of ${amount('found')} (${amount('expected')} without)`;
    case 'refunded-above-total':
      return `its Refunded Amount ${amount('refunded')} is above its Total ${amount('total')}`;
    case 'unreadable':
      return 'the file is damaged from here on, perhaps by a quote that is never closed; nothing after this line was read';
  }
}

function decimal(amount: string | number | undefined, currency: string | number | undefined): string {
  return typeof amount === 'number' && typeof currency === 'string'
    ? `${toDecimal(money(amount, currency))} ${currency}`
    : String(amount);
}

const NOTICES: Record<ImportNotice['code'], string> = {
  'no-email': 'has no usable e-mail address; its customer cannot be found by e-mail',
  'unknown-country': 'names no known country; the default policy holds for it',
  'several-payments':
    'has several payments; all that was paid is noted on the first, the file does not say how it was split',
  kept: 'has changed in the shop, but a return refers to it here; it was kept as it was',
};

/** The whole import in a few lines. */
export function summaryText(summary: ImportSummary): string {
  const figure = (count: number, words: string) => (count > 0 ? [`${words}: ${count.toLocaleString('en')}.`] : []);
  const { notices, problems } = summary;
  const refusals = summary.ordersRefused + summary.rowsRefused;
  return [
    `Rows read: ${summary.rows.toLocaleString('en')}.`,
    `Orders: ${summary.ordersNew.toLocaleString('en')} new, ${summary.ordersChanged} changed, ${summary.ordersSame.toLocaleString('en')} known already, ${summary.ordersRefused} left out.`,
    ...figure(summary.linesStored, 'Order lines stored'),
    ...figure(summary.rowsRefused, 'Rows that belong to no order, left out'),
    ...figure(summary.ordersKept, 'Changed orders kept as they were, because a return refers to them'),
    ...figure(summary.withoutEmail, 'Orders without a usable e-mail address'),
    ...figure(summary.unknownCountry, 'Orders without a known country'),
    ...figure(summary.severalPayments, 'Orders with several payments'),
    ...notices.map((notice) => `  line ${notice.line}: order ${notice.order} ${NOTICES[notice.code]}.`),
    ...(refusals > problems.length && problems.length > 0
      ? [`Only the first ${problems.length} problems are listed.`]
      : []),
    ...(summary.damaged ? ['The file could not be read to its end.'] : []),
  ].join('\n');
}
