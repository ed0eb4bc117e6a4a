import type { FieldProblem } from '#app/components/error-summary.tsx';
import type { PolicyDraftChange } from '#app/services/policy-draft-change.server.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import { SlugSchema } from '#machines/policy/slug.ts';
import { type FieldReader, fieldReader } from './field-reader.server.ts';
import type { FieldValues } from './form-field.ts';
import type { Part } from './part-fields.server.ts';
import { one, type Posted } from './posted.server.ts';
import { readCountries } from './read-countries.server.ts';
import type { Speech } from './rule-words.server.ts';

/** What the form shows for what is there. */
export function partValues(part: Part, document: PolicyDocument, id: string | null): FieldValues {
  if (id === null) return part === 'seasons' ? { where: ['all'] } : {};
  if (part === 'markets') return { in: document.markets[id] ?? [] };
  if (part === 'warehouses') {
    const { country, ...address } = document.warehouses[id] ?? { country: '' };
    const texts = Object.entries(address).map(([name, value]) => [name, value === null ? [] : [value]]);
    return { ...Object.fromEntries(texts), code: [country] };
  }
  const season = document.seasons.find((one) => one.id === id);
  if (!season) return {};
  const { name, orderedFrom, orderedTo, returnUntil, countries } = season;
  const where = countries === null ? 'all' : 'some';
  return {
    name: [name],
    from: [orderedFrom],
    to: [orderedTo],
    until: [returnUntil],
    where: [where],
    in: countries ?? [],
  };
}

export type PartResult = { ok: true; change: PolicyDraftChange } | { ok: false; problems: FieldProblem[] };
type IsCountry = (code: string) => boolean;

/** The change that a form asks for, or a sentence for each field that does not make sense. */
export function readPart(
  part: Part,
  id: string | null,
  posted: Posted,
  document: PolicyDocument,
  isCountry: IsCountry,
  speech: Speech,
): PartResult {
  const read = fieldReader(posted, speech);
  const change =
    part === 'markets'
      ? readMarket(id, read, posted, document, isCountry, speech)
      : part === 'warehouses'
        ? readWarehouse(id, read, isCountry)
        : readSeason(id, read, posted, isCountry, speech);
  return change && read.problems.length === 0 ? { ok: true, change } : { ok: false, problems: read.problems };
}

function readMarket(
  id: string | null,
  read: FieldReader,
  posted: Posted,
  document: PolicyDocument,
  isCountry: IsCountry,
  { t }: Speech,
): PolicyDraftChange | undefined {
  const name = id ?? read.text('name', 40)?.toLowerCase();
  const countries = readCountries(read, posted, isCountry, 'in', t('policy:error.countries'));
  if (id === null && name !== undefined) {
    if (!SlugSchema.safeParse(name).success) return read.wrong('name', t('policy:error.slug'));
    if (Object.hasOwn(document.markets, name)) return read.wrong('name', t('policy:error.taken', { name }));
  }
  return name !== undefined && countries ? { kind: 'market', id: name, countries } : undefined;
}

function readWarehouse(id: string | null, read: FieldReader, isCountry: IsCountry): PolicyDraftChange | undefined {
  const [name, line1, line2] = [read.text('name', 80), read.text('line1', 120), read.maybeText('line2', 120)];
  const [postcode, city, region] = [read.text('postcode', 20), read.text('city', 80), read.maybeText('region', 80)];
  const country = read.text('code', 20)?.toUpperCase();
  if (country !== undefined && !isCountry(country)) return read.unknownCountry('code', country);
  if (!name || !line1 || !postcode || !city || !country) return undefined;
  const address = { name, line1, line2: line2 ?? null, city, region: region ?? null, postcode, country };
  return { kind: 'warehouse', id, warehouse: address };
}

function readSeason(
  id: string | null,
  read: FieldReader,
  posted: Posted,
  isCountry: IsCountry,
  { t }: Speech,
): PolicyDraftChange | undefined {
  const name = read.text('name', 80);
  const [orderedFrom, orderedTo, returnUntil] = [read.day('from'), read.day('to'), read.day('until')];
  const where = read.choice('where', ['all', 'some']);
  const countries = where === 'some' ? readCountries(read, posted, isCountry, 'in', t('policy:error.countries')) : null;
  if (orderedFrom && orderedTo && orderedFrom > orderedTo) return read.wrong('to', t('policy:error.season-order'));
  if (orderedTo && returnUntil && orderedTo > returnUntil) return read.wrong('until', t('policy:error.season-until'));
  if (!name || !orderedFrom || !orderedTo || !returnUntil || countries === undefined) return undefined;
  return { kind: 'season', id, season: { name, countries, orderedFrom, orderedTo, returnUntil } };
}

/** The change that takes one out. */
export function removePart(part: Part, id: string): PolicyDraftChange {
  if (part === 'markets') return { kind: 'market', id, countries: null };
  return part === 'seasons' ? { kind: 'season', id, season: null } : { kind: 'warehouse', id, warehouse: null };
}

/** Which one a button of the list names. */
export const removedPart = (posted: Posted): string => one(posted, 'remove');
