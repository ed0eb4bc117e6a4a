import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { test } from 'vitest';
import type { Database, Engine } from '#db/open.ts';
import { openDatabase } from '#db/open.ts';
import { atTheEnd } from './at-the-end.ts';
import { startPostgres } from './postgres-server.ts';

/** A fresh, migrated, empty database; gone when disposed of. Open `url` once more to be another process. */
export type TestDatabase = Database & AsyncDisposable & { readonly url: string };

export const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

/** An engine is prepared on first use and once for a worker, whose files share it: the tables are made once and copied for each test. */
let sqliteTemplate: Promise<string> | undefined;
let maintenance: Promise<Maintenance> | undefined;

type Maintenance = { client: pg.Client; serverUrl: string };

/** A fresh SQLite database, for suites that need not run on both engines. `await using db = await openTestDatabase()`. */
export async function openTestDatabase(engine: Engine = 'sqlite'): Promise<TestDatabase> {
  return engine === 'sqlite' ? openTestSqlite() : openTestPostgres();
}

/** Defines the test twice, once for each engine, each with a fresh database. */
export function testOnEachEngine(name: string, work: (db: TestDatabase) => Promise<void>, timeout?: number): void {
  for (const engine of ENGINES) {
    const body = async () => {
      await using db = await openTestDatabase(engine);
      await work(db);
    };
    test(`${name} (${engine})`, body, timeout);
  }
}

async function openTestSqlite(): Promise<TestDatabase> {
  sqliteTemplate ??= makeSqliteTemplate();
  const template = await sqliteTemplate;
  const folder = await temporaryFolder();
  const url = join(folder.path, 'test.sqlite');
  await copyFile(template, url);
  return disposable(await openDatabase(url, { migrate: false }), url, () => folder.remove());
}

async function makeSqliteTemplate(): Promise<string> {
  const { path } = await temporaryFolder();
  atTheEnd(() => rmSync(path, { recursive: true, force: true }));
  const file = join(path, 'template.sqlite');
  await (await openDatabase(file)).close();
  return file;
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'retour-sqlite-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

const TEMPLATE = 'retour_template';
/** Any fixed number: test files that share a server take turns at making the template. */
const TEMPLATE_LOCK = 51_820_113;

async function openTestPostgres(): Promise<TestDatabase> {
  maintenance ??= preparePostgres();
  const { client, serverUrl } = await maintenance;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await client.query(`create database ${name} template ${TEMPLATE}`);
  const url = databaseUrl(serverUrl, name);
  const drop = () => client.query(`drop database ${name} with (force)`);
  return disposable(await openDatabase(url, { migrate: false }), url, drop);
}

/** The server that `TEST_POSTGRES_URL` names, so that a run over many files can share one; else one of our own. */
async function preparePostgres(): Promise<Maintenance> {
  const serverUrl = process.env.TEST_POSTGRES_URL ?? (await startPostgres()).url;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  const made = await client.query('select 1 from pg_database where datname = $1', [TEMPLATE]);
  if (made.rows.length === 0) {
    await client.query(`create database ${TEMPLATE}`);
    await (await openDatabase(databaseUrl(serverUrl, TEMPLATE))).close();
  }
  await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  return { client, serverUrl };
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function disposable(db: Database, url: string, remove: () => Promise<unknown>): TestDatabase {
  const dispose = async () => {
    await db.close();
    await remove();
  };
  return { ...db, url, [Symbol.asyncDispose]: dispose };
}
