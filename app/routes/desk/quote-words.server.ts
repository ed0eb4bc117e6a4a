import { formatMoney, formatPercent } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import { REDUCE_REASONS } from '#machines/line/index.ts';
import type { Quote, QuoteLine } from '#machines/policy/index.ts';

export interface QuoteRow {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly amount: string;
  readonly kind: 'item' | 'addition' | 'deduction' | 'after';
}

export interface QuoteWords {
  readonly rows: readonly QuoteRow[];
  readonly total: string;
}

interface Reader {
  readonly t: Translate;
  readonly locale: Locale;
}

/** A quote as the rows of a sum: each item with what is taken off it, what concerns the whole, the total, what comes beside it. */
export function quoteWords(quote: Quote, titleOf: (orderLineId: string) => string, reader: Reader): QuoteWords {
  const money = (amount: number) => formatMoney({ amount, currency: quote.currency }, reader.locale);
  const lines = quote.lines.flatMap((line) => lineRows(line, titleOf(line.orderLineId), reader, money));
  const rows = [...lines, ...wholeRows(quote, reader.t, money), ...creditRows(quote, reader.t, money)];
  return { rows, total: money(quote.total) };
}

type Say = (amount: number) => string;

function lineRows(line: QuoteLine, title: string, { t, locale }: Reader, money: Say): QuoteRow[] {
  const id = line.orderLineId;
  const paid = line.gross + (line.taxIncluded ? 0 : line.tax);
  const reason = REDUCE_REASONS.find((one) => one === line.deductionCode);
  const rows: QuoteRow[] = [
    { id, label: title, note: t('product.pieces', { count: line.quantity }), amount: money(paid), kind: 'item' },
  ];
  const less = (key: 'discount' | 'restocking' | 'deduction' | 'before', amount: number, note = '') => {
    const label = t(`staff:desk.return.sum.${key}`);
    if (amount > 0) rows.push({ id: `${id}-${key}`, label, note, amount: money(-amount), kind: 'deduction' });
  };
  less('discount', line.discount);
  less('before', line.capped);
  const percent = formatPercent(line.restockingPercent, locale);
  less('restocking', line.restocking, t('staff:desk.return.sum.percent-of-price', { percent }));
  less('deduction', line.deduction, reason ? t(`terms:reduce-reason.${reason}`) : '');
  return rows;
}

type WholeKey = 'shipping' | 'cancellation' | 'fee' | 'coupon' | 'coupon-back' | 'rounding' | 'not-payable';

const TAKEN: readonly WholeKey[] = ['cancellation', 'fee'];

function wholeRows(quote: Quote, t: Translate, money: Say): QuoteRow[] {
  const { shippingRefund, cancellationFee, returnFee, couponClawback, rounding, notPayable } = quote;
  const why = t(`terms:code.${couponClawback.code}`);
  const sum = (key: WholeKey, amount: number, note = ''): QuoteRow => ({
    ...{ id: key, label: t(`staff:desk.return.sum.${key}`), note, amount: money(amount) },
    kind: amount < 0 || TAKEN.includes(key) ? 'deduction' : 'addition',
  });
  const shipping = sum('shipping', shippingRefund.amount, t(`terms:code.${shippingRefund.code}`));
  const cancellation = sum('cancellation', 0 - cancellationFee.amount, t(`terms:code.${cancellationFee.code}`));
  return [
    ...(shippingRefund.code === 'shipping.none-paid' ? [] : [shipping]),
    ...(cancellationFee.code === 'cancellation.none' ? [] : [cancellation]),
    sum('fee', 0 - returnFee.amount, t(`terms:code.${returnFee.code}`)),
    ...(couponClawback.amount > 0 ? [sum('coupon', -couponClawback.amount, why)] : []),
    ...(couponClawback.amount < 0 ? [sum('coupon-back', -couponClawback.amount, why)] : []),
    ...(rounding === 0 ? [] : [sum('rounding', rounding)]),
    ...(notPayable === 0 ? [] : [sum('not-payable', -notPayable)]),
  ];
}

/** With store credit: the bonus, and all that is credited. */
function creditRows(quote: Quote, t: Translate, money: Say): QuoteRow[] {
  if (quote.resolution !== 'store-credit') return [];
  const row = (key: 'bonus' | 'credit', amount: number): QuoteRow => ({
    ...{ id: key, label: t(`staff:desk.return.sum.${key}`), note: '', amount: money(amount) },
    kind: 'after',
  });
  return [row('bonus', quote.creditBonus), row('credit', quote.total + quote.creditBonus)];
}
