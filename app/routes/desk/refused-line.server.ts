import type { FieldProblem } from '#app/components/error-summary.tsx';
import type { StaffArgs } from '#app/http.server.ts';
import { formatCount, formatMoney } from '#app/i18n/format.ts';
import type { DecideRefusal } from '#app/services/decide-return.server.ts';
import type { Refusal } from '#app/services/deps.ts';
import type { DeskReturn } from '#app/services/view-desk-return.server.ts';

const QUOTE_CODES = [
  'unknown-line',
  'line-twice',
  'pieces-taken',
  'quantity-above-left',
  'discount-above-price',
  'coupon-above-discount',
] as const;

/** A refusal that names a line stands beside its field; one that names none, or another return's, is the whole form's. */
export function refusedLine(refusal: Refusal<DecideRefusal>, { t, locale }: StaffArgs, view: DeskReturn): FieldProblem {
  const line = view.lines.find((one) => one.id === refusal.lineId);
  if (!line || refusal.code === 'decision.incomplete')
    return { field: '', message: t('staff:desk.error.other-return') };
  const { id, title } = line;
  if (refusal.code === 'decision.deduction-above-refund') {
    const most = formatMoney({ amount: Number(refusal.most), currency: view.currency }, locale);
    return { field: `deduction-${id}`, message: t('staff:desk.error.deduction-above', { title, most }) };
  }
  if (refusal.code === 'decision.not-payable') {
    const code = QUOTE_CODES.find((one) => `quote.${one}` === refusal.reason);
    const why = code ? t(`terms:code.quote.${code}`) : String(refusal.reason);
    return { field: `choice-${id}`, message: t('staff:desk.error.not-payable', { title, why }) };
  }
  const most = formatCount(line.acceptable, locale);
  return { field: `quantity-${id}`, message: t('staff:desk.error.quantity', { title, most }) };
}
