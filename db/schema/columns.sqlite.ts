import { customType, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Epoch milliseconds in the file, a Temporal.Instant in the program: sortable, comparable, the same number on both engines. */
const instant = customType<{ data: Temporal.Instant; driverData: number }>({
  dataType: () => 'integer',
  toDriver: (value) => value.epochMilliseconds,
  fromDriver: (value) => Temporal.Instant.fromEpochMilliseconds(Number(value)),
});

/** JSON as text, `unknown` when read: a stored document is untrusted until a repository parsed it. Never queried. */
const json = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => JSON.parse(value),
});

/** The SQLite column kit: the one that gives `tables.ts` its types. */
export const sqliteColumns = {
  table: sqliteTable,
  text,
  integer: (name: string) => integer(name),
  /** Money in minor units, or any count that may pass 2^31; a safe integer. */
  amount: (name: string) => integer(name),
  flag: (name: string) => integer(name, { mode: 'boolean' }),
  instant,
  /** A JavaScript Date: for the sign-in library's tables only. */
  date: (name: string) => integer(name, { mode: 'timestamp_ms' }),
  json,
  index,
  uniqueIndex,
  primaryKey,
};

export type ColumnKit = typeof sqliteColumns;
