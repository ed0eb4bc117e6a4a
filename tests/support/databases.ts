import { rmSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import type { Database, Engine } from '#db/open.ts';
import { openDatabase } from '#db/open.ts';
import { atTheEnd } from './at-the-end.ts';
import { openPostgresDatabases, type PostgresDatabases } from './postgres-databases.ts';

/** A fresh, migrated, empty database; gone when disposed of. Open `url` once more to be another process. */
export type TestDatabase = Database & AsyncDisposable & { readonly url: string };

export const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

/** An engine is prepared on first use and once for a worker, whose files share it: the tables are made once and copied for each test, or used again. */
let sqliteTemplate: Promise<string> | undefined;
let postgres: Promise<PostgresDatabases> | undefined;

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

async function openTestPostgres(): Promise<TestDatabase> {
  postgres ??= openPostgresDatabases();
  const databases = await postgres;
  const url = await databases.take();
  return disposable(await openDatabase(url, { migrate: false }), url, () => databases.giveBack(url));
}

function disposable(db: Database, url: string, remove: () => Promise<unknown>): TestDatabase {
  const dispose = async () => {
    await db.close();
    await remove();
  };
  return { ...db, url, [Symbol.asyncDispose]: dispose };
}
