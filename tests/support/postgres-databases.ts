import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';
import { openDatabase } from '#db/open.ts';
import { startPostgres } from './postgres-server.ts';

/** Migrated, empty databases on one server. */
export interface PostgresDatabases {
  /** The address of one that nobody else has. */
  take(): Promise<string>;
  /** Nobody uses it any more. */
  giveBack(url: string): Promise<void>;
}

const TEMPLATE = 'retour_template';
/** Any fixed number: test files that share a server take turns at making the template. */
const TEMPLATE_LOCK = 51_820_113;
/** The migrations that stand in a new database. */
const KEPT = 'applied_migrations';
/** One that grew beyond its template by more is slow to read even when it is empty. */
const MOST_GROWTH = 2_000_000;

/** What a test may have changed beyond rows, and what it may have left behind. */
const SHAPE = `select (select count(*) from pg_class where relkind in ('r', 'i'))::int as relations,
  (select count(*) from pg_trigger)::int as triggers, (select count(*) from ${KEPT})::int as migrations`;
const shapeSchema = z.object({ relations: z.int(), triggers: z.int(), migrations: z.int() });
const sizeSchema = z.object({ size: z.coerce.number() });
const tablesSchema = z.array(z.object({ tablename: z.string() }));

/**
 * The server that `TEST_POSTGRES_URL` names, so that a run over many files can share one; else one of our own. Copying a template takes a hundred
 * times as long as emptying the tables of a small database: one that a test gives back as it got it is given out again.
 */
export async function openPostgresDatabases(): Promise<PostgresDatabases> {
  const serverUrl = process.env.TEST_POSTGRES_URL ?? (await startPostgres()).url;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await makeTemplate(client, serverUrl);
  const template = await look(databaseUrl(serverUrl, TEMPLATE));
  const spare: string[] = [];
  const make = async () => {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    await client.query(`create database ${name} template ${TEMPLATE}`);
    return databaseUrl(serverUrl, name);
  };
  return {
    take: async () => spare.pop() ?? (await make()),
    giveBack: async (url) => {
      if (await empty(url, template)) spare.push(url);
      else await client.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`);
    },
  };
}

async function makeTemplate(client: pg.Client, serverUrl: string): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  const made = await client.query('select 1 from pg_database where datname = $1', [TEMPLATE]);
  if (made.rows.length === 0) {
    await client.query(`create database ${TEMPLATE}`);
    await (await openDatabase(databaseUrl(serverUrl, TEMPLATE))).close();
  }
  await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
}

interface Look {
  readonly shape: z.infer<typeof shapeSchema>;
  readonly size: number;
  readonly tables: readonly string[];
}

async function look(url: string): Promise<Look> {
  await using client = await connect(url);
  const tables = await client.query("select tablename from pg_tables where schemaname = 'public'");
  const names = tablesSchema.parse(tables.rows).map(({ tablename }) => tablename);
  return { shape: await shapeOf(client), size: await sizeOf(client), tables: names.filter((name) => name !== KEPT) };
}

/** Empties every table; false when the database is not as new then. */
async function empty(url: string, { shape, size, tables }: Look): Promise<boolean> {
  await using client = await connect(url);
  const others = 'datname = current_database() and pid <> pg_backend_pid()';
  await client.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where ${others}`);
  const same = JSON.stringify(await shapeOf(client)) === JSON.stringify(shape);
  if (!same || (await sizeOf(client)) > size + MOST_GROWTH) return false;
  // As a replica: neither triggers that refuse every deletion nor references between tables are looked at.
  const deletions = tables.map((table) => `delete from "${table}";`).join('');
  await client.query(`set session_replication_role = replica; begin; ${deletions} commit;`);
  return true;
}

async function connect(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

const shapeOf = async (client: pg.Client) => shapeSchema.parse((await client.query(SHAPE)).rows[0]);

async function sizeOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query('select pg_database_size(current_database()) as size');
  return sizeSchema.parse(rows[0]).size;
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
