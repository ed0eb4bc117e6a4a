import { countParkedEffects, listParkedEffects } from '#db/effects.ts';
import { countFailedPayouts, listFailedPayouts } from '#db/payouts.ts';
import {
  COUNTED_AT_MOST,
  countPieces,
  countQueue,
  listQueue,
  listQueueItems,
  type QueueItem,
  type QueuePlace,
} from '#db/queue.ts';
import { listLinesOfReturns } from '#db/return-lines.ts';
import { returnsWithSignals } from '#db/return-signals.ts';
import { type FailureTaskName, failureTask } from '#machines/payout/failure-task.ts';
import type { ReturnState } from '#machines/return/index.ts';
import type { ServiceDeps } from './deps.ts';
import { wantsPerson } from './frozen-verdict.server.ts';
import { type LegalDue, legalDue } from './legal-due.server.ts';
import { shopZone } from './shop-zone.server.ts';

/** The desk's views of its queue, in the order of their urgency. */
export const QUEUE_VIEWS = ['decide', 'failed', 'on-the-way', 'paying', 'finished', 'cancelled'] as const;
export type QueueViewName = (typeof QUEUE_VIEWS)[number];
type StateView = Exclude<QueueViewName, 'failed'>;

const stateOf: Readonly<Record<StateView, ReturnState>> = {
  decide: 'received',
  'on-the-way': 'open',
  paying: 'decided',
  finished: 'closed',
  cancelled: 'cancelled',
};
/** What is over is read from its end. */
const OVER: readonly string[] = ['finished', 'cancelled'];

const PAGE = 50;
const PARKED_SHOWN = 20;

export interface QueueRow {
  readonly id: string;
  readonly rmaCode: string;
  readonly orderNumber: string;
  readonly country: string;
  readonly pieces: number;
  /** Minor units of `currency`: the refund as announced or decided; of a failed refund what is still owed. */
  readonly total: number;
  readonly currency: string;
  readonly requestedAt: string;
  readonly closedAt: string | null;
  readonly due: LegalDue;
  /** The provider's code of a refund that failed; null in the other views. */
  readonly failure: string | null;
  /** What that failure asks of a person. */
  readonly task: FailureTaskName | null;
  /** A rule of the merchant's wants a person to decide. */
  readonly review: boolean;
}

export interface Capped {
  readonly count: number;
  readonly more: boolean;
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
  /** Places to go on from, as the address carries them. */
  readonly next: string | null;
  readonly previous: string | null;
  readonly parked: { readonly count: Capped; readonly tasks: readonly ParkedTask[] };
}

export interface QueueAsked {
  readonly view: QueueViewName;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** One page of one view with the counts of all: what waits, the oldest legal duty first. */
export async function viewQueue(
  { db, clock }: Pick<ServiceDeps, 'db' | 'clock'>,
  asked: QueueAsked,
): Promise<QueueView> {
  const now = clock();
  const page = asked.view === 'failed' ? await failedPage(db, now) : await statePage(db, asked.view, asked, now);
  const [counts, parked, timeZone] = await Promise.all([countAll(db), parkedTasks(db), shopZone(db)]);
  return { view: asked.view, timeZone, ...page, counts, parked };
}

type Page = Pick<QueueView, 'rows' | 'next' | 'previous'>;
type Db = ServiceDeps['db'];

async function statePage(db: Db, view: StateView, { after, before }: QueueAsked, now: Temporal.Instant): Promise<Page> {
  const newestFirst = OVER.includes(view);
  const [forward, back] = [readPlace(after), readPlace(before)];
  // Backwards is the same walk the other way round.
  const items = await listQueue(db, {
    state: stateOf[view],
    after: back ?? forward ?? undefined,
    newestFirst: back ? !newestFirst : newestFirst,
    limit: PAGE + 1,
  });
  const more = items.length > PAGE;
  const shown = back ? items.slice(0, PAGE).toReversed() : items.slice(0, PAGE);
  const beside = await besideOf(
    db,
    shown.map((item) => item.id),
  );
  const [first, last] = [shown.at(0), shown.at(-1)];
  return {
    rows: shown.map((item) => rowOf(item, beside, now)),
    next: last && (back || more) ? placeOf(last) : null,
    previous: first && (back ? more : forward) ? placeOf(first) : null,
  };
}

/** What stands beside the rows of a page: pieces by return, and which returns a rule or a signal wants a person for. */
interface Beside {
  readonly pieces: ReadonlyMap<string, number>;
  readonly wanted: ReadonlySet<string>;
}

async function besideOf(db: Db, returnIds: string[]): Promise<Beside> {
  const [pieces, lines, striking] = await Promise.all([
    countPieces(db, returnIds),
    listLinesOfReturns(db, returnIds),
    returnsWithSignals(db, returnIds),
  ]);
  const wanted = returnIds.filter((id) => striking.has(id) || lines.get(id)?.some(wantsPerson));
  return { pieces, wanted: new Set(wanted) };
}

/** A refund that failed is owed since then: the one that waits longest first. More than a page of them is a fault of the provider's. */
async function failedPage(db: Db, now: Temporal.Instant): Promise<Page> {
  const failed = await listFailedPayouts(db, PAGE);
  const ids = [...new Set(failed.map((payout) => payout.returnId))];
  const [items, beside] = await Promise.all([listQueueItems(db, ids), besideOf(db, ids)]);
  const rows = items.map((item) => {
    const own = failed.filter((payout) => payout.returnId === item.id);
    const total = own.reduce((sum, payout) => sum + payout.amount, 0);
    const [first] = own;
    const task = first ? failureTask(first.failure).task : null;
    return { ...rowOf(item, beside, now), total, failure: first?.failure ?? null, task };
  });
  return { rows, next: null, previous: null };
}

function rowOf(item: QueueItem, { pieces, wanted }: Beside, now: Temporal.Instant): QueueRow {
  const { id, rmaCode, orderNumber, country, total, currency, requestedAt, closedAt } = item;
  return {
    ...{ id, rmaCode, orderNumber, country, total, currency, failure: null, task: null, review: wanted.has(id) },
    requestedAt: requestedAt.toString(),
    closedAt: closedAt?.toString() ?? null,
    pieces: pieces.get(id) ?? 0,
    due: legalDue(item, now),
  };
}

async function countAll(db: Db): Promise<QueueView['counts']> {
  const [decide, onTheWay, paying, finished, cancelled, failed] = await Promise.all([
    countQueue(db, stateOf.decide),
    countQueue(db, stateOf['on-the-way']),
    countQueue(db, stateOf.paying),
    countQueue(db, stateOf.finished),
    countQueue(db, stateOf.cancelled),
    countFailedPayouts(db, COUNTED_AT_MOST),
  ]);
  return { decide, failed: capped(failed), 'on-the-way': onTheWay, paying, finished, cancelled };
}

async function parkedTasks(db: Db): Promise<QueueView['parked']> {
  const count = capped(await countParkedEffects(db, COUNTED_AT_MOST));
  const tasks = count.count > 0 ? await listParkedEffects(db, PARKED_SHOWN) : [];
  return { count, tasks: tasks.map(({ id, kind, returnId, lastError }) => ({ id, kind, returnId, error: lastError })) };
}

const capped = (count: number): Capped => ({ count: Math.min(count, COUNTED_AT_MOST), more: count > COUNTED_AT_MOST });

const placeOf = ({ queueAt, id }: QueueItem): string => `${queueAt.epochMilliseconds}_${id}`;

/** What no page of ours wrote is no place: the list begins at its start then. */
function readPlace(text: string | null | undefined): QueuePlace | null {
  const match = /^(-?\d{1,15})_([\w.-]{1,100})$/.exec(text ?? '');
  const [, ms, id] = match ?? [];
  if (ms === undefined || id === undefined || Math.abs(Number(ms)) > 8.64e15) return null;
  return { queueAt: Temporal.Instant.fromEpochMilliseconds(Number(ms)), id };
}
