import { type Capped, COUNTED_AT_MOST, capped } from '#db/capped.ts';
import { type DeskFilter, listDesk } from '#db/desk-list.ts';
import { returnsWithFindings } from '#db/dock-counts.ts';
import { countParkedEffects, listParkedEffects } from '#db/effects.ts';
import { listDispatched } from '#db/parcels.ts';
import { listFailedPayouts } from '#db/payouts.ts';
import { countPieces, listQueueItems, type QueueItem, type QueuePlace } from '#db/queue.ts';
import { type FailureTaskName, failureTask } from '#machines/payout/failure-task.ts';
import { countViews, type ViewCount } from './count-views.server.ts';
import type { ServiceDeps } from './deps.ts';
import { type DeskClock, deskClock } from './desk-clock.server.ts';
import type { ReadFilter } from './desk-filter.ts';
import type { LegalDue } from './legal-due.server.ts';
import { isOver, type ListView, type QueueViewName, scopeOfView } from './queue-views.ts';
import { resolveFilter } from './resolve-filter.server.ts';
import { shopZone } from './shop-zone.server.ts';

export { SIFTED_AT_MOST } from '#db/desk-list.ts';

const PAGE = 50;
const PARKED_SHOWN = 20;

export interface QueueRow {
  readonly id: string;
  readonly version: number;
  readonly rmaCode: string;
  readonly orderNumber: string;
  readonly country: string;
  readonly pieces: number;
  /** Minor units of `currency`: the refund as announced or decided; of a failed refund what is still owed. */
  readonly total: number;
  readonly currency: string;
  readonly requestedAt: string;
  readonly closedAt: string | null;
  readonly clock: DeskClock;
  readonly due: LegalDue;
  /** The provider's code of a refund that failed; null in the other views. */
  readonly failure: string | null;
  /** What that failure asks of a person. */
  readonly task: FailureTaskName | null;
  /** A rule of the merchant's wants a person to decide. */
  readonly review: boolean;
  /** The dock found something in the parcel, by the count that stands. */
  readonly findings: boolean;
  /** Who has taken it. */
  readonly assignedTo: string | null;
}

export interface ParkedTask {
  readonly id: string;
  readonly kind: string;
  readonly returnId: string | null;
  readonly error: string | null;
}

export interface QueueView {
  readonly view: QueueViewName;
  readonly timeZone: string;
  readonly rows: readonly QueueRow[];
  readonly counts: Readonly<Record<QueueViewName, Capped>>;
  readonly saved: readonly ViewCount[];
  /** Places to go on from, as the address carries them. */
  readonly next: string | null;
  readonly previous: string | null;
  /** Where sifting a long list ended before the page was full. */
  readonly sifted: string | null;
  /** A text that begins so many words that not all of its returns were looked at. */
  readonly tooMany: boolean;
  readonly parked: { readonly count: Capped; readonly tasks: readonly ParkedTask[] };
}

export interface QueueAsked {
  readonly view: QueueViewName;
  /** Who asks. */
  readonly staffId: string;
  readonly filter?: ReadFilter;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** One page of one view with the counts of all: what waits, the oldest legal duty first. */
export async function viewQueue(
  { db, clock }: Pick<ServiceDeps, 'db' | 'clock'>,
  asked: QueueAsked,
): Promise<QueueView> {
  const now = clock();
  const timeZone = await shopZone(db);
  const { filter, tooMany } = await resolveFilter(db, asked.filter ?? {}, { me: asked.staffId, timeZone });
  const page =
    asked.view === 'failed' ? await failedPage(db, now) : await listPage(db, asked.view, { ...asked, filter }, now);
  const [{ counts, saved }, parked] = await Promise.all([
    countViews(db, { me: asked.staffId, now, timeZone }),
    parkedTasks(db),
  ]);
  return { view: asked.view, timeZone, ...page, counts, saved, tooMany, parked };
}

type Page = Pick<QueueView, 'rows' | 'next' | 'previous' | 'sifted'>;
type Db = ServiceDeps['db'];
type ListAsked = Omit<QueueAsked, 'filter'> & { readonly filter: DeskFilter };

async function listPage(db: Db, view: ListView, asked: ListAsked, now: Temporal.Instant): Promise<Page> {
  const newestFirst = isOver(view);
  const [forward, back] = [readPlace(asked.after), readPlace(asked.before)];
  // Backwards is the same walk the other way round.
  const { items, sifted } = await listDesk(db, {
    scope: scopeOfView(view, { me: asked.staffId, now }),
    filter: asked.filter,
    after: back ?? forward ?? undefined,
    newestFirst: back ? !newestFirst : newestFirst,
    limit: PAGE + 1,
  });
  const more = items.length > PAGE;
  const shown = back ? items.slice(0, PAGE).toReversed() : items.slice(0, PAGE);
  const [first, last] = [shown.at(0), shown.at(-1)];
  return {
    rows: await rowsOf(db, shown, now),
    next: last && (back || more) ? placeOf(last) : null,
    previous: first && (back ? more : forward) ? placeOf(first) : null,
    sifted: sifted && !back ? placeOf(sifted) : null,
  };
}

async function rowsOf(db: Db, items: readonly QueueItem[], now: Temporal.Instant): Promise<QueueRow[]> {
  const ids = items.map((item) => item.id);
  const [pieces, dispatched, found] = await Promise.all([
    countPieces(db, ids),
    listDispatched(db, ids),
    returnsWithFindings(db, ids),
  ]);
  return items.map((item) => {
    const clock = deskClock(item, dispatched.get(item.id) ?? null, now);
    const { id, version, rmaCode, orderNumber, country, total, currency, review, assignedTo } = item;
    return {
      ...{ id, version, rmaCode, orderNumber, country, total, currency, review, assignedTo, clock },
      ...{ due: clock.due, failure: null, task: null, pieces: pieces.get(id) ?? 0 },
      findings: found.has(id),
      requestedAt: item.requestedAt.toString(),
      closedAt: item.closedAt?.toString() ?? null,
    };
  });
}

/** A refund that failed is owed since then: the one that waits longest first. More than a page of them is a fault of the provider's. */
async function failedPage(db: Db, now: Temporal.Instant): Promise<Page> {
  const failed = await listFailedPayouts(db, PAGE);
  const ids = [...new Set(failed.map((payout) => payout.returnId))];
  const rows = await rowsOf(db, await listQueueItems(db, ids), now);
  const told = rows.map((row) => {
    const own = failed.filter((payout) => payout.returnId === row.id);
    const total = own.reduce((sum, payout) => sum + payout.amount, 0);
    const [first] = own;
    const task = first ? failureTask(first.failure).task : null;
    return { ...row, total, failure: first?.failure ?? null, task };
  });
  return { rows: told, next: null, previous: null, sifted: null };
}

async function parkedTasks(db: Db): Promise<QueueView['parked']> {
  const count = capped(await countParkedEffects(db, COUNTED_AT_MOST));
  const tasks = count.count > 0 ? await listParkedEffects(db, PARKED_SHOWN) : [];
  return { count, tasks: tasks.map(({ id, kind, returnId, lastError }) => ({ id, kind, returnId, error: lastError })) };
}

const placeOf = ({ queueAt, id }: QueuePlace): string => `${queueAt.epochMilliseconds}_${id}`;

/** What no page of ours wrote is no place: the list begins at its start then. */
function readPlace(text: string | null | undefined): QueuePlace | null {
  const match = /^(-?\d{1,15})_([\w.-]{1,100})$/.exec(text ?? '');
  const [, ms, id] = match ?? [];
  if (ms === undefined || id === undefined || Math.abs(Number(ms)) > 8.64e15) return null;
  return { queueAt: Temporal.Instant.fromEpochMilliseconds(Number(ms)), id };
}
