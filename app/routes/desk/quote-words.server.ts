import { formatMoney } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import { REDUCE_REASONS } from '#machines/line/index.ts';
import type { Quote, QuoteLine } from '#machines/policy/index.ts';

export interface QuoteRow {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly amount: string;
  readonly kind: 'item' | 'addition' | 'deduction';
}

export interface QuoteWords {
  readonly rows: readonly QuoteRow[];
  readonly total: string;
}

interface Reader {
  readonly t: Translate;
  readonly locale: Locale;
}

/** A quote as the rows of a sum: each item with what is taken off it, then what concerns the whole, then the total. */
export function quoteWords(quote: Quote, titleOf: (orderLineId: string) => string, reader: Reader): QuoteWords {
  const money = (amount: number) => formatMoney({ amount, currency: quote.currency }, reader.locale);
  const lines = quote.lines.flatMap((line) => lineRows(line, titleOf(line.orderLineId), reader.t, money));
  return { rows: [...lines, ...wholeRows(quote, reader.t, money)], total: money(quote.total) };
}

type Say = (amount: number) => string;

function lineRows(line: QuoteLine, title: string, t: Translate, money: Say): QuoteRow[] {
  const id = line.orderLineId;
  const paid = line.gross + (line.taxIncluded ? 0 : line.tax);
  const reason = REDUCE_REASONS.find((one) => one === line.deductionCode);
  const rows: QuoteRow[] = [
    { id, label: title, note: t('product.pieces', { count: line.quantity }), amount: money(paid), kind: 'item' },
  ];
  const less = (key: 'discount' | 'deduction' | 'before', amount: number, note = '') => {
    const label = t(`staff:desk.return.sum.${key}`);
    if (amount > 0) rows.push({ id: `${id}-${key}`, label, note, amount: money(-amount), kind: 'deduction' });
  };
  less('discount', line.discount);
  less('deduction', line.deduction, reason ? t(`terms:reduce-reason.${reason}`) : '');
  less('before', line.capped);
  return rows;
}

function wholeRows(quote: Quote, t: Translate, money: Say): QuoteRow[] {
  const { shippingRefund, returnFee, rounding, notPayable } = quote;
  const shipping = t(`terms:code.${shippingRefund.code}`);
  const fee = t(`terms:code.${returnFee.code}`);
  const sum = (key: 'shipping' | 'fee' | 'rounding' | 'not-payable', amount: number, note = ''): QuoteRow => ({
    ...{ id: key, label: t(`staff:desk.return.sum.${key}`), note, amount: money(amount) },
    kind: amount < 0 || key === 'fee' ? 'deduction' : 'addition',
  });
  return [
    ...(shippingRefund.code === 'shipping.none-paid' ? [] : [sum('shipping', shippingRefund.amount, shipping)]),
    sum('fee', 0 - returnFee.amount, fee),
    ...(rounding === 0 ? [] : [sum('rounding', rounding)]),
    ...(notPayable === 0 ? [] : [sum('not-payable', -notPayable)]),
  ];
}
