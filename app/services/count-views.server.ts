import { type Capped, COUNTED_AT_MOST, capped } from '#db/capped.ts';
import { countDesk } from '#db/desk-list.ts';
import type { Reader } from '#db/open.ts';
import { countFailedPayouts } from '#db/payouts.ts';
import { listSavedViews } from '#db/saved-views.ts';
import { type ReadFilter, readFilter } from './desk-filter.ts';
import { QUEUE_VIEWS, type QueueViewName, readViewName, scopeOfView } from './queue-views.ts';
import { resolveFilter } from './resolve-filter.server.ts';

/** A view that somebody saved, with how many returns it holds now; null where it looks for a text, which is not counted with every page. */
export interface ViewCount {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly shared: boolean;
  readonly own: boolean;
  readonly count: Capped | null;
}

interface Asker {
  readonly me: string;
  readonly now: Temporal.Instant;
  readonly timeZone: string;
}

/** One person's own and the desk's, both up to their limits. */
const SAVED_SHOWN = 40;

/** How many returns each of the desk's views holds, and each that this person sees besides. */
export async function countViews(db: Reader, asker: Asker) {
  const entries = await Promise.all(
    QUEUE_VIEWS.map(async (view) => [view, await countView(db, view, {}, asker)] as const),
  );
  const saved = await listSavedViews(db, asker.me, SAVED_SHOWN);
  return { counts: byName(entries), saved: await Promise.all(saved.map((view) => countSaved(db, view, asker))) };
}

function byName(entries: readonly (readonly [QueueViewName, Capped])[]): Record<QueueViewName, Capped> {
  const counted = new Map(entries);
  const of = (view: QueueViewName): Capped => counted.get(view) ?? { count: 0, more: false };
  return {
    ...{ decide: of('decide'), mine: of('mine'), overdue: of('overdue'), review: of('review') },
    ...{ uninspected: of('uninspected'), failed: of('failed'), 'on-the-way': of('on-the-way') },
    ...{ paying: of('paying'), finished: of('finished'), cancelled: of('cancelled') },
  };
}

async function countView(db: Reader, view: QueueViewName, read: ReadFilter, asker: Asker): Promise<Capped> {
  if (view === 'failed') return capped(await countFailedPayouts(db, COUNTED_AT_MOST));
  const { filter } = await resolveFilter(db, read, asker);
  return countDesk(db, { scope: scopeOfView(view, asker), filter });
}

type Saved = Awaited<ReturnType<typeof listSavedViews>>[number];

async function countSaved(db: Reader, { id, name, query, shared, ownerId }: Saved, asker: Asker): Promise<ViewCount> {
  const params = new URLSearchParams(query);
  const { filter } = readFilter(params);
  const count = filter.text === undefined ? await countView(db, readViewName(params.get('view')), filter, asker) : null;
  return { id, name, query, shared, own: ownerId === asker.me, count };
}
