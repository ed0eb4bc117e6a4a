import type { DeskFilter } from '#db/desk-list.ts';
import type { Reader } from '#db/open.ts';
import { findByTerms } from '#db/search.ts';
import { askedTerms } from '#machines/search-terms.ts';
import type { ReadFilter } from './desk-filter.ts';

/** What a filter of an address means for this person, in this shop: days become instants of its zone, `me` becomes an id, a text what it finds. */
export async function resolveFilter(
  db: Reader,
  read: ReadFilter,
  { me, timeZone }: { readonly me: string; readonly timeZone: string },
): Promise<{ filter: DeskFilter; tooMany: boolean }> {
  const { country, reason, resolution, amount, assigned, text } = read;
  const found = text === undefined ? null : await findByTerms(db, askedTerms(text));
  const startOf = (day: string, later: number) =>
    Temporal.PlainDate.from(day).add({ days: later }).toZonedDateTime(timeZone).toInstant();
  const filter = {
    ...{ country, reason, resolution, amount, ids: found?.returnIds },
    requestedFrom: read.requestedFrom === undefined ? undefined : startOf(read.requestedFrom, 0),
    requestedBefore: read.requestedTo === undefined ? undefined : startOf(read.requestedTo, 1),
    assignedTo: assigned === 'me' ? me : assigned === 'nobody' ? null : assigned,
  };
  return { filter, tooMany: found?.more ?? false };
}
