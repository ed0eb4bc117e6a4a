import SqliteFile from 'better-sqlite3';
import pg from 'pg';
import { enqueue, finishEffect, leaseEffects, type NewEffect } from '#db/effects.ts';
import { type Database, type Engine, openDatabase } from '#db/open.ts';
import { openPlaces } from '#tests/crash/process/places.ts';
import { type BenchResult, middle } from './result.ts';

const EFFECTS = 40;
/** As many as a worker takes at a time. */
const AT_A_TIME = 4;
/** Many short ones in turn: how long the disk takes differs more between seconds than between the two. */
const ROUNDS = 25;
const NOW = Temporal.Instant.from('2026-01-01T00:00:00Z');
const OWNER = 'bench';

/** One row as a statement of the driver's own: inserted, and updated when its work is done. */
interface Bare {
  insert(row: unknown[]): Promise<unknown> | unknown;
  update(id: string): Promise<unknown> | unknown;
  close(): Promise<unknown> | unknown;
}

/**
 * What an effect costs in the outbox: stored, leased, finished, each in a transaction of its own. Against the same rows inserted and updated by
 * prepared statements of the bare driver, each committed too, in the same table.
 */
export async function benchOutbox(engine: Engine): Promise<BenchResult> {
  await using places = await openPlaces(engine);
  await using place = await places.make();
  const db = await openDatabase(place.url);
  const bare = engine === 'sqlite' ? bareSqlite(place.url) : await barePostgres(place.url);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await timeOf(() => throughOutbox(db, effectsOf(`ours-${round}`))));
    theirs.push(await timeOf(() => throughBare(bare, effectsOf(`bare-${round}`))));
  }
  await bare.close();
  await db.close();
  const [own, other] = [middle(ours) / EFFECTS, middle(theirs) / EFFECTS];
  const detail = `${own.toFixed(2)} ms an effect, ${other.toFixed(2)} ms for a bare insert and update`;
  const ratio = middle(ours.map((time, round) => time / (theirs[round] ?? time)));
  return { name: `the outbox against a bare insert and update, ${engine}`, ratio, detail };
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const effectsOf = (name: string): NewEffect[] =>
  Array.from({ length: EFFECTS }, (_, index) => ({
    id: `${name}-${index}`,
    kind: 'refund',
    payload: { kind: 'refund', payoutId: `payout-${index}`, attempt: 1 },
    returnId: `return-${index}`,
    runAfter: NOW,
    createdAt: NOW,
  }));

async function throughOutbox(db: Database, effects: readonly NewEffect[]): Promise<void> {
  for (const effect of effects) await db.transaction((tx) => enqueue(tx, [effect]));
  const leaseFor = Temporal.Duration.from({ seconds: 20 });
  for (let done = 0; done < effects.length; ) {
    const leased = await leaseEffects(db, { owner: OWNER, now: NOW, leaseFor, limit: AT_A_TIME });
    for (const { id } of leased) await db.transaction((tx) => finishEffect(tx, { id, owner: OWNER, now: NOW }));
    done += leased.length;
  }
}

async function throughBare(bare: Bare, effects: readonly NewEffect[]): Promise<void> {
  const at = NOW.epochMilliseconds;
  for (const { id, kind, payload, returnId } of effects)
    await bare.insert([id, kind, JSON.stringify(payload), returnId, 'ready', 0, at, at]);
  for (const { id } of effects) await bare.update(id);
}

const COLUMNS = '(id, kind, payload, return_id, status, attempts, run_after, created_at)';

function bareSqlite(url: string): Bare {
  const file = new SqliteFile(url);
  file.pragma('synchronous = FULL');
  const insert = file.prepare<unknown[]>(`insert into effects ${COLUMNS} values (?, ?, ?, ?, ?, ?, ?, ?)`);
  const update = file.prepare<unknown[]>("update effects set status = 'done', attempts = 1, done_at = ? where id = ?");
  return {
    insert: (row) => insert.run(...row),
    update: (id) => update.run(NOW.epochMilliseconds, id),
    close: () => file.close(),
  };
}

async function barePostgres(url: string): Promise<Bare> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const insert = `insert into effects ${COLUMNS} values ($1, $2, $3, $4, $5, $6, $7, $8)`;
  const update = "update effects set status = 'done', attempts = 1, done_at = $1 where id = $2";
  return {
    insert: (values) => client.query({ name: 'insert', text: insert, values }),
    update: (id) => client.query({ name: 'update', text: update, values: [NOW.epochMilliseconds, id] }),
    close: () => client.end(),
  };
}
