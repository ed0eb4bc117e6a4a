import type { RefundRow } from '#app/components/refund-table.tsx';
import { formatMoney } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { Quote } from '#machines/policy/quote-schema.ts';

/** A quote as the rows of a sum that the customer can check: items, their discounts, what is added, what is taken off. */
export function refundRows(
  quote: Quote,
  titleOf: (orderLineId: string) => string,
  { t, locale }: { t: Translate; locale: Locale },
): RefundRow[] {
  const money = (amount: number) => formatMoney({ amount, currency: quote.currency }, locale);
  const rows: RefundRow[] = [];
  for (const line of quote.lines) {
    const id = line.orderLineId;
    const gross = line.gross + (line.taxIncluded ? 0 : line.tax);
    const note = t('product.pieces', { count: line.quantity });
    rows.push({ id, label: titleOf(id), note, amount: money(gross) });
    if (line.discount > 0) {
      rows.push({
        id: `${id}-discount`,
        label: t('customer:sum.discount'),
        amount: money(-line.discount),
        kind: 'deduction',
      });
    }
    if (line.deduction > 0) {
      rows.push({
        id: `${id}-less`,
        label: t('customer:sum.deduction'),
        amount: money(-line.deduction),
        kind: 'deduction',
      });
    }
    if (line.capped > 0) {
      rows.push({
        id: `${id}-before`,
        label: t('customer:sum.before'),
        amount: money(-line.capped),
        kind: 'deduction',
      });
    }
  }
  return [...rows, ...wholeRows(quote, t, money)];
}

/** What concerns the return as a whole. Delivery is told even where nothing of it comes back: people look for it. */
function wholeRows(quote: Quote, t: Translate, money: (amount: number) => string): RefundRow[] {
  const { shippingRefund, returnFee, rounding, notPayable } = quote;
  const rows: RefundRow[] = [];
  if (shippingRefund.code !== 'shipping.none-paid') {
    const note = t(`terms:code.${shippingRefund.code}`);
    const amount = money(shippingRefund.amount);
    rows.push({ id: 'shipping', label: t('customer:sum.shipping'), note, amount, kind: 'addition' });
  }
  const note = t(`terms:code.${returnFee.code}`);
  rows.push({ id: 'fee', label: t('customer:sum.fee'), note, amount: money(-returnFee.amount), kind: 'deduction' });
  if (rounding !== 0)
    rows.push({ id: 'rounding', label: t('customer:sum.rounding'), amount: money(rounding), kind: 'addition' });
  if (notPayable > 0) {
    rows.push({
      id: 'not-payable',
      label: t('customer:sum.not-payable'),
      amount: money(-notPayable),
      kind: 'deduction',
    });
  }
  return rows;
}
