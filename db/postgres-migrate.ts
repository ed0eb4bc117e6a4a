import type { Pool } from 'pg';
import { z } from 'zod';
import { MIGRATIONS_TABLE, migrationsOf, pending } from './migrate.ts';

/** Any fixed number: it names the lock that processes of this program take while they bring the tables up to date. */
const LOCK = 726_840_387;

const appliedSchema = z.array(z.object({ hash: z.string() }));

/**
 * Applies what is pending in one transaction, under an advisory lock that ends with it: of several processes that start at once, the
 * first applies and the others wait and find nothing to do.
 */
export async function migratePostgres(pool: Pool): Promise<void> {
  const migrations = migrationsOf('postgres');
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(
      `create table if not exists ${MIGRATIONS_TABLE} (hash text primary key, applied_at timestamptz not null default now())`,
    );
    const applied = appliedSchema.parse((await client.query(`select hash from ${MIGRATIONS_TABLE}`)).rows);
    for (const migration of pending(migrations, new Set(applied.map((row) => row.hash)))) {
      for (const statement of migration.statements) await client.query(statement);
      await client.query(`insert into ${MIGRATIONS_TABLE} (hash) values ($1)`, [migration.hash]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
