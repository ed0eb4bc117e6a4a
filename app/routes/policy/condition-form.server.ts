import type { FieldProblem } from '#app/components/error-summary.tsx';
import { GRADES } from '#machines/line/codes.ts';
import { toDecimal } from '#machines/money.ts';
import { type Condition, ConditionSchema } from '#machines/policy/condition.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';
import { RESOLUTIONS } from '#machines/policy/resolution.ts';
import type { ConditionKind } from './condition-fields.server.ts';
import { type FieldReader, fieldReader } from './field-reader.server.ts';
import type { FieldValues } from './form-field.ts';
import type { Posted } from './posted.server.ts';
import { readCountries } from './read-countries.server.ts';
import type { Speech } from './rule-words.server.ts';

/** What the form shows for a condition as it is. */
export function conditionValues(condition: Condition): FieldValues {
  const text = (value: string | number | undefined) => (value === undefined ? [] : [String(value)]);
  switch (condition.kind) {
    case 'ordered':
      return { from: text(condition.from), to: text(condition.to) };
    case 'delivered':
    case 'dispatched':
      return { from: text(condition.from), to: text(condition.to), unknown: [condition.whenUnknown] };
    case 'price': {
      const { currency, min, max } = condition;
      const amount = (value: number | undefined) =>
        value === undefined ? [] : [toDecimal({ amount: value, currency })];
      return { min: amount(min), max: amount(max), currency: [currency] };
    }
    case 'discount':
      return { min: text(condition.minPercent), max: text(condition.maxPercent) };
    case 'final-sale':
      return { is: [condition.is ? 'yes' : 'no'] };
    case 'earlier-returns':
      return {
        ...{ within: text(condition.withinDays), min: text(condition.minCount), max: text(condition.maxCount) },
        ...{ 'min-value': text(condition.minValue), 'max-value': text(condition.maxValue) },
      };
    case 'category':
    case 'tag':
    case 'sku':
    case 'vendor':
    case 'channel':
    case 'customer-tier':
    case 'customer-tag':
      return { names: [condition.in.join('\n')] };
    default:
      return { in: condition.in };
  }
}

/** What a fresh form begins with. */
export function newConditionValues(kind: ConditionKind): FieldValues {
  if (kind === 'price') return { currency: ['EUR'] };
  return kind === 'earlier-returns' ? { within: ['365'] } : {};
}

export type ConditionResult = { ok: true; condition: Condition } | { ok: false; problems: FieldProblem[] };

/** The condition that a form asks for, or a sentence for each field that does not make sense. */
export function readCondition(
  kind: ConditionKind,
  posted: Posted,
  document: PolicyDocument,
  isCountry: (code: string) => boolean,
  speech: Speech,
): ConditionResult {
  const { t } = speech;
  const read = fieldReader(posted, speech);
  const parts = conditionParts(kind, read, posted, document, isCountry, speech);
  if (read.problems.length > 0) return { ok: false, problems: read.problems };
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  const condition = ConditionSchema.safeParse({ kind, ...Object.fromEntries(given) });
  if (condition.success) return { ok: true, condition: condition.data };
  const crossed = condition.error.issues.some(({ message }) => message === 'condition.bounds-crossed');
  const message = t(crossed ? 'policy:error.crossed' : 'policy:error.bound');
  return { ok: false, problems: [{ field: 'from' in parts ? 'from' : 'min', message }] };
}

function conditionParts(
  kind: ConditionKind,
  read: FieldReader,
  posted: Posted,
  document: PolicyDocument,
  isCountry: (code: string) => boolean,
  { t }: Speech,
): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'country':
      return { in: readCountries(read, posted, isCountry, 'in', t('policy:error.countries')) };
    case 'market':
      return { in: read.choices('in', Object.keys(document.markets)) };
    case 'season':
      return {
        in: read.choices(
          'in',
          document.seasons.map(({ id }) => id),
        ),
      };
    case 'reason':
      return { in: read.choices('in', REASON_CODES) };
    case 'grade':
      return { in: read.choices('in', GRADES) };
    case 'resolution':
      return { in: read.choices('in', RESOLUTIONS) };
    case 'ordered':
      return { from: read.maybeDay('from'), to: read.maybeDay('to') };
    case 'delivered':
    case 'dispatched':
      return {
        ...{ from: read.maybeDay('from'), to: read.maybeDay('to') },
        whenUnknown: read.choice('unknown', ['holds', 'fails']),
      };
    case 'price': {
      const [min, max] = [read.maybeMoney('min', 'currency'), read.maybeMoney('max', 'currency')];
      const currency = min?.currency ?? max?.currency ?? read.currency('currency');
      return { currency, min: min?.amount, max: max?.amount };
    }
    case 'discount':
      return { minPercent: read.maybeWhole('min', 0, 100), maxPercent: read.maybeWhole('max', 0, 100) };
    case 'final-sale': {
      const is = read.choice('is', ['yes', 'no']);
      return { is: is && is === 'yes' };
    }
    case 'earlier-returns':
      return {
        withinDays: read.whole('within', 1, 3650),
        ...{ minCount: read.maybeWhole('min', 0, 100_000), maxCount: read.maybeWhole('max', 0, 100_000) },
        ...{
          minValue: read.maybeWhole('min-value', 0, 99_999_999),
          maxValue: read.maybeWhole('max-value', 0, 99_999_999),
        },
      };
    default:
      return { in: read.lines('names') };
  }
}
