import { and, count, desc, eq, gte, inArray, isNotNull, lt, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Reader } from './database.ts';

/** Returns asked for from `since` until before `until`. */
export interface Span {
  readonly since: Temporal.Instant;
  readonly until: Temporal.Instant;
}

/** Of so many returns of a span, the newest, times are taken: more would not move a middle, and a page has to answer at once. */
export const TIMED_RETURNS = 20_000;

export const TIMES = ['response', 'receipt', 'money', 'whole'] as const;
export type Time = (typeof TIMES)[number];

const counted = z.coerce.number().int();

/** How many returns were asked for in a span, by country. */
export async function countRequested(db: Reader, { since, until }: Span): Promise<Map<string, number>> {
  const { returns } = db.tables;
  const rows = await db
    .select({ country: returns.country, count: count() })
    .from(returns)
    .where(and(gte(returns.requestedAt, since), lt(returns.requestedAt, until)))
    .groupBy(returns.country);
  return new Map(rows.map((row) => [row.country, counted.parse(row.count)]));
}

/** How many returns wait for their goods or a decision, by country. */
export async function countWaiting(db: Reader): Promise<Map<string, number>> {
  const { returns } = db.tables;
  const rows = await db
    .select({ country: returns.country, count: count() })
    .from(returns)
    .where(inArray(returns.state, ['open', 'received']))
    .groupBy(returns.country);
  return new Map(rows.map((row) => [row.country, counted.parse(row.count)]));
}

/** How many returns, decided or not, are not over although the law wanted the money back before this instant, by country. */
export async function countOverdue(db: Reader, now: Temporal.Instant): Promise<Map<string, number>> {
  const { returns } = db.tables;
  const late = and(
    isNotNull(returns.refundDueAt),
    sql`${returns.refundDueAt} <= ${sql.param(now, returns.refundDueAt)}`,
  );
  const rows = await db
    .select({ country: returns.country, count: count() })
    .from(returns)
    .where(and(inArray(returns.state, ['open', 'received', 'decided']), late))
    .groupBy(returns.country);
  return new Map(rows.map((row) => [row.country, counted.parse(row.count)]));
}

/**
 * The middle of a time, in milliseconds, by country, and in all under `''`; of an even number the mean of the two in the middle, rounded. Returns to
 * which it has not happened are not counted; a country of none is left out.
 */
export async function medians(db: Reader, time: Time, span: Span): Promise<Map<string, number>> {
  const [own, all] = await Promise.all([medianBy(db, time, span, true), medianBy(db, time, span, false)]);
  return new Map([...own, ...all]);
}

async function medianBy(db: Reader, time: Time, span: Span, apart: boolean): Promise<[string, number][]> {
  const newest = newestOf(db, span);
  const began = time === 'money' ? newest.receivedAt : newest.requestedAt;
  const ended = endOf(db, newest, time);
  const key = apart ? newest.country : sql<string>`''`;
  const taken = db
    .select({ key: sql<string>`${key}`.as('key'), lasted: sql<number>`${ended} - ${began}`.as('lasted') })
    .from(newest)
    .where(and(isNotNull(ended), isNotNull(began), time === 'money' || time === 'whole' ? paid(newest) : undefined))
    .as('taken');
  const ranked = db
    .select({
      key: taken.key,
      lasted: taken.lasted,
      place: sql<number>`row_number() over (partition by ${taken.key} order by ${taken.lasted})`.as('place'),
      many: sql<number>`count(*) over (partition by ${taken.key})`.as('many'),
    })
    .from(taken)
    .as('ranked');
  const rows = await db
    .select({ key: ranked.key, median: sql<unknown>`avg(${ranked.lasted})` })
    .from(ranked)
    .where(or(eq(ranked.place, sql`(${ranked.many} + 1) / 2`), eq(ranked.place, sql`(${ranked.many} + 2) / 2`)))
    .groupBy(sql`${ranked.key}`);
  return rows.map((row) => [row.key, Math.max(0, Math.round(z.coerce.number().parse(row.median)))]);
}

type Newest = ReturnType<typeof newestOf>;

function newestOf(db: Reader, { since, until }: Span) {
  const { returns } = db.tables;
  const { id, country, requestedAt, receivedAt, closedAt, total, state } = returns;
  return db
    .select({ id, country, requestedAt, receivedAt, closedAt, total, state })
    .from(returns)
    .where(and(gte(requestedAt, since), lt(requestedAt, until)))
    .orderBy(desc(requestedAt), desc(id))
    .limit(TIMED_RETURNS)
    .as('newest');
}

/** A return that ended with nothing to pay, or was called off, says nothing about how fast money comes. */
const paid = (newest: Newest) => and(eq(newest.state, 'closed'), sql`${newest.total} > 0`);

/** When a time ends. A first response is the first step of staff, of the policy or of a rule; parcels that are drawn by the program are none. */
function endOf(db: Reader, newest: Newest, time: Time) {
  if (time === 'receipt') return newest.receivedAt;
  if (time !== 'response') return newest.closedAt;
  const { workflowEvents } = db.tables;
  const { returnId, actor, at } = workflowEvents;
  return sql<
    number | null
  >`(select min(${at}) from ${workflowEvents} where ${returnId} = ${newest.id} and (${actor} = 'policy' or ${actor} like 'staff:%' or ${actor} like 'automation:%'))`;
}
