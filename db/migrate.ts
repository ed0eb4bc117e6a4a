import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Engine } from './database.ts';

export type Migration = { hash: string; statements: string[] };

/** The table in which each engine notes what has been applied. */
export const MIGRATIONS_TABLE = 'applied_migrations';

/**
 * The migrations of an engine, oldest first.
 *
 * They are read from `db/migrations` of the working folder and not beside this file: a bundled server has another place for its
 * code, and the commands of this program all run in its own folder.
 */
export function migrationsOf(engine: Engine): Migration[] {
  const files = readMigrationFiles({ migrationsFolder: join(process.cwd(), 'db', 'migrations', engine) });
  return files.map((file) => ({
    hash: file.hash,
    statements: file.sql.filter((statement) => statement.trim() !== ''),
  }));
}

/** Those that have not been applied yet. Hashes are compared: a file that changes after it was shipped is a new migration. */
export function pending(migrations: Migration[], applied: Set<string>): Migration[] {
  return migrations.filter((migration) => !applied.has(migration.hash));
}
