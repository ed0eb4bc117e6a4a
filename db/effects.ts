import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import { type Effect, effectSchema } from '#machines/effects.ts';
import { countRows } from './capped.ts';
import type { Database, Reader, Tx } from './database.ts';
import { inChunks, type Row } from './row.ts';

/** The outbox. An effect is stored with the change that caused it and run later under its own id, at least once. */
export type NewEffect = {
  id: string;
  kind: Effect['kind'];
  payload: Effect;
  returnId: string | null;
  /** Not before this instant. */
  runAfter: Temporal.Instant;
  createdAt: Temporal.Instant;
};

/** Throws `conflict` when an effect with one of the ids is there. */
export async function enqueue(tx: Tx, effects: readonly NewEffect[]): Promise<void> {
  for (const chunk of inChunks(effects)) {
    const rows = chunk.map((row) => ({ ...row, status: 'ready', attempts: 0 }));
    await tx.insert(tx.tables.effects).values(rows);
  }
}

/** `attempts` counts this one too: it grows with the lease, so that one that ends the process each time is counted as well. */
export type LeasedEffect = {
  id: string;
  effect: Effect;
  returnId: string | null;
  attempts: number;
  createdAt: Temporal.Instant;
};

export type LeaseRequest = {
  /** Names the worker: only the owner may report back. */
  owner: string;
  now: Temporal.Instant;
  leaseFor: Temporal.Duration;
  limit: number;
  kinds?: readonly Effect['kind'][];
};

/**
 * Takes effects that are due, and those whose lease has run out because their worker died. Each goes to one owner, whatever the
 * number of workers and processes. One whose payload can no longer be read is parked.
 */
export async function leaseEffects(db: Database, request: LeaseRequest): Promise<LeasedEffect[]> {
  // Without a transaction first: an idle worker asks often, and on SQLite a transaction keeps writers waiting.
  if ((await leasable(db, request, (query) => query)).length === 0) return [];
  return db.transaction(async (tx) => {
    const ids = await leasable(tx, request, tx.claim);
    if (ids.length === 0) return [];
    const { effects } = tx.tables;
    const rows = await tx
      .update(effects)
      .set({
        status: 'leased',
        leaseOwner: request.owner,
        leaseUntil: request.now.add(request.leaseFor),
        attempts: sql`${effects.attempts} + 1`,
      })
      .where(inArray(effects.id, ids))
      .returning();
    return readable(tx, request.owner, rows);
  });
}

async function leasable(
  db: Reader,
  { now, kinds, limit }: LeaseRequest,
  claim: <Query>(query: Query) => Query,
): Promise<string[]> {
  const { effects } = db.tables;
  const ofKind = kinds && inArray(effects.kind, [...kinds]);
  const ready = and(eq(effects.status, 'ready'), lte(effects.runAfter, now), ofKind);
  const expired = and(eq(effects.status, 'leased'), lte(effects.leaseUntil, now), ofKind);
  const ids: string[] = [];
  // One after the other, so that each walks the index from its start.
  for (const where of [ready, expired]) {
    if (ids.length === limit) break;
    const query = db
      .select({ id: effects.id })
      .from(effects)
      .where(where)
      .orderBy(asc(effects.runAfter))
      .limit(limit - ids.length);
    ids.push(...(await claim(query)).map((row) => row.id));
  }
  return ids;
}

async function readable(tx: Tx, owner: string, rows: Row<'effects'>[]): Promise<LeasedEffect[]> {
  const leased: LeasedEffect[] = [];
  const inOrder = rows.toSorted((a, b) => Temporal.Instant.compare(a.runAfter, b.runAfter) || (a.id < b.id ? -1 : 1));
  for (const { id, payload, returnId, attempts, createdAt } of inOrder) {
    const effect = effectSchema.safeParse(payload);
    if (effect.success) leased.push({ id, effect: effect.data, returnId, attempts, createdAt });
    else await parkEffect(tx, { id, owner, error: 'the payload cannot be read' });
  }
  return leased;
}

type Held = { id: string; owner: string };

/** The reports below say false, and change nothing, when the lease has gone to another: then the caller's own changes must not stand. */
async function report(tx: Tx, { id, owner }: Held, changes: Partial<Row<'effects'>>): Promise<boolean> {
  const { effects } = tx.tables;
  const reported = await tx
    .update(effects)
    .set({ ...changes, leaseOwner: null, leaseUntil: null })
    .where(and(eq(effects.id, id), eq(effects.status, 'leased'), eq(effects.leaseOwner, owner)))
    .returning({ id: effects.id });
  return reported.length === 1;
}

export async function finishEffect(tx: Tx, held: Held & { now: Temporal.Instant }): Promise<boolean> {
  return report(tx, held, { status: 'done', doneAt: held.now, lastError: null });
}

/** Later again. `attempts`: how many count, where this lease does not, because it only waited its turn. */
export async function retryEffect(
  tx: Tx,
  held: Held & { runAfter: Temporal.Instant; error: string; attempts?: number },
): Promise<boolean> {
  const { runAfter, error, attempts } = held;
  const counted = attempts === undefined ? {} : { attempts };
  return report(tx, held, { status: 'ready', runAfter, lastError: shortened(error), ...counted });
}

/** Not again before a person has looked. */
export async function parkEffect(tx: Tx, held: Held & { error: string }): Promise<boolean> {
  return report(tx, held, { status: 'parked', lastError: shortened(held.error) });
}

const shortened = (error: string): string => error.slice(0, 1000);

/** Gives back what a worker holds when it stops, and says how many. The attempt that it did not end does not count. */
export async function releaseLeases(tx: Tx, owner: string): Promise<number> {
  const { effects } = tx.tables;
  const released = await tx
    .update(effects)
    .set({ status: 'ready', leaseOwner: null, leaseUntil: null, attempts: sql`${effects.attempts} - 1` })
    .where(and(eq(effects.status, 'leased'), eq(effects.leaseOwner, owner)))
    .returning({ id: effects.id });
  return released.length;
}

/** Whether anything is still to be done, of one return or at all. Parked effects wait for a person and are not live. */
export async function hasLiveEffects(db: Reader, returnId?: string): Promise<boolean> {
  const { effects } = db.tables;
  const ofReturn = returnId === undefined ? undefined : eq(effects.returnId, returnId);
  const rows = await db
    .select({ id: effects.id })
    .from(effects)
    .where(and(inArray(effects.status, ['ready', 'leased']), ofReturn))
    .limit(1);
  return rows.length > 0;
}

export type ParkedEffect = Pick<Row<'effects'>, 'id' | 'kind' | 'returnId' | 'attempts' | 'lastError' | 'createdAt'>;

/** What waits for a person, the oldest first. */
export async function listParkedEffects(db: Reader, limit: number): Promise<ParkedEffect[]> {
  const { effects } = db.tables;
  const { id, kind, returnId, attempts, lastError, createdAt } = effects;
  return db
    .select({ id, kind, returnId, attempts, lastError, createdAt })
    .from(effects)
    .where(eq(effects.status, 'parked'))
    .orderBy(asc(effects.runAfter))
    .limit(limit);
}

/** How many effects wait for a person, counted up to `most`; one more than that means that there are further ones. */
export async function countParkedEffects(db: Reader, most: number): Promise<number> {
  const { effects } = db.tables;
  const rows = db.select({ id: effects.id }).from(effects).where(eq(effects.status, 'parked'));
  return countRows(db, rows, most + 1);
}

/** A person has looked: once more, from now. False when it is not parked. */
export async function unparkEffect(tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  const { effects } = tx.tables;
  const unparked = await tx
    .update(effects)
    .set({ status: 'ready', runAfter: now, attempts: 0 })
    .where(and(eq(effects.id, id), eq(effects.status, 'parked')))
    .returning({ id: effects.id });
  return unparked.length === 1;
}

/** Holds on to what a worker is still running; a worker that has died stops doing so, and its leases run out soon. */
export async function renewLeases(tx: Tx, owner: string, leaseUntil: Temporal.Instant): Promise<void> {
  const { effects } = tx.tables;
  await tx
    .update(effects)
    .set({ leaseUntil })
    .where(and(eq(effects.status, 'leased'), eq(effects.leaseOwner, owner)));
}

/** Since when the oldest effect that is due has been waiting; null when none is due. */
export async function oldestDueEffect(db: Reader, now: Temporal.Instant): Promise<Temporal.Instant | null> {
  const { effects } = db.tables;
  const rows = await db
    .select({ runAfter: effects.runAfter })
    .from(effects)
    .where(and(eq(effects.status, 'ready'), lte(effects.runAfter, now)))
    .orderBy(asc(effects.runAfter))
    .limit(1);
  return rows[0]?.runAfter ?? null;
}
