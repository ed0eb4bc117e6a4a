import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, test } from 'vitest';
import type { Database, Engine } from '#db/open.ts';
import { openDatabase } from '#db/open.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

/** A fresh, migrated, empty database; gone when disposed of. Open `url` once more to be another process. */
export type TestDatabase = Database & AsyncDisposable & { readonly url: string };

export const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

/** An engine is prepared on first use and once for a test file: the tables are made once and copied for each test. */
const prepared = new AsyncDisposableStack();
let sqliteTemplate: Promise<string> | undefined;
let postgresServer: Promise<PostgresServer> | undefined;

afterAll(() => prepared.disposeAsync());

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
  const folder = await temporaryFolder();
  prepared.defer(() => folder.remove());
  const file = join(folder.path, 'template.sqlite');
  await (await openDatabase(file)).close();
  return file;
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'retour-sqlite-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

const TEMPLATE = 'retour_template';

async function openTestPostgres(): Promise<TestDatabase> {
  postgresServer ??= preparePostgres();
  const server = await postgresServer;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await maintain(server.url, `create database ${name} template ${TEMPLATE} strategy file_copy`);
  const url = databaseUrl(server.url, name);
  const drop = () => maintain(server.url, `drop database ${name} with (force)`);
  return disposable(await openDatabase(url, { migrate: false }), url, drop);
}

async function preparePostgres(): Promise<PostgresServer> {
  const server = await startPostgres();
  prepared.use(server);
  await maintain(server.url, `create database ${TEMPLATE}`);
  await (await openDatabase(databaseUrl(server.url, TEMPLATE))).close();
  return server;
}

async function maintain(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
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
