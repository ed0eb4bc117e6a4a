import { listQueueItems } from '#db/queue.ts';
import { findByTerms } from '#db/search.ts';
import { askedTerms } from '#machines/search-terms.ts';
import type { ServiceDeps } from './deps.ts';
import type { FoundReturn } from './find-return.server.ts';

export { FOUND_AT_MOST } from '#db/search.ts';

const SHOWN = 50;

/** The returns in which every word of a text is found, by the beginnings of words, the newest first; `more` when there are others besides. */
export async function searchReturns(
  { db }: Pick<ServiceDeps, 'db'>,
  text: string,
): Promise<{ readonly returns: readonly FoundReturn[]; readonly more: boolean }> {
  const { returnIds, more } = await findByTerms(db, askedTerms(text));
  // Later ids sort behind earlier ones.
  const newest = returnIds.toSorted().toReversed().slice(0, SHOWN);
  const items = await listQueueItems(db, newest);
  const returns = items.map(({ id, rmaCode, state, requestedAt }) => {
    return { id, rmaCode, state, requestedAt: requestedAt.toString() };
  });
  return { returns, more: more || returnIds.length > SHOWN };
}
