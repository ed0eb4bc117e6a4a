import { z } from 'zod';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { formatMoney } from '#app/i18n/format.ts';
import { exponent, isCurrency, type Money, parseDecimal } from '#machines/money.ts';
import { one, type Posted } from './posted.server.ts';
import type { Speech } from './rule-words.server.ts';

/** An amount of more than this many minor units is a slip of the keyboard in any currency. */
const LARGEST_AMOUNT = 99_999_999;

/** Reads the fields of a form one by one, and collects a sentence for each that does not make sense; what cannot be read is undefined. */
export interface FieldReader {
  readonly problems: FieldProblem[];
  wrong(field: string, message: string): undefined;
  /** Says that a code is no country; shaped like one or not. */
  unknownCountry(field: string, code: string): undefined;
  text(field: string, most: number): string | undefined;
  /** Empty: undefined without a problem. */
  maybeText(field: string, most: number): string | undefined;
  /** One name a line; commas and semicolons divide too. */
  lines(field: string): string[] | undefined;
  whole(field: string, least: number, most: number): number | undefined;
  maybeWhole(field: string, least: number, most: number): number | undefined;
  day(field: string): string | undefined;
  maybeDay(field: string): string | undefined;
  choice<const Value extends string>(field: string, values: readonly Value[]): Value | undefined;
  choices<const Value extends string>(field: string, values: readonly Value[]): Value[] | undefined;
  currency(field: string): string | undefined;
  money(field: string, currencyField: string): Money | undefined;
  maybeMoney(field: string, currencyField: string): Money | undefined;
}

export function fieldReader(posted: Posted, speech: Speech): FieldReader {
  const { t, locale } = speech;
  const problems: FieldProblem[] = [];
  const typed = (field: string) => one(posted, field).trim();
  const wrong = (field: string, message: string): undefined => {
    problems.push({ field, message });
  };
  const reader: FieldReader = {
    problems,
    wrong,
    unknownCountry: (field, code) =>
      wrong(field, /^[A-Z]{2}$/.test(code) ? t('policy:error.code-unknown', { code }) : t('policy:error.code')),
    maybeText: (field, most) => {
      const text = typed(field);
      if (text.length > most) return wrong(field, t('policy:error.long', { count: most }));
      return text === '' ? undefined : text;
    },
    text: (field, most) => (typed(field) === '' ? wrong(field, t('error.required')) : reader.maybeText(field, most)),
    lines: (field) => {
      const names = typed(field)
        .split(/[\n,;、，]/)
        .map((name) => name.trim())
        .filter((name) => name !== '');
      if (names.length === 0) return wrong(field, t('policy:error.names'));
      if (names.length > 500 || names.some((name) => name.length > 80))
        return wrong(field, t('policy:error.names-long'));
      return [...new Set(names)];
    },
    maybeWhole: (field, least, most) => {
      const text = latinDigits(typed(field));
      if (text === '') return undefined;
      const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      return number >= least && number <= most ? number : wrong(field, t('policy:error.whole', { least, most }));
    },
    whole: (field, least, most) =>
      typed(field) === ''
        ? wrong(field, t('policy:error.whole', { least, most }))
        : reader.maybeWhole(field, least, most),
    maybeDay: (field) => {
      const day = z.iso.date().safeParse(typed(field));
      return day.success || typed(field) === '' ? day.data : wrong(field, t('policy:error.date'));
    },
    day: (field) => (typed(field) === '' ? wrong(field, t('policy:error.date')) : reader.maybeDay(field)),
    choice: (field, values) => values.find((value) => value === typed(field)) ?? wrong(field, t('error.choose-one')),
    choices: (field, values) => {
      const chosen = values.filter((value) => posted[field]?.includes(value));
      return chosen.length > 0 ? chosen : wrong(field, t('error.choose-some'));
    },
    currency: (field) => {
      const code = typed(field).toUpperCase();
      if (!/^[A-Z]{3}$/.test(code)) return wrong(field, t('policy:error.currency'));
      return isCurrency(code) ? code : wrong(field, t('policy:error.currency-unknown', { code }));
    },
    maybeMoney: (field, currencyField) => (typed(field) === '' ? undefined : reader.money(field, currencyField)),
    money: (field, currencyField) => {
      const currency = reader.currency(currencyField);
      if (currency === undefined) return undefined;
      if (typed(field) === '') return wrong(field, t('policy:error.fee'));
      const read = readAmount(latinDigits(typed(field)), currency);
      if (typeof read !== 'string') return read;
      const most = formatMoney({ amount: LARGEST_AMOUNT, currency }, locale);
      return wrong(field, amountWords(read, { currency, most }, speech));
    },
  };
  return reader;
}

type AmountProblem = 'many-decimals' | 'large' | 'negative' | 'none';

/** An amount in the currency's minor units, or what is wrong with it. */
function readAmount(text: string, currency: string): Money | AmountProblem {
  const parsed = parseDecimal(withPoint(text, exponent(currency)), currency);
  if (!parsed.ok) {
    if (parsed.refusal.code === 'money.too-many-decimals') return 'many-decimals';
    return parsed.refusal.code === 'money.too-large' ? 'large' : 'none';
  }
  if (parsed.money.amount < 0) return 'negative';
  return parsed.money.amount > LARGEST_AMOUNT ? 'large' : parsed.money;
}

function amountWords(problem: AmountProblem, figures: { currency: string; most: string }, { t }: Speech): string {
  const { currency, most } = figures;
  const count = exponent(currency);
  switch (problem) {
    case 'many-decimals':
      return count === 0
        ? t('policy:error.fee-whole', { currency })
        : t('policy:error.fee-decimals', { currency, count });
    case 'large':
      return t('policy:error.fee-large', { most });
    case 'negative':
      return t('policy:error.fee-negative');
    case 'none':
      return t('policy:error.fee');
  }
}

/** Half of the world writes a decimal comma. `1,000` stays as it is where it could be a thousand, and is then not understood. */
function withPoint(typed: string, places: number): string {
  const decimals = /^-?\d+,(\d+)$/.exec(typed)?.[1];
  return decimals !== undefined && decimals.length <= places ? typed.replace(',', '.') : typed;
}

/** Some keyboards write nothing but Arabic-Indic digits. */
function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
