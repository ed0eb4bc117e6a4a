import { setImmediate as nextTurn } from 'node:timers/promises';
import { loadOrder } from '#db/orders.ts';
import { listLinesOfReturns } from '#db/return-lines.ts';
import { inChunks } from '#db/row.ts';
import { addFirstSearchTerms, listReturnsToFind, type ReturnToFind } from '#db/search-gaps.ts';
import type { ServiceDeps } from './deps.ts';
import { termsOfReturn } from './return-terms.server.ts';
import { commit } from './unit-of-work.server.ts';

/** Returns that are looked at in one query. */
const LOOKED_AT = 1000;
/** Returns that are written in one transaction: on SQLite everybody else who writes waits for it. */
const WRITTEN = 200;

export interface Filled {
  /** Returns that were given their words by this call. */
  readonly filled: number;
  /** False: it was stopped, and the next call goes on. */
  readonly finished: boolean;
}

/**
 * Gives the words by which the desk finds a return to those that are from before words were kept, the same as a new return gets. Goes through all
 * returns by id, in small transactions; what has its words stays as it is, also when another process does the same. Stops at the signal, with whole
 * returns behind it.
 */
export async function fillSearchTerms(
  deps: ServiceDeps,
  { signal, written = WRITTEN }: { readonly signal?: AbortSignal; readonly written?: number } = {},
): Promise<Filled> {
  let filled = 0;
  for (let after = ''; ; ) {
    const page = await listReturnsToFind(deps.db, after, LOOKED_AT);
    const last = page.at(-1);
    if (!last) return { filled, finished: true };
    for (const some of inChunks(withoutTerms(page), written)) {
      if (signal?.aborted) return { filled, finished: false };
      filled += await fill(deps, some);
      await nextTurn();
    }
    if (signal?.aborted) return { filled, finished: false };
    after = last.id;
  }
}

const withoutTerms = (page: readonly ReturnToFind[]) => page.filter(({ known }) => !known);

/** Reads before it writes: the transaction is the shorter for it, and an order does not change any more once a return refers to it. */
async function fill(deps: ServiceDeps, some: readonly ReturnToFind[]): Promise<number> {
  const ids = some.map(({ id }) => id);
  const lines = await listLinesOfReturns(deps.db, ids);
  const terms = new Map<string, string[]>();
  for (const { id, orderId, rmaCode } of some) {
    const order = await loadOrder(deps.db, orderId);
    if (order) terms.set(id, termsOfReturn(order, { rmaCode, lines: lines.get(id) ?? [] }));
  }
  return commit(deps, 'system', async ({ tx }) => {
    let fresh = 0;
    for (const [id, words] of terms) if (await addFirstSearchTerms(tx, id, words)) fresh += 1;
    return fresh;
  });
}
