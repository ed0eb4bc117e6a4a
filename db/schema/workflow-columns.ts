import type { ColumnKit } from './columns.sqlite.ts';

/** The columns of each row that a machine moves. */
export const workflowColumns = ({ text, integer, json, instant }: ColumnKit) => ({
  id: text('id').primaryKey(),
  state: text('state').notNull(),
  context: json('context').notNull(),
  machineVersion: integer('machine_version').notNull(),
  /** Grows by one with each step; an update names the version it saw. */
  version: integer('version').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
