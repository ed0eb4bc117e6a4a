import { isCurrency } from '#machines/money.ts';
import { formatCount, formatDay, formatMoney, formatPercent } from './format.ts';
import { type Locale, localeFacts } from './locales.ts';
import type { Speech } from './speech.ts';
import type { Translate } from './types.ts';

export type { Speech };

export type Figure = string | number | boolean | null | undefined;
export type Figures = Readonly<Record<string, Figure>>;

export const textOf = (figure: Figure): string => (figure === null || figure === undefined ? '' : String(figure));

/**
 * Says a key of the receipts with its figures, each as its name wants it: days, sums, percentages, lists of codes. Null where the language has no
 * such sentence.
 */
export function say(key: string, figures: Figures, speech: Speech): string | null {
  const full = `receipts:${key}`;
  const spoken = Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [name, figureWords(name, figure, figures, speech)]),
  );
  const words = { ...spoken, ...composed(figures, speech) };
  return byKey(full, words, speech.t);
}

/**
 * Keys that are made of codes cannot be seen by the compiler; a test holds every code against every language. Null where there is no such key:
 * i18next then gives the key back.
 */
function byKey(key: string, values: Readonly<Record<string, string>>, t: Translate): string | null {
  const said: unknown = Reflect.apply(t, undefined, [key, values]);
  const bare = key.slice(key.indexOf(':') + 1);
  return typeof said === 'string' && said !== key && said !== bare ? said : null;
}

/** Figures that are made of several others. */
function composed(figures: Figures, speech: Speech): Record<string, string> {
  const composite: Record<string, string> = { grades: gradesWords(figures, speech) || speech.t('receipts:none') };
  if ('photos' in figures || 'comment' in figures) composite.wanted = evidenceWords(figures, speech);
  return composite;
}

const DAYS: readonly string[] = ['lastDay', 'until', 'event', 'cancelledAt', 'placedAt'];
const SUMS: readonly string[] = ['labelFee', 'minimum', 'most', 'cap', 'fee'];
const COUNTS: readonly string[] = [
  'days',
  'windowDays',
  'quantity',
  'alreadyReturned',
  'gaveWay',
  'nearMisses',
  'number',
];

function figureWords(name: string, figure: Figure, figures: Figures, speech: Speech): string {
  const { t, locale } = speech;
  if (name === 'coupon' && !figure) return t('receipts:any-coupon');
  if (figure === null || figure === undefined) return t('receipts:why.unknown');
  if (DAYS.includes(name)) return dayWords(textOf(figure), locale);
  if (typeof figure === 'number' && name === 'percent') return formatPercent(figure, locale);
  if (typeof figure === 'number' && SUMS.includes(name)) return sumWords(figure, figures.currency, locale);
  if (typeof figure === 'number' && COUNTS.includes(name)) return formatCount(figure, locale);
  if (name === 'exceptions') return listWords(textOf(figure), (one) => word(`terms:trait.${one}`, one, t), locale);
  if (name === 'reason') return word(`terms:reason.${textOf(figure)}`, textOf(figure), t);
  if (name === 'from') return word(`receipts:event.${textOf(figure)}`, textOf(figure), t);
  if (name === 'topic') return word(`receipts:topic.${textOf(figure)}`, textOf(figure), t);
  if (name === 'why') return word(`receipts:why.${textOf(figure)}`, textOf(figure), t);
  return textOf(figure);
}

/** The word of a code, or the code where there is none: a merchant's own category has no translation. */
export function word(key: string, otherwise: string, t: Translate): string {
  return byKey(key, {}, t) ?? otherwise;
}

/** A local day, or the day of an instant as UTC has it. */
export function dayWords(text: string, locale: Locale): string {
  const day = /^\d{4}-\d\d-\d\d/.exec(text)?.[0];
  return day ? formatDay(day, locale) : text;
}

export function sumWords(amount: number, currency: Figure, locale: Locale): string {
  return typeof currency === 'string' && isCurrency(currency)
    ? formatMoney({ amount, currency }, locale)
    : formatCount(amount, locale);
}

/** `a, b` as the reader lists things. */
export function listWords(text: string, say: (one: string) => string, locale: Locale): string {
  const parts = text.split(', ').filter(Boolean).map(say);
  return new Intl.ListFormat(localeFacts[locale].format, { type: 'conjunction' }).format(parts);
}

/** `2 photos and a description`. */
export function evidenceWords(
  { photos, comment }: { photos?: Figure; comment?: Figure },
  { t, locale }: Speech,
): string {
  const parts = [
    typeof photos === 'number' && photos > 0 ? t('receipts:wanted.photos', { count: photos }) : null,
    comment === true ? t('receipts:wanted.comment') : null,
  ].filter((part) => part !== null);
  const list = new Intl.ListFormat(localeFacts[locale].format, { type: 'conjunction' });
  return parts.length > 0 ? list.format(parts) : t('receipts:none');
}

const GRADES: readonly string[] = ['as-new', 'opened', 'used', 'damaged', 'wrong-item', 'missing'];

/** `used 20 %, damaged 50 %`; empty where no grade is among the figures. */
export function gradesWords(figures: Figures, { t, locale }: Speech): string {
  const parts = GRADES.flatMap((grade) => {
    const percent = figures[grade];
    return typeof percent === 'number'
      ? [t('receipts:pair', { label: word(`terms:grade.${grade}`, grade, t), value: formatPercent(percent, locale) })]
      : [];
  });
  return parts.join('; ');
}
