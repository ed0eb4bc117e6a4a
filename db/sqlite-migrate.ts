import type SqliteFile from 'better-sqlite3';
import { z } from 'zod';
import { DatabaseError } from './errors.ts';
import { MIGRATIONS_TABLE, migrationsOf, pending } from './migrate.ts';

const appliedSchema = z.array(z.object({ hash: z.string() }));

/**
 * Applies what is pending in one immediate transaction: of several processes that start at once, the first applies and the others
 * wait and find nothing to do. References are checked at the end and not on the way, because SQLite changes a table by copying it.
 */
export function migrateSqlite(file: SqliteFile.Database): void {
  const migrations = migrationsOf('sqlite');
  file.pragma('foreign_keys = OFF');
  try {
    file.transaction(() => applyPending(file, migrations)).immediate();
  } finally {
    file.pragma('foreign_keys = ON');
  }
}

function applyPending(file: SqliteFile.Database, migrations: ReturnType<typeof migrationsOf>): void {
  file.exec(
    `create table if not exists ${MIGRATIONS_TABLE} (hash text primary key not null, applied_at integer not null)`,
  );
  const rows = appliedSchema.parse(file.prepare(`select hash from ${MIGRATIONS_TABLE}`).all());
  const waiting = pending(migrations, new Set(rows.map((row) => row.hash)));
  for (const migration of waiting) {
    for (const statement of migration.statements) file.exec(statement);
    file.prepare(`insert into ${MIGRATIONS_TABLE} values (?, unixepoch() * 1000)`).run(migration.hash);
  }
  const broken = waiting.length > 0 ? z.array(z.unknown()).parse(file.pragma('foreign_key_check')) : [];
  if (broken.length > 0) {
    throw new DatabaseError('fault', `fault: ${broken.length} rows refer to nothing after the migration`);
  }
}
