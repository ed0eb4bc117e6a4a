import { setTimeout as wait } from 'node:timers/promises';
import type { NodePgClient } from 'drizzle-orm/node-postgres';
import { NodePgDatabase, NodePgSession } from 'drizzle-orm/node-postgres';
import type { PgPreparedQuery, PgSelect, PreparedQueryConfig } from 'drizzle-orm/pg-core';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy';
import type { PoolClient } from 'pg';
import pg from 'pg';
import type { Database, Reader, Tx } from './database.ts';
import { DatabaseError, databaseError, isRetriable, translated } from './errors.ts';
import { Gate } from './gate.ts';
import { transactionScope } from './nesting.ts';
import { migratePostgres } from './postgres-migrate.ts';
import { tables } from './schema/postgres.ts';

/** `pg` hands out eight-byte integers as text. All of ours, counts and minor units among them, are safe integers; anything else is a fault. */
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new DatabaseError('fault', 'fault: an integer beyond the safe range');
  return value;
});

const ATTEMPTS = 4;

type NoSchema = Record<string, never>;

class Session extends NodePgSession<NoSchema, NoSchema> {
  override prepareQuery<T extends PreparedQueryConfig = PreparedQueryConfig>(
    ...args: Parameters<NodePgSession<NoSchema, NoSchema>['prepareQuery']>
  ): PgPreparedQuery<T> {
    return translated(super.prepareQuery<T>(...args));
  }
}

/**
 * Drizzle over `pg`, in the type of the SQLite flavour. This is the one place where the dialects' brands are set aside: the methods
 * that `Reader` and `Tx` pick have the same names, arguments and results on both builders, tests/db/schema.test.ts holds the tables
 * together, and the repository suite runs on both engines.
 */
function drizzleOver(client: NodePgClient): SqliteRemoteDatabase {
  const dialect = new PgDialect();
  const drizzle = new NodePgDatabase(dialect, new Session(client, dialect, undefined), undefined);
  return drizzle as unknown as SqliteRemoteDatabase;
}

/**
 * Opens a PostgreSQL database. Transactions are `read committed`: an update names the version that it saw, and counters are raised
 * by one conditional update, so nothing rests on a stronger isolation.
 */
export async function openPostgres(url: string, options: { migrate: boolean }): Promise<Database> {
  const pool = openPool(url, { max: 10 });
  if (options.migrate) await migrateOrEnd(pool);
  const scope = transactionScope();

  return {
    engine: 'postgres',
    ...readerOver(drizzleOver(pool)),
    transaction: async (work) => {
      scope.refuseInside();
      return repeated(() => scope.run(() => inTransaction(pool, work)));
    },
    auth: { drizzle: drizzleOver(pool), provider: 'pg', schema: tables },
    ping: async () => {
      try {
        await pool.query('select 1');
      } catch (error) {
        throw databaseError(error);
      }
    },
    close: () => pool.end(),
  };
}

/** A look into a database of which another process is the owner: its connections refuse to write. */
export function openPostgresReader(url: string): { reader: Reader; close(): Promise<void> } {
  const pool = openPool(url, { max: 2, options: '-c default_transaction_read_only=on' });
  return { reader: readerOver(drizzleOver(pool)), close: () => pool.end() };
}

function openPool(url: string, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    application_name: 'retour',
    ...options,
  });
  // A connection that breaks is replaced, and whoever waits for an answer on it gets an error. Without a listener, the same news would
  // end the process: the pool listens to idle connections only.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function migrateOrEnd(pool: pg.Pool): Promise<void> {
  try {
    await migratePostgres(pool);
  } catch (error) {
    await pool.end();
    throw databaseError(error);
  }
}

function readerOver(drizzle: SqliteRemoteDatabase): Reader {
  return {
    tables,
    select: drizzle.select.bind(drizzle),
    selectDistinct: drizzle.selectDistinct.bind(drizzle),
    $count: drizzle.$count.bind(drizzle),
  };
}

/** Runs the work again when PostgreSQL ended it in favour of another. A short, growing wait lets the other one finish. */
async function repeated<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (count === ATTEMPTS || !isRetriable(error)) throw error;
      await wait(10 * 3 ** count);
    }
  }
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await connect(pool);
  const gate = new Gate();
  let broken: Error | undefined;
  try {
    await command(client, 'begin');
    const result = await work(txOver(drizzleOver(gated(client, gate))));
    gate.end();
    await command(client, 'commit');
    return result;
  } catch (error) {
    gate.close();
    await command(client, 'rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error('rollback failed');
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function txOver(drizzle: SqliteRemoteDatabase): Tx {
  return {
    ...readerOver(drizzle),
    insert: drizzle.insert.bind(drizzle),
    update: drizzle.update.bind(drizzle),
    delete: drizzle.delete.bind(drizzle),
    claim: (query) => {
      // The same set-aside brand as above: at run time every select here is PostgreSQL's.
      (query as unknown as PgSelect).for('update', { skipLocked: true });
      return query;
    },
  };
}

async function connect(pool: pg.Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw databaseError(error);
  }
}

async function command(client: PoolClient, sql: string): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    throw databaseError(error);
  }
}

/** The client as far as the gate lets queries pass: after the transaction the pool lends it to somebody else. */
function gated(client: PoolClient, gate: Gate): PoolClient {
  return new Proxy(client, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== 'function') return member;
      if (key !== 'query') return member.bind(target);
      return (...args: unknown[]) => gate.pass<unknown>(() => Reflect.apply(member, target, args));
    },
  });
}
