import { formatCount, formatDay, formatMoney } from '#app/i18n/format.ts';
import type { Condition, ConditionOf } from '#machines/policy/condition.ts';
import { anyCountryOf, anyOf, type Named, quoted, seasonName } from './name-words.server.ts';
import type { Speech } from './rule-words.server.ts';

/** A condition as a clause: `the country is Germany or Austria`, to stand after "when" and "asks that". */
export function conditionWords(condition: Condition, named: Named, speech: Speech): string {
  const { t } = speech;
  const names = (list: readonly string[]) =>
    anyOf(
      list.map((name) => quoted(name, speech)),
      speech,
    );
  switch (condition.kind) {
    case 'country':
      return t('policy:condition.country', { names: anyCountryOf(condition.in, speech) });
    case 'ordered':
    case 'delivered':
    case 'dispatched':
      return dayWords(condition, speech);
    case 'market':
    case 'category':
    case 'tag':
    case 'sku':
    case 'vendor':
    case 'channel':
    case 'customer-tier':
    case 'customer-tag':
      return t(`policy:condition.${condition.kind}`, { names: names(condition.in) });
    case 'season':
      return t('policy:condition.season', { names: names(condition.in.map((id) => seasonName(id, named))) });
    case 'price':
      return priceWords(condition, speech);
    case 'discount':
      return discountWords(condition, speech);
    case 'final-sale':
      return t(condition.is ? 'policy:condition.final-sale-yes' : 'policy:condition.final-sale-no');
    case 'earlier-returns':
      return returnsWords(condition, speech);
    case 'reason':
      return t('policy:condition.reason', { names: names(condition.in.map((code) => t(`terms:reason.${code}`))) });
    case 'grade':
      return t('policy:condition.grade', { names: names(condition.in.map((code) => t(`terms:grade.${code}`))) });
    case 'resolution':
      return t('policy:condition.resolution', {
        names: anyOf(
          condition.in.map((code) => t(`policy:condition.resolution-name.${code}`)),
          speech,
        ),
      });
  }
}

type Days = ConditionOf<'ordered'> | ConditionOf<'delivered'> | ConditionOf<'dispatched'>;

function dayWords(condition: Days, { t, locale }: Speech): string {
  const { kind } = condition;
  const from = condition.from === undefined ? '' : formatDay(condition.from, locale);
  const to = condition.to === undefined ? '' : formatDay(condition.to, locale);
  const said =
    from && to
      ? t(`policy:condition.${kind}-between`, { from, to })
      : from
        ? t(`policy:condition.${kind}-from`, { from })
        : t(`policy:condition.${kind}-to`, { to });
  const open = 'whenUnknown' in condition && condition.whenUnknown === 'holds';
  return open ? t('policy:condition.or-unknown', { condition: said }) : said;
}

function priceWords({ currency, min, max }: ConditionOf<'price'>, { t, locale }: Speech): string {
  const sum = (amount: number) => formatMoney({ amount, currency }, locale);
  if (min !== undefined && max !== undefined) {
    return t('policy:condition.price-between', { min: sum(min), max: sum(max) });
  }
  return min === undefined
    ? t('policy:condition.price-max', { max: sum(max ?? 0) })
    : t('policy:condition.price-min', { min: sum(min) });
}

function discountWords({ minPercent: min, maxPercent: max }: ConditionOf<'discount'>, { t }: Speech): string {
  if (min !== undefined && max !== undefined) return t('policy:condition.discount-between', { min, max });
  return min === undefined
    ? t('policy:condition.discount-max', { max: max ?? 0 })
    : t('policy:condition.discount-min', { min });
}

function returnsWords(condition: ConditionOf<'earlier-returns'>, speech: Speech): string {
  const { t } = speech;
  const { minCount, maxCount, minValue, maxValue } = condition;
  const said = [...range('count', minCount, maxCount, speech), ...range('value', minValue, maxValue, speech)];
  const bounds = said.reduce((first, second) => t('policy:condition.and', { first, second }));
  return t('policy:condition.returns', { count: condition.withinDays, bounds });
}

function range(of: 'count' | 'value', least: number | undefined, most: number | undefined, speech: Speech): string[] {
  const { t, locale } = speech;
  const min = formatCount(least ?? 0, locale);
  const max = formatCount(most ?? 0, locale);
  if (least !== undefined && most !== undefined) return [t(`policy:condition.${of}-between`, { min, max })];
  if (least !== undefined) return [t(`policy:condition.${of}-min`, { min })];
  return most === undefined ? [] : [t(`policy:condition.${of}-max`, { max })];
}
