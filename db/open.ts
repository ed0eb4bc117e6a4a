import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

export type { AuthDatabase, Database, Engine, Reader, Tx } from './database.ts';

export const DEFAULT_SQLITE_FILE = 'data/retour.sqlite';

export type OpenOptions = {
  /** Bring the tables up to date first; the default. Safe when several processes start at once. */
  migrate?: boolean;
};

/** Whether an address names a PostgreSQL database; anything else is a SQLite file. */
export function isPostgresUrl(url: string | undefined): url is string {
  return url !== undefined && /^postgres(ql)?:\/\//.test(url);
}

/** The SQLite file that an address means: `file:` addresses, plain paths, and `data/retour.sqlite` for none. */
export function sqliteFile(url: string | undefined): string {
  if (url === undefined || url === '') return resolve(DEFAULT_SQLITE_FILE);
  if (url.startsWith('file://')) return fileURLToPath(url);
  return resolve(url.startsWith('file:') ? url.slice('file:'.length) : url);
}

/**
 * Opens the database that an address names: `postgres://…` or `postgresql://…` for PostgreSQL, else a SQLite file, whose folder is
 * made when it is missing.
 */
export async function openDatabase(url: string | undefined, options: OpenOptions = {}): Promise<Database> {
  const migrate = options.migrate ?? true;
  return isPostgresUrl(url) ? openPostgres(url, { migrate }) : openSqlite(sqliteFile(url), { migrate });
}
