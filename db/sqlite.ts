import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core';
import type { PreparedQueryConfig, RemotePreparedQuery } from 'drizzle-orm/sqlite-proxy';
import { SQLiteRemoteSession, SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy';
import type { Database, Reader, Tx } from './database.ts';
import { DatabaseError, databaseError, translated } from './errors.ts';
import { Gate } from './gate.ts';
import { Mutex } from './mutex.ts';
import { transactionScope } from './nesting.ts';
import { tables } from './schema/sqlite.ts';
import type { Handle, RunQuery } from './sqlite-handle.ts';
import { openHandle } from './sqlite-handle.ts';
import { migrateSqlite } from './sqlite-migrate.ts';

type NoSchema = Record<string, never>;

class Session extends SQLiteRemoteSession<NoSchema, NoSchema> {
  override prepareQuery<T extends Omit<PreparedQueryConfig, 'run'>>(
    ...args: Parameters<SQLiteRemoteSession<NoSchema, NoSchema>['prepareQuery']>
  ): RemotePreparedQuery<T> {
    return translated(super.prepareQuery<T>(...args));
  }
}

function drizzleOver(query: RunQuery): SqliteRemoteDatabase {
  const dialect = new SQLiteAsyncDialect();
  return new SqliteRemoteDatabase('async', dialect, new Session(query, dialect, undefined), undefined);
}

/**
 * Opens a SQLite file: one connection that writes, one transaction at a time, and one beside it that reads what is committed.
 * Another process may have the same file open; a writer then waits up to five seconds for it.
 */
export async function openSqlite(path: string, options: { migrate: boolean }): Promise<Database> {
  return sqliteOver(openHandles(path, options));
}

/** The same over connections that are open; `read` answers what is asked outside a transaction. */
export function sqliteOver(
  { writer, reader }: { writer: Handle; reader: Handle },
  read: RunQuery = async (sql, params, method) => reader.query(sql, params, method),
): Database {
  const mutex = new Mutex();
  const scope = transactionScope();
  const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    mutex.run(() => scope.run(() => inTransaction(writer, work)));

  return {
    engine: 'sqlite',
    ...readerOver(drizzleOver(read)),
    transaction: async (work) => {
      scope.refuseInside();
      return transaction(work);
    },
    auth: {
      drizzle: drizzleOver(oneByOne(writer, reader, mutex, scope.refuseInside)),
      provider: 'sqlite',
      schema: tables,
    },
    ping: async () => {
      try {
        reader.query('select 1', [], 'all');
      } catch (error) {
        throw databaseError(error);
      }
    },
    close: () =>
      mutex.run(async () => {
        reader.close();
        writer.close();
      }),
  };
}

/** A look into a file of which another process is the owner. Throws `unavailable` when there is none yet. */
export function openSqliteReader(path: string): { reader: Reader; close(): void } {
  try {
    const handle = openHandle(path, 'look');
    return {
      reader: readerOver(drizzleOver(async (sql, params, method) => handle.query(sql, params, method))),
      close: () => handle.close(),
    };
  } catch (error) {
    throw databaseError(error);
  }
}

function openHandles(path: string, options: { migrate: boolean }): { writer: Handle; reader: Handle } {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const writer = openHandle(path, 'write');
    if (options.migrate) migrateSqlite(writer.file);
    writer.file.pragma('busy_timeout = 0');
    return { writer, reader: openHandle(path, 'read') };
  } catch (error) {
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

async function inTransaction<T>(writer: Handle, work: (tx: Tx) => Promise<T>): Promise<T> {
  const gate = new Gate();
  const drizzle = drizzleOver((sql, params, method) => gate.pass(() => writer.query(sql, params, method)));
  const tx: Tx = {
    ...readerOver(drizzle),
    insert: drizzle.insert.bind(drizzle),
    update: drizzle.update.bind(drizzle),
    delete: drizzle.delete.bind(drizzle),
    claim: (query) => query,
  };
  await begin(writer);
  try {
    const result = await work(tx);
    gate.end();
    command(writer, 'commit');
    return result;
  } catch (error) {
    gate.close();
    rollBack(writer);
    throw error;
  }
}

const PATIENCE_MS = 5000;
const PAUSE_MS = 3;

/**
 * Takes the file's one place for a writer. While another process has it, the wait is ours and not SQLite's own, which would hold up
 * the whole program.
 */
async function begin(writer: Handle): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return command(writer, 'begin immediate');
    } catch (error) {
      const busy = error instanceof DatabaseError && error.code?.startsWith('SQLITE_BUSY');
      if (!busy || performance.now() > giveUpAt) throw error;
      await wait(PAUSE_MS);
    }
  }
}

function rollBack(writer: Handle): void {
  // Some errors, a full disk among them, have rolled back already.
  if (writer.file.inTransaction) command(writer, 'rollback');
}

function command(writer: Handle, sql: string): void {
  try {
    writer.query(sql, [], 'run');
  } catch (error) {
    throw databaseError(error);
  }
}

/** Each write alone, when its turn comes; reads at once. */
function oneByOne(writer: Handle, reader: Handle, mutex: Mutex, refuseInside: () => void): RunQuery {
  return async (sql, params, method) => {
    if (reader.reads(sql)) return reader.query(sql, params, method);
    refuseInside();
    return mutex.run(async () => {
      await begin(writer);
      try {
        const result = writer.query(sql, params, method);
        command(writer, 'commit');
        return result;
      } catch (error) {
        rollBack(writer);
        throw error;
      }
    });
  };
}
