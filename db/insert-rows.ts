import { type Column, getTableColumns, sql } from 'drizzle-orm';
import type { SQLiteInsertValue, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from './database.ts';

/** Rows in one statement: enough to spare round trips, far from an engine's limit of parameters whatever the table. */
const BLOCK = 25;

/**
 * Inserts many rows of one table; what a row leaves out is null. Drizzle writes a statement's text anew for each insert, which takes longer than the insert itself;
 * here it writes one, with a placeholder for each value, and the rows go through it in blocks.
 */
export async function insertRows<Table extends SQLiteTable>(
  tx: Tx,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<void> {
  const columns = Object.entries(getTableColumns(table));
  const inBlocks = rows.length - (rows.length % BLOCK);
  if (inBlocks > 0) {
    const block = tx.insert(table).values(blankRows<Table>(columns)).prepare();
    for (let start = 0; start < inBlocks; start += BLOCK) {
      await block.execute(driverValues(rows.slice(start, start + BLOCK), columns));
    }
  }
  const rest: SQLiteInsertValue<Table>[] = rows.slice(inBlocks);
  if (rest.length > 0) await tx.insert(table).values(rest);
}

type Columns = readonly (readonly [string, Column])[];

/** A block of rows with a placeholder in each column, numbered through. */
function blankRows<Table extends SQLiteTable>(columns: Columns): SQLiteInsertValue<Table>[] {
  const blank = (row: number) =>
    columns.map(([key], place) => [key, sql`${sql.placeholder(String(row * columns.length + place))}`]);
  // Every column of the table has its placeholder, which is what the type asks for and `fromEntries` cannot know.
  return Array.from({ length: BLOCK }, (_, row) => Object.fromEntries(blank(row)) as SQLiteInsertValue<Table>);
}

/**
 * What goes into the placeholders, in their order. Encoded here, because Drizzle gives a null in a placeholder to the column's encoder as if it
 * were a value.
 */
function driverValues(rows: readonly Record<string, unknown>[], columns: Columns): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  let number = 0;
  for (const row of rows) {
    for (const [key, column] of columns) {
      const value = row[key];
      values[number] = value === null || value === undefined ? null : column.mapToDriverValue(value);
      number += 1;
    }
  }
  return values;
}
