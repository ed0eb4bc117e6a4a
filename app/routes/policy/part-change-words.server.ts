import { formatDay } from '#app/i18n/format.ts';
import type { MarketChange, SeasonChange, WarehouseChange } from '#machines/policy/change.ts';
import type { Warehouse } from '#machines/policy/policy.ts';
import { allOf, quoted } from './name-words.server.ts';
import { countryName, type Speech } from './rule-words.server.ts';

/** What changes about a market; who joins and who leaves are two sentences. */
export function marketSentences(change: MarketChange, speech: Speech): string[] {
  const { t } = speech;
  const market = quoted(change.market, speech);
  if (change.kind !== 'market-changed') {
    return [t(`policy:change.${change.kind}`, { market, countries: allOf(change.countries, speech) })];
  }
  const { joined, left } = change;
  if (joined.length + left.length === 0) return [t('policy:change.market-reordered', { market })];
  return [
    ...(joined.length > 0 ? [t('policy:change.market-joined', { market, countries: allOf(joined, speech) })] : []),
    ...(left.length > 0 ? [t('policy:change.market-left', { market, countries: allOf(left, speech) })] : []),
  ];
}

/** What changes about a warehouse. */
export function warehouseSentence(change: WarehouseChange, speech: Speech): string {
  const { t } = speech;
  const name = quoted(change.name, speech);
  if (change.kind !== 'warehouse-changed') {
    return t(`policy:change.${change.kind}`, { name, address: addressWords(change.address, speech) });
  }
  const say = (value: string | null) => {
    if (value === null) return t('policy:change.nothing');
    return quoted(change.field === 'country' ? countryName(value, speech) : value, speech);
  };
  const field = t(`policy:change.field.${change.field}`);
  return t('policy:change.warehouse-changed', { name, field, before: say(change.before), after: say(change.after) });
}

function addressWords({ line1, line2, postcode, city, region, country }: Warehouse, speech: Speech): string {
  const lines = [line1, line2, `${postcode} ${city}`, region, countryName(country, speech)];
  return quoted(lines.filter((line) => line !== null).join(', '), speech);
}

/** What changes about a season. */
export function seasonSentence(change: SeasonChange, speech: Speech): string {
  const { t, locale } = speech;
  const name = quoted(change.name, speech);
  const day = (iso: string) => formatDay(iso, locale);
  const places = (codes: readonly string[] | null) => (codes ? allOf(codes, speech) : t('policy:change.everywhere'));
  if (change.kind === 'season-moved') {
    return t('policy:change.season-moved', { name, from: change.from, to: change.to });
  }
  if (change.kind !== 'season-changed') {
    const { countries, orderedFrom, orderedTo, returnUntil } = change.dates;
    const days = { from: day(orderedFrom), to: day(orderedTo), until: day(returnUntil) };
    return t(`policy:change.${change.kind}`, { name, countries: places(countries), ...days });
  }
  const field = t(`policy:change.field.${change.field}`);
  const told = (before: string, after: string) => t('policy:change.season-changed', { name, field, before, after });
  if (change.field === 'countries') return told(places(change.before), places(change.after));
  if (change.field === 'name') return told(quoted(change.before, speech), quoted(change.after, speech));
  return told(day(change.before), day(change.after));
}
