import { DatabaseError } from '#db/errors.ts';
import type { Database } from '#db/open.ts';
import { sqliteOver } from '#db/sqlite.ts';
import type { Handle } from '#db/sqlite-handle.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

export interface DatabaseOptions {
  readonly handle: Handle;
  readonly scheduler: Scheduler;
  readonly random: Random;
  /** How often a transaction fails; 0 when all is well again. */
  readonly faultRate: () => number;
}

/** How often a read, and the moment before and after a transaction, lets others go first. */
const READ_STOPS = 0.12;
const COMMIT_STOPS = 0.6;

/**
 * The product's own SQLite database over one connection, which stops its fiber before and after each transaction and now and then before a
 * read. A transaction itself is one move: on SQLite it has the only writer. It may fail before it begins, and after it was committed.
 */
export function openStopping({ handle, scheduler, random, faultRate }: DatabaseOptions): Database {
  const maybeStop = async (label: string, often: number): Promise<void> => {
    if (scheduler.current() !== null && random.chance(often)) await scheduler.stop(label);
  };
  const fail = (): void => {
    if (scheduler.current() !== null && random.chance(faultRate()))
      throw new DatabaseError('unavailable', 'unavailable: the simulated disk');
  };
  const database = sqliteOver({ writer: handle, reader: handle }, async (sql, params, method) => {
    await maybeStop('read', READ_STOPS);
    return handle.query(sql, params, method);
  });
  return {
    ...database,
    async transaction(work) {
      await maybeStop('transaction', COMMIT_STOPS);
      fail();
      const result = await database.transaction(work);
      await maybeStop('committed', COMMIT_STOPS);
      fail();
      return result;
    },
  };
}
