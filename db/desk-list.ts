import { and, asc, desc, eq, gte, inArray, isNull, like, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { ReturnState } from '#machines/return/index.ts';
import { type Capped, COUNTED_AT_MOST } from './capped.ts';
import type { Reader } from './database.ts';
import { beyondPlace, countQueue, listQueue, type QueueItem, type QueuePlace } from './queue.ts';

/** Which returns a view is about; all of its states are one list by their legal date. */
export interface DeskScope {
  readonly states: readonly ReturnState[];
  /** Only those with this mark: a rule wants a person, here and not counted, or a legal date that is over. */
  readonly mark?: 'review' | 'uninspected' | { readonly dueBefore: Temporal.Instant };
  readonly assignedTo?: string;
}

/** What somebody narrowed a view to. Amounts are in minor units of `currency`; instants: from this one on, and before that one. */
export interface DeskFilter {
  readonly country?: string | undefined;
  readonly reason?: string | undefined;
  readonly resolution?: string | undefined;
  readonly amount?:
    | { readonly currency: string; readonly from?: number | undefined; readonly to?: number | undefined }
    | undefined;
  readonly requestedFrom?: Temporal.Instant | undefined;
  readonly requestedBefore?: Temporal.Instant | undefined;
  /** Null: nobody has it. */
  readonly assignedTo?: string | null | undefined;
  /** What a text was found in. */
  readonly ids?: readonly string[] | undefined;
}

export interface DeskPage {
  readonly scope: DeskScope;
  readonly filter: DeskFilter;
  readonly after?: QueuePlace | undefined;
  readonly newestFirst?: boolean | undefined;
  readonly limit: number;
}

/** How many returns of a state are sifted for one page: the time of a page then does not follow the length of the list. */
export const SIFTED_AT_MOST = 50_000;
const SIFTED_FIRST = 2000;
/** The same for a number beside the name of a view. */
const SIFTED_FOR_COUNT = 5000;

/**
 * A page of a view. `sifted`: so many returns were looked at without filling the page that the search ended there; it goes on from this place.
 */
export async function listDesk(db: Reader, page: DeskPage): Promise<{ items: QueueItem[]; sifted: QueuePlace | null }> {
  if (!isNarrow(page.filter)) return { items: await listUntil(db, page, null), sifted: null };
  // What is asked for is mostly found near the beginning: only where it is not, the long way is gone.
  const near = await sift(db, page, SIFTED_FIRST);
  return near.sifted ? sift(db, page, SIFTED_AT_MOST) : near;
}

async function sift(db: Reader, page: DeskPage, most: number) {
  const ends = await endsOf(db, page, most);
  // The first of the places at which one of the states was left: behind it nothing is known of that state.
  const end = ends.toSorted(orderOf(page.newestFirst))[0] ?? null;
  const items = await listUntil(db, page, end);
  return { items, sifted: items.length < page.limit ? end : null };
}

async function listUntil(db: Reader, page: DeskPage, end: QueuePlace | null): Promise<QueueItem[]> {
  const until = end ? beyondPlace(db, end, page.newestFirst ? '>=' : '<=') : undefined;
  const where = and(whereOf(db, page.scope, page.filter), until);
  const lists = await Promise.all(page.scope.states.map((state) => listQueue(db, { ...page, state, where })));
  return lists.flat().toSorted(orderOf(page.newestFirst)).slice(0, page.limit);
}

/** How many returns a view holds, up to `COUNTED_AT_MOST`; a narrow one is counted among the first thousands of its list. */
export async function countDesk(db: Reader, { scope, filter }: Pick<DeskPage, 'scope' | 'filter'>): Promise<Capped> {
  const where = whereOf(db, scope, filter);
  const ends = isNarrow(filter) ? await endsOf(db, { scope, filter, limit: 1 }, SIFTED_FOR_COUNT) : [];
  const end = ends.toSorted(orderOf(false))[0];
  const until = end && beyondPlace(db, end, '<=');
  const counts = await Promise.all(scope.states.map((state) => countQueue(db, state, and(where, until))));
  const count = counts.reduce((sum, one) => sum + one.count, 0);
  const more = end !== undefined || count > COUNTED_AT_MOST || counts.some((one) => one.more);
  return { count: Math.min(count, COUNTED_AT_MOST), more };
}

const orderOf = (newestFirst: boolean | undefined) => (a: QueuePlace, b: QueuePlace) => {
  const sooner = Temporal.Instant.compare(a.queueAt, b.queueAt) || (a.id < b.id ? -1 : 1);
  return newestFirst ? -sooner : sooner;
};

/** A text found few, which are looked up one by one; anything else is sifted out of a list. */
const isNarrow = ({ ids, ...others }: DeskFilter): boolean =>
  ids === undefined && Object.values(others).some((value) => value !== undefined);

/** For each state that is longer than that, the place at which sifting stops. */
async function endsOf(db: Reader, { scope, after, newestFirst }: DeskPage, sifted: number): Promise<QueuePlace[]> {
  const { returns } = db.tables;
  const { queueAt, id } = returns;
  const direction = newestFirst ? desc : asc;
  const found = await Promise.all(
    scope.states.map((state) =>
      db
        .select({ queueAt, id })
        .from(returns)
        .where(and(eq(returns.state, state), after && beyondPlace(db, after, newestFirst ? '<' : '>')))
        .orderBy(direction(queueAt), direction(id))
        .limit(1)
        .offset(sifted),
    ),
  );
  return found.flat();
}

function whereOf(db: Reader, scope: DeskScope, filter: DeskFilter): SQL | undefined {
  return and(...scopeOf(db, scope), ...filterOf(db, filter));
}

/** Said in the words of the indexes, so that each mark is found in its own. */
function scopeOf({ tables: { returns } }: Reader, { mark, assignedTo }: DeskScope): (SQL | undefined)[] {
  const open = isNull(returns.closedAt);
  const own = assignedTo === undefined ? [] : [eq(returns.assignedTo, assignedTo), open];
  if (mark === undefined) return own;
  if (mark === 'review') return [...own, sql`${returns.review}`, open];
  if (mark === 'uninspected') return [...own, sql`${returns.uninspected}`, open];
  return [...own, sql`${returns.refundDueAt} is not null`, open, lte(returns.queueAt, mark.dueBefore)];
}

function filterOf({ tables: { returns } }: Reader, filter: DeskFilter): (SQL | undefined)[] {
  const { country, reason, resolution, amount, requestedFrom, requestedBefore, assignedTo, ids } = filter;
  return [
    country === undefined ? undefined : eq(returns.country, country),
    reason === undefined ? undefined : like(returns.reasons, `% ${reason} %`),
    resolution === undefined ? undefined : eq(returns.resolution, resolution),
    amount && eq(returns.currency, amount.currency),
    amount?.from === undefined ? undefined : gte(returns.total, amount.from),
    amount?.to === undefined ? undefined : lte(returns.total, amount.to),
    requestedFrom && gte(returns.requestedAt, requestedFrom),
    requestedBefore && lt(returns.requestedAt, requestedBefore),
    assignedTo === undefined
      ? undefined
      : assignedTo === null
        ? isNull(returns.assignedTo)
        : eq(returns.assignedTo, assignedTo),
    ids && (ids.length > 0 ? inArray(returns.id, [...ids]) : sql`1 = 0`),
  ];
}
