import type { Condition, ConditionKind } from '#machines/policy/condition.ts';
import { countryNameIn } from './country-name.ts';
import { dayWords, type Figure, listWords, type Speech, sumWords, textOf, word } from './figure-words.ts';
import { formatCount, formatPercent } from './format.ts';

/** How the value of each kind of condition is said: what it wants and what it found are written alike. */
const SAYS: { readonly [Kind in ConditionKind]: (text: string, speech: Speech) => string } = {
  country: (text, speech) => listWords(text, (code) => countryNameIn(code, speech.locale), speech.locale),
  market: asWritten,
  ordered: days,
  delivered: days,
  dispatched: days,
  category: asWritten,
  tag: asWritten,
  sku: asWritten,
  vendor: asWritten,
  price: prices,
  discount: (text, speech) => rangeOf(text, (end) => formatPercent(Number(end), speech.locale), speech),
  'final-sale': yesOrNo,
  channel: asWritten,
  'customer-tier': asWritten,
  'customer-tag': asWritten,
  'earlier-returns': earlier,
  reason: (text, { t, locale }) => listWords(text, (code) => word(`terms:reason.${code}`, code, t), locale),
  grade: (text, { t, locale }) => listWords(text, (code) => word(`terms:grade.${code}`, code, t), locale),
  resolution: (text, { t, locale }) => listWords(text, (code) => word(`receipts:resolution.${code}`, code, t), locale),
  season: asWritten,
};

export const isConditionKind = (kind: Figure): kind is Condition['kind'] =>
  typeof kind === 'string' && Object.hasOwn(SAYS, kind);

/** A condition with its value: `Country: Germany and Austria`. */
export function conditionWords(kind: ConditionKind, value: Figure, speech: Speech): string {
  const { t } = speech;
  return t('receipts:pair', { label: t(`receipts:condition.${kind}`), value: foundWords(kind, value, speech) });
}

/** The value alone; what is not known or empty is said to be so. */
export function foundWords(kind: ConditionKind, value: Figure, speech: Speech): string {
  if (value === null || value === undefined) return speech.t('receipts:why.unknown');
  return value === '' ? speech.t('receipts:none') : SAYS[kind](textOf(value), speech);
}

function asWritten(text: string): string {
  return text;
}

function yesOrNo(text: string, { t }: Speech): string {
  return text === 'true' ? t('receipts:yes') : t('receipts:no');
}

function days(text: string, speech: Speech): string {
  return rangeOf(text, (end) => dayWords(end, speech.locale), speech);
}

/** `1000..5000 EUR`, or `1999 EUR`. */
function prices(text: string, speech: Speech): string {
  const [, range = text, currency = ''] = /^(.*) ([A-Z]{3})$/.exec(text) ?? [];
  return rangeOf(range, (end) => sumWords(Number(end), currency, speech.locale), speech);
}

/** `2..; ..5000 in 90`, or `3; 4000`: how many, and what they were worth in minor units. */
function earlier(text: string, speech: Speech): string {
  const { t, locale } = speech;
  const [, what = text, within] = /^(.*) in (\d+)$/.exec(text) ?? [];
  const [count = '', value = ''] = what.split('; ');
  const number = (end: string) => formatCount(Number(end), locale);
  const said = [
    count && count !== '..' ? t('receipts:returns', { times: rangeOf(count, number, speech) }) : null,
    value && value !== '..' ? t('receipts:worth', { value: rangeOf(value, number, speech) }) : null,
  ].filter((part) => part !== null);
  const joined = said.join(', ');
  return within === undefined ? joined : t('receipts:in-days', { what: joined, days: number(within) });
}

/** `a..b`, `a..`, `..b`, or one value by itself. */
function rangeOf(text: string, sayEnd: (end: string) => string, { t }: Speech): string {
  if (!text.includes('..')) return sayEnd(text);
  const [from = '', to = ''] = text.split('..');
  if (from && to) return t('receipts:range.both', { from: sayEnd(from), to: sayEnd(to) });
  return from ? t('receipts:range.from', { from: sayEnd(from) }) : t('receipts:range.to', { to: sayEnd(to) });
}
