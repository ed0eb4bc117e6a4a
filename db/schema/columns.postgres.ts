import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

/** Epoch milliseconds, as on SQLite: `pg` hands out bigint as text. */
const instant = customType<{ data: Temporal.Instant; driverData: number | string }>({
  dataType: () => 'bigint',
  toDriver: (value) => value.epochMilliseconds,
  fromDriver: (value) => Temporal.Instant.fromEpochMilliseconds(Number(value)),
});

/** Text and not jsonb: it is never queried, and the same bytes come back on both engines. */
const json = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => JSON.parse(value),
});

/** The PostgreSQL column kit: the same names as the SQLite one. */
export const postgresColumns = {
  table: pgTable,
  text,
  integer: (name: string) => integer(name),
  amount: (name: string) => bigint(name, { mode: 'number' }),
  flag: (name: string) => boolean(name),
  instant,
  date: (name: string) => timestamp(name, { mode: 'date', precision: 3, withTimezone: true }),
  json,
  index,
  uniqueIndex,
  primaryKey,
};
