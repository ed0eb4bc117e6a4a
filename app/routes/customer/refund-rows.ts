import type { RefundRow } from '#app/components/refund-table.tsx';
import { formatMoney, formatPercent } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { Quote, QuoteLine } from '#machines/policy/quote-schema.ts';

interface Reader {
  readonly t: Translate;
  readonly locale: Locale;
  readonly money: (amount: number) => string;
}

/** A quote as the rows of a sum that the customer can check: items and what is taken off them, what concerns the whole, what comes beside it. */
export function refundRows(
  quote: Quote,
  titleOf: (orderLineId: string) => string,
  { t, locale }: { t: Translate; locale: Locale },
): RefundRow[] {
  const money = (amount: number) => formatMoney({ amount, currency: quote.currency }, locale);
  const reader = { t, locale, money };
  const lines = quote.lines.flatMap((line) => lineRows(line, titleOf(line.orderLineId), reader));
  return [...lines, ...wholeRows(quote, reader), ...creditRows(quote, reader)];
}

type LineKey = 'discount' | 'restocking' | 'deduction' | 'before';

function lineRows(line: QuoteLine, title: string, { t, locale, money }: Reader): RefundRow[] {
  const id = line.orderLineId;
  const gross = line.gross + (line.taxIncluded ? 0 : line.tax);
  const note = t('product.pieces', { count: line.quantity });
  const less = (key: LineKey, amount: number, why?: string): RefundRow[] =>
    amount > 0
      ? [{ id: `${id}-${key}`, label: t(`customer:sum.${key}`), note: why, amount: money(-amount), kind: 'deduction' }]
      : [];
  const percent = t('customer:sum.percent-of-price', { percent: formatPercent(line.restockingPercent, locale) });
  return [
    { id, label: title, note, amount: money(gross) },
    ...less('discount', line.discount),
    ...less('before', line.capped),
    ...less('restocking', line.restocking, percent),
    ...less('deduction', line.deduction),
  ];
}

/** What concerns the return as a whole. Delivery is told even where nothing of it comes back: people look for it. */
function wholeRows(quote: Quote, { t, money }: Reader): RefundRow[] {
  const { shippingRefund, cancellationFee, returnFee, couponClawback, rounding, notPayable } = quote;
  const row = (
    key: 'shipping' | 'cancellation' | 'fee' | 'coupon' | 'coupon-back' | 'rounding' | 'not-payable',
    amount: number,
    kind: 'addition' | 'deduction',
    note?: string,
  ): RefundRow => ({ id: key, label: t(`customer:sum.${key}`), note, amount: money(amount), kind });
  const rows: RefundRow[] = [];
  if (shippingRefund.code !== 'shipping.none-paid')
    rows.push(row('shipping', shippingRefund.amount, 'addition', t(`terms:code.${shippingRefund.code}`)));
  if (cancellationFee.code !== 'cancellation.none')
    rows.push(row('cancellation', -cancellationFee.amount, 'deduction', t(`terms:code.${cancellationFee.code}`)));
  rows.push(row('fee', -returnFee.amount, 'deduction', t(`terms:code.${returnFee.code}`)));
  const coupon = t(`terms:code.${couponClawback.code}`);
  if (couponClawback.amount > 0) rows.push(row('coupon', -couponClawback.amount, 'deduction', coupon));
  if (couponClawback.amount < 0) rows.push(row('coupon-back', -couponClawback.amount, 'addition', coupon));
  if (rounding !== 0) rows.push(row('rounding', rounding, 'addition'));
  if (notPayable > 0) rows.push(row('not-payable', -notPayable, 'deduction'));
  return rows;
}

/** With store credit: the bonus, and all that is credited. */
function creditRows(quote: Quote, { t, money }: Reader): RefundRow[] {
  if (quote.resolution !== 'store-credit') return [];
  const row = (key: 'bonus' | 'credit', amount: number): RefundRow => ({
    id: key,
    label: t(`customer:sum.${key}`),
    amount: money(amount),
    kind: 'after',
  });
  const credit = row('credit', quote.total + quote.creditBonus);
  return quote.creditBonus > 0 ? [row('bonus', quote.creditBonus), credit] : [credit];
}
