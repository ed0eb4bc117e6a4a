import type { FieldProblem } from '#app/components/error-summary.tsx';
import { toDecimal } from '#machines/money.ts';
import {
  type CountryPolicy,
  LONGEST_WINDOW_DAYS,
  type ReturnCostPolicy,
  WINDOW_EVENTS,
} from '#machines/policy/country-policy.ts';
import { type FieldReader, fieldReader } from './field-reader.server.ts';
import type { FieldValues, FormField } from './form-field.ts';
import { one, type Posted } from './posted.server.ts';
import { capital, type Speech } from './rule-words.server.ts';

/** The form of a country's terms. */
export function termsFields(speech: Speech): FormField[] {
  const { t } = speech;
  return [
    {
      ...{ type: 'radio', name: 'window', label: t('policy:rules.window') },
      choices: [
        { value: 'days', label: t('policy:edit.window-days') },
        { value: 'law', label: t('policy:rules.law-only'), hint: t('policy:edit.window-law-hint') },
        { value: 'none', label: t('policy:rules.no-returns'), hint: t('policy:edit.window-none-hint') },
      ],
    },
    { type: 'number', name: 'days', label: t('policy:edit.days'), hint: t('policy:edit.days-hint') },
    windowFromField(speech),
    ...costFields(speech),
    {
      ...{ type: 'check', name: 'shipping', label: t('policy:edit.extras') },
      choices: [{ value: 'yes', label: t('policy:edit.extras-shipping') }],
    },
    {
      ...{ type: 'check', name: 'final', label: t('policy:rules.final') },
      choices: [{ value: 'yes', label: t('policy:edit.extras-final') }],
    },
  ];
}

export function windowFromField(speech: Speech): FormField {
  const { t } = speech;
  const choices = WINDOW_EVENTS.map((value) => ({ value, label: capital(t(`policy:rules.${value}`), speech) }));
  return { type: 'radio', name: 'from', label: t('policy:rules.start'), choices };
}

/** Who pays the way back, for a country's terms and for a rule alike. */
export function costFields({ t }: Speech): FormField[] {
  return [
    {
      ...{ type: 'radio', name: 'cost', label: t('policy:rules.cost') },
      choices: [
        { value: 'merchant', label: t('policy:edit.cost-merchant') },
        { value: 'label', label: t('policy:edit.cost-label') },
        { value: 'own', label: t('policy:edit.cost-own') },
      ],
    },
    {
      ...{ type: 'row', name: 'price' },
      fields: [
        { type: 'amount', name: 'fee', label: t('policy:edit.fee'), hint: t('policy:edit.fee-hint') },
        {
          ...{ type: 'text', name: 'currency', width: 'tiny', ltr: true },
          ...{ label: t('policy:edit.currency'), hint: t('policy:edit.currency-hint') },
        },
      ],
    },
  ];
}

/** What the form shows for terms as they are. */
export function termsValues({ windowDays, windowFrom, returnCost, ...terms }: CountryPolicy): FieldValues {
  return {
    window: [windowDays === null ? 'law' : windowDays === 0 ? 'none' : 'days'],
    days: windowDays ? [String(windowDays)] : [],
    from: [windowFrom],
    ...costValues(returnCost),
    shipping: terms.refundOutboundShipping ? ['yes'] : [],
    final: terms.finalSaleReturnable ? ['yes'] : [],
  };
}

export function costValues(cost: ReturnCostPolicy): FieldValues {
  const fee = cost.payer === 'customer' ? cost.labelFee : null;
  return {
    cost: [cost.payer === 'merchant' ? 'merchant' : fee ? 'label' : 'own'],
    fee: fee ? [toDecimal(fee)] : [],
    currency: [fee?.currency ?? 'EUR'],
  };
}

/** The terms that a form asks for, or a sentence for each field that does not make sense. */
export function readTerms(
  posted: Posted,
  speech: Speech,
): { ok: true; terms: CountryPolicy } | { ok: false; problems: FieldProblem[] } {
  const { t } = speech;
  const read = fieldReader(posted, speech);
  const window = (['days', 'law', 'none'] as const).find((value) => value === one(posted, 'window'));
  if (!window) read.wrong('window', t('policy:error.window'));
  const days = window === 'days' ? readDays(read, posted, speech) : window === 'none' ? 0 : null;
  const windowFrom = read.choice('from', WINDOW_EVENTS);
  const returnCost = readCost(read, posted, speech);
  if (days === undefined || !windowFrom || !returnCost || read.problems.length > 0)
    return { ok: false, problems: read.problems };
  return {
    ok: true,
    terms: {
      ...{ windowDays: days, windowFrom, returnCost },
      refundOutboundShipping: one(posted, 'shipping') === 'yes',
      finalSaleReturnable: one(posted, 'final') === 'yes',
    },
  };
}

function readDays(read: FieldReader, posted: Posted, { t }: Speech): number | undefined {
  if (one(posted, 'days').trim() === '') return read.wrong('days', t('policy:error.days-required'));
  const before = read.problems.length;
  const days = read.maybeWhole('days', 1, LONGEST_WINDOW_DAYS);
  // One sentence of its own: it says what a window is, and not only which numbers are taken.
  if (read.problems.length > before)
    read.problems.splice(before, 1, { field: 'days', message: t('policy:error.days') });
  return days;
}

export function readCost(read: FieldReader, posted: Posted, { t }: Speech): ReturnCostPolicy | undefined {
  const cost = one(posted, 'cost');
  if (cost === 'merchant') return { payer: 'merchant' };
  if (cost === 'own') return { payer: 'customer', labelFee: null };
  if (cost !== 'label') return read.wrong('cost', t('policy:error.cost'));
  if (one(posted, 'fee').trim() === '') return read.wrong('fee', t('policy:error.fee-required'));
  const labelFee = read.money('fee', 'currency');
  if (labelFee?.amount === 0) return read.wrong('fee', t('policy:error.fee-zero'));
  return labelFee && { payer: 'customer', labelFee };
}
