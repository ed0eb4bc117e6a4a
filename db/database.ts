import type { SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy';
import type { Tables } from './schema/tables.ts';

// Every repository is written against Drizzle's asynchronous SQLite flavour. PostgreSQL is put behind the same type in db/postgres.ts.
// What both builders have is what a repository may use: `select`, joins, `where`, `orderBy`, `limit`, `insert`, `onConflict…`,
// `update`, `delete`, `returning`, and awaiting the builder. `.get()`, `.all()` and `.run()` exist on SQLite only.

/** Reads the committed state. It has no insert, update or delete: changes happen in a transaction only. */
export type Reader = { readonly tables: Tables } & Pick<SqliteRemoteDatabase, 'select' | 'selectDistinct' | '$count'>;

/** The handle inside a transaction. It is dead once the transaction has ended: a forgotten `await` is a fault, not a stray write. */
export type Tx = Reader &
  Pick<SqliteRemoteDatabase, 'insert' | 'update' | 'delete'> & {
    /**
     * Makes a select take its rows for this transaction and pass over those that another transaction has taken: `for update skip
     * locked` on PostgreSQL. On SQLite the query as it is, because a transaction there holds the only writer.
     */
    readonly claim: <Query>(query: Query) => Query;
  };

/** What the sign-in library's Drizzle adapter asks for. Its writes wait for their turn and never join another's transaction. */
export type AuthDatabase = {
  readonly drizzle: SqliteRemoteDatabase;
  readonly provider: 'sqlite' | 'pg';
  readonly schema: Pick<Tables, 'user' | 'session' | 'account' | 'verification' | 'twoFactor' | 'rateLimit'>;
};

export type Engine = 'sqlite' | 'postgres';

/** One open database. Everything that it throws of its own is a `DatabaseError`, see db/errors.ts. */
export type Database = Reader & {
  readonly engine: Engine;
  /**
   * Runs the work in one transaction: committed when it returns, rolled back when it throws, and what it threw comes out unchanged.
   *
   * - Await nothing but `tx` inside: on SQLite the transaction holds the only writer of the process.
   * - The work must be repeatable, that is, leave nothing behind but its rows and its return value: PostgreSQL may end one of two
   *   transactions that wait for each other, and then it is run again, three times at most.
   * - A query that failed ends it, also when the work caught the error: PostgreSQL takes no further ones then, so neither engine does.
   *   Where a row may be there already, say `onConflictDoNothing` and look at what came back.
   * - A transaction inside a transaction is a fault.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  readonly auth: AuthDatabase;
  /** Throws `unavailable` when the database does not answer. */
  ping(): Promise<void>;
  /** Waits for the transactions under way. */
  close(): Promise<void>;
};
