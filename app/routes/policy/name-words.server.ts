import { countryNameIn } from '#app/i18n/country-name.ts';
import { isolate } from '#app/i18n/isolate.ts';
import { type Locale, localeFacts } from '#app/i18n/locales.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import type { Speech } from './rule-words.server.ts';

/** What names stand for: seasons, warehouses and rules have names beside their identifiers. null: none is known, the identifiers stand. */
export type Named = Pick<PolicyDocument, 'seasons' | 'warehouses' | 'rules'> | null;

/** Longer lists are cut in a sentence; the page of the rule has them all. */
const MOST_NAMES = 8;

/** A name that somebody wrote, in the reader's quotation marks; its own script stays with it. */
export function quoted(name: string, { t }: Speech): string {
  return t('policy:condition.quoted', { name: isolate(name) });
}

export function seasonName(id: string, named: Named): string {
  return named?.seasons.find((season) => season.id === id)?.name ?? id;
}

export function warehouseName(id: string, named: Named): string {
  return (named && Object.hasOwn(named.warehouses, id) ? named.warehouses[id]?.name : undefined) ?? id;
}

export function ruleName(id: string | null, named: Named): string {
  return named?.rules.find((rule) => rule.id === id)?.name ?? id ?? '';
}

interface Lists {
  readonly order: Intl.Collator;
  readonly and: Intl.ListFormat;
  readonly or: Intl.ListFormat;
  readonly comma: Intl.ListFormat;
}

const lists = new Map<Locale, Lists>();

/** Made once for each language: a policy of many rules asks for them thousands of times. */
function listsOf(locale: Locale): Lists {
  const known = lists.get(locale);
  if (known) return known;
  const { format } = localeFacts[locale];
  const made = {
    order: new Intl.Collator(format),
    and: new Intl.ListFormat(format),
    or: new Intl.ListFormat(format, { type: 'disjunction' }),
    comma: new Intl.ListFormat(format, { type: 'unit', style: 'short' }),
  };
  lists.set(locale, made);
  return made;
}

/** Countries by their names, in the order of the reader's alphabet. */
function countryList(codes: readonly string[], { locale }: Speech): string[] {
  const { order } = listsOf(locale);
  return codes.map((code) => countryNameIn(code, locale)).toSorted(order.compare);
}

/** One or the other: `“Shoes”, “Bags” or “Hats”`. */
export function anyOf(names: readonly string[], { t, locale }: Speech): string {
  const { or, comma } = listsOf(locale);
  if (names.length <= MOST_NAMES) return or.format(names);
  const shown = comma.format(names.slice(0, MOST_NAMES - 1));
  return t('policy:condition.more', { names: shown, count: names.length - MOST_NAMES + 1 });
}

/** One country or the other: `Germany, Austria or France`. */
export function anyCountryOf(codes: readonly string[], speech: Speech): string {
  return anyOf(countryList(codes, speech), speech);
}

/** All countries: `Germany, Austria and 20 more`. */
export function allOf(codes: readonly string[], speech: Speech): string {
  const { t, locale } = speech;
  const { and, comma } = listsOf(locale);
  const names = countryList(codes, speech);
  if (names.length <= MOST_NAMES) return and.format(names);
  const shown = comma.format(names.slice(0, MOST_NAMES - 1));
  return t('policy:finding.rest', { names: shown, count: names.length - MOST_NAMES + 1 });
}
