import type { Tables } from './schema/tables.ts';

/** A row as it is read, and as it is written. JSON columns are `unknown` until a repository has parsed them. */
export type Row<Name extends keyof Tables> = Tables[Name]['$inferSelect'];
export type NewRow<Name extends keyof Tables> = Tables[Name]['$inferInsert'];

/** The first row, or null. */
export function first<T>(rows: readonly T[]): T | null {
  return rows[0] ?? null;
}

/** Splits a list so that no statement gets more parameters than an engine takes: 32,766 on SQLite, 65,535 on PostgreSQL. */
export function inChunks<T>(items: readonly T[], size = 500): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}
