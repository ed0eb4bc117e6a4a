import { readFileSync } from 'node:fs';
import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from 'drizzle-kit/api';
import { type PgTable, getTableConfig as postgresConfig } from 'drizzle-orm/pg-core';
import { getTableConfig as sqliteConfig } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import * as postgresSchema from '#db/schema/postgres.ts';
import * as sqliteSchema from '#db/schema/sqlite.ts';

const shapes = {
  sqlite: Object.entries(sqliteSchema.tables).map(([key, table]) => shape(key, sqliteConfig(table))),
  // The tables are PostgreSQL's; db/schema/postgres.ts tells why their type says otherwise.
  postgres: Object.entries(postgresSchema.tables).map(([key, table]) =>
    shape(key, postgresConfig(table as unknown as PgTable)),
  ),
};

type Config = {
  name: string;
  columns: { name: string; notNull: boolean; primary: boolean; dataType: string }[];
  indexes: { config: { name?: string | undefined; unique?: boolean; columns: unknown[] } }[];
  primaryKeys: { columns: { name: string }[] }[];
  foreignKeys: {
    reference(): { columns: { name: string }[]; foreignColumns: { name: string }[] };
    onDelete?: unknown;
  }[];
};

function shape(key: string, config: Config) {
  return {
    key,
    name: config.name,
    columns: config.columns.map(({ name, notNull, primary }) => ({ name, notNull, primary })),
    indexes: config.indexes.map(({ config: { name, unique, columns } }) => ({
      name,
      unique: unique === true,
      columns: columns.map((column) => (column as { name: string }).name),
    })),
    primaryKeys: config.primaryKeys.map((primaryKey) => primaryKey.columns.map((column) => column.name)),
    foreignKeys: config.foreignKeys.map((foreignKey) => {
      const { columns, foreignColumns } = foreignKey.reference();
      const names = [columns, foreignColumns].map((side) => side.map((column) => column.name));
      return { names, onDelete: foreignKey.onDelete ?? 'no action' };
    }),
  };
}

test('both engines have the same tables, columns, keys and indexes', () => {
  expect(shapes.postgres).toEqual(shapes.sqlite);
  expect(shapes.sqlite.length).toBeGreaterThan(20);
});

test('no two indexes share a name: on PostgreSQL they live in one namespace', () => {
  const names = shapes.sqlite.flatMap((table) => table.indexes.map((index) => index.name));
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
});

test('every table is exported by name, so that the migration generator sees it', () => {
  const { tables: sqlite, ...sqliteNamed } = sqliteSchema;
  const { tables: postgres, ...postgresNamed } = postgresSchema;
  expect(Object.keys(sqliteNamed).toSorted()).toEqual(Object.keys(sqlite).toSorted());
  expect(Object.keys(postgresNamed).toSorted()).toEqual(Object.keys(postgres).toSorted());
});

const latestSnapshot = (engine: string) => {
  const read = (file: string) => JSON.parse(readFileSync(`db/migrations/${engine}/meta/${file}`, 'utf8'));
  const last: { idx: number } = read('_journal.json').entries.at(-1);
  return read(`${String(last.idx).padStart(4, '0')}_snapshot.json`);
};

test('the migrations of SQLite are up to date with the tables', async () => {
  const now = await generateSQLiteDrizzleJson({ ...sqliteSchema.tables });
  expect(await generateSQLiteMigration(latestSnapshot('sqlite'), now)).toEqual([]);
});

test('the migrations of PostgreSQL are up to date with the tables', async () => {
  const now = generateDrizzleJson({ ...postgresSchema.tables });
  expect(await generateMigration(latestSnapshot('postgres'), now)).toEqual([]);
});
