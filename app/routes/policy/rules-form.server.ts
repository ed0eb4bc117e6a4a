import { z } from 'zod';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { formatMoney } from '#app/i18n/format.ts';
import { exponent, isCurrency, type Money, parseDecimal, toDecimal } from '#machines/money.ts';
import { type CountryPolicy, LONGEST_WINDOW_DAYS } from '#machines/policy/policy.ts';
import type { Speech } from './rule-words.server.ts';

/** Loose on purpose: what a field must be is said in its own sentence below, and depends on the other answers. */
export const rulesFields = z.object({
  window: z.enum(['days', 'law']).optional().catch(undefined),
  days: z.string().max(100).catch(''),
  cost: z.enum(['merchant', 'label', 'own']).optional().catch(undefined),
  fee: z.string().max(100).catch(''),
  currency: z.string().max(100).catch(''),
  shipping: z.literal('yes').optional().catch(undefined),
  final: z.literal('yes').optional().catch(undefined),
});
export type RulesFields = z.infer<typeof rulesFields>;

/** A label for more than this many minor units is a slip of the keyboard in any currency. */
const LARGEST_FEE = 99_999_999;

export type RulesResult = { ok: true; rules: CountryPolicy } | { ok: false; problems: FieldProblem[] };

/** The rules that a form asks for, or a sentence for each field that does not make sense. */
export function readRules(fields: RulesFields, speech: Speech): RulesResult {
  const { t } = speech;
  const problems: FieldProblem[] = [];
  const days = fields.window === 'days' ? readDays(fields.days, speech) : null;
  if (!fields.window) problems.push({ field: 'window', message: t('policy:error.window') });
  if (typeof days === 'string') problems.push({ field: 'days', message: days });
  const fee = fields.cost === 'label' ? readFee(fields, speech) : null;
  if (!fields.cost) problems.push({ field: 'cost', message: t('policy:error.cost') });
  if (fee && 'field' in fee) problems.push(fee);
  if (problems.length > 0 || typeof days === 'string' || (fee && 'field' in fee)) return { ok: false, problems };
  return {
    ok: true,
    rules: {
      windowDays: days,
      windowFrom: 'delivery',
      returnCost: fields.cost === 'merchant' ? { payer: 'merchant' } : { payer: 'customer', labelFee: fee },
      refundOutboundShipping: fields.shipping === 'yes',
      finalSaleReturnable: fields.final === 'yes',
    },
  };
}

/** A number of days, or what is wrong with it. Arabic-Indic digits count as digits: some keyboards write nothing else. */
function readDays(text: string, { t }: Speech): number | string {
  const typed = latinDigits(text).trim();
  if (typed === '') return t('policy:error.days-required');
  const days = /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
  return days >= 1 && days <= LONGEST_WINDOW_DAYS ? days : t('policy:error.days');
}

function readFee(fields: RulesFields, { t, locale }: Speech): Money | FieldProblem {
  const currency = fields.currency.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) return { field: 'currency', message: t('policy:error.currency') };
  if (!isCurrency(currency))
    return { field: 'currency', message: t('policy:error.currency-unknown', { code: currency }) };
  const wrong = (message: string): FieldProblem => ({ field: 'fee', message });
  const typed = latinDigits(fields.fee).trim();
  if (typed === '') return wrong(t('policy:error.fee-required'));
  const parsed = parseDecimal(withPoint(typed, exponent(currency)), currency);
  if (!parsed.ok && parsed.refusal.code === 'money.too-many-decimals') {
    const count = exponent(currency);
    return wrong(
      count === 0 ? t('policy:error.fee-whole', { currency }) : t('policy:error.fee-decimals', { currency, count }),
    );
  }
  const most = formatMoney({ amount: LARGEST_FEE, currency }, locale);
  if (!parsed.ok)
    return wrong(
      parsed.refusal.code === 'money.too-large' ? t('policy:error.fee-large', { most }) : t('policy:error.fee'),
    );
  if (parsed.money.amount < 0) return wrong(t('policy:error.fee-negative'));
  if (parsed.money.amount === 0) return wrong(t('policy:error.fee-zero'));
  return parsed.money.amount > LARGEST_FEE ? wrong(t('policy:error.fee-large', { most })) : parsed.money;
}

/** What the form shows for rules as they are. */
export function fieldsOf({ windowDays, returnCost, ...rules }: CountryPolicy): RulesFields {
  const fee = returnCost.payer === 'customer' ? returnCost.labelFee : null;
  return {
    window: windowDays === null ? 'law' : 'days',
    days: windowDays === null ? '' : String(windowDays),
    cost: returnCost.payer === 'merchant' ? 'merchant' : fee ? 'label' : 'own',
    fee: fee ? toDecimal(fee) : '',
    currency: fee?.currency ?? 'EUR',
    shipping: rules.refundOutboundShipping ? 'yes' : undefined,
    final: rules.finalSaleReturnable ? 'yes' : undefined,
  };
}

/** Half of the world writes a decimal comma. `1,000` stays as it is where it could be a thousand, and is then not understood. */
function withPoint(typed: string, places: number): string {
  const decimals = /^-?\d+,(\d+)$/.exec(typed)?.[1];
  return decimals !== undefined && decimals.length <= places ? typed.replace(',', '.') : typed;
}

function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
