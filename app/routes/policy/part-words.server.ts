import { formatDay } from '#app/i18n/format.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import type { Season } from '#machines/policy/season.ts';
import type { Part } from './part-fields.server.ts';
import { countryName, countryNames, type Speech } from './rule-words.server.ts';

/** A season, a market or a warehouse as a row: what it is called, and what it says. */
export interface PartWords {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

export function partWords(part: Part, document: PolicyDocument, speech: Speech): PartWords[] {
  if (part === 'seasons') {
    return document.seasons.map((season) => ({ id: season.id, name: season.name, text: seasonWords(season, speech) }));
  }
  if (part === 'markets') {
    return Object.entries(document.markets).map(([id, codes]) => ({ id, name: id, text: countryNames(codes, speech) }));
  }
  return Object.entries(document.warehouses).map(([id, address]) => ({
    ...{ id, name: address.name },
    text: [
      address.line1,
      address.line2,
      `${address.postcode} ${address.city}`,
      address.region,
      countryName(address.country, speech),
    ]
      .filter(Boolean)
      .join(', '),
  }));
}

export function seasonWords({ orderedFrom, orderedTo, returnUntil, countries }: Season, speech: Speech): string {
  const { t, locale } = speech;
  return t('policy:season.says', {
    from: formatDay(orderedFrom, locale),
    to: formatDay(orderedTo, locale),
    until: formatDay(returnUntil, locale),
    countries: countries ? countryNames(countries, speech) : t('policy:field.where-all'),
  });
}
