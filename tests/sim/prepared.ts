import type SqliteFile from 'better-sqlite3';

const kept = new WeakMap<SqliteFile.Database, Map<string, SqliteFile.Statement<unknown[]>>>();

/** A statement by its text, prepared once for each connection. */
export function prepared(file: SqliteFile.Database, sql: string): SqliteFile.Statement<unknown[]> {
  const statements = kept.get(file) ?? new Map<string, SqliteFile.Statement<unknown[]>>();
  kept.set(file, statements);
  const statement = statements.get(sql) ?? file.prepare<unknown[]>(sql);
  statements.set(sql, statement);
  return statement;
}

const total = 'select total_changes() as total';

/** Grows with each row that is written by the connection. */
export function changes(file: SqliteFile.Database): number {
  const row = prepared(file, total).get();
  return typeof row === 'object' && row !== null && 'total' in row ? Number(row.total) : 0;
}

/** The one number that a query gives. */
export function numberOf(file: SqliteFile.Database, sql: string, ...params: unknown[]): number {
  const row = prepared(file, sql).get(...params);
  return typeof row === 'object' && row !== null ? Number(Object.values(row)[0] ?? 0) : 0;
}
