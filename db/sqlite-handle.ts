import SqliteFile from 'better-sqlite3';

/** What Drizzle's remote driver asks of a connection. `changes` is what the sign-in library counts. */
export type QueryResult = { rows: unknown[]; changes?: number };
export type QueryMethod = 'run' | 'all' | 'values' | 'get';
export type RunQuery = (sql: string, params: unknown[], method: QueryMethod) => Promise<QueryResult>;

const STATEMENTS_KEPT = 300;

/** One connection to the file, with its prepared statements. */
export type Handle = {
  readonly file: SqliteFile.Database;
  /** Whether a statement only reads. */
  reads(sql: string): boolean;
  query(sql: string, params: unknown[], method: QueryMethod): QueryResult;
  close(): void;
};

/**
 * Opens a connection: one that writes, one that reads beside it, or one that looks into a file without making or changing any.
 *
 * `synchronous = FULL` belongs to the connection, not to the file: in WAL mode a weaker setting may forget the last commits after a
 * power cut, and one of these says that money has left. The file is not memory-mapped: a read error would end the process.
 */
export function openHandle(path: string, mode: 'write' | 'read' | 'look'): Handle {
  const file = new SqliteFile(path, { timeout: 5000, readonly: mode === 'look', fileMustExist: mode === 'look' });
  if (mode !== 'look') file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  file.pragma('mmap_size = 0');
  // What is erased leaves no trace in a free place of the file.
  file.pragma('secure_delete = ON');
  if (mode !== 'write') file.pragma('query_only = ON');
  return handleOver(file);
}

/** The connection as the repositories use it. */
export function handleOver(file: SqliteFile.Database): Handle {
  const prepare = statementCache(file);
  return {
    file,
    reads: (sql) => prepare(sql).readonly,
    query: (sql, params, method) => {
      const statement = prepare(sql);
      if (!statement.reader) return { rows: [], changes: statement.run(...params).changes };
      // Drizzle takes a single row, or nothing, as the rows of `get`.
      if (method === 'get') return { rows: statement.get(...params) as unknown[] };
      const rows = statement.all(...params);
      return { rows, changes: rows.length };
    },
    close: () => file.close(),
  };
}

/** Prepared statements by their text, the least recently used one dropped: `in (?, ?, …)` has a text for each length. */
function statementCache(file: SqliteFile.Database): (sql: string) => SqliteFile.Statement<unknown[]> {
  const kept = new Map<string, SqliteFile.Statement<unknown[]>>();
  return (sql) => {
    const known = kept.get(sql);
    if (known) kept.delete(sql);
    const statement = known ?? file.prepare<unknown[]>(sql);
    if (!known && statement.reader) statement.raw(true);
    kept.set(sql, statement);
    if (kept.size > STATEMENTS_KEPT) {
      const oldest = kept.keys().next();
      if (!oldest.done) kept.delete(oldest.value);
    }
    return statement;
  };
}
