import type { ColumnKit } from './columns.sqlite.ts';
import { authTables } from './tables-auth.ts';
import { customerTables } from './tables-customer.ts';
import { orderTables } from './tables-orders.ts';
import { outboxTables } from './tables-outbox.ts';
import { policyTables } from './tables-policy.ts';
import { workflowTables } from './tables-workflow.ts';

/** Every table, once. Called with the column kit of an engine; add a column here and generate both migrations. */
export function defineTables(kit: ColumnKit) {
  return {
    ...orderTables(kit),
    ...policyTables(kit),
    ...workflowTables(kit),
    ...outboxTables(kit),
    ...customerTables(kit),
    ...authTables(kit),
  };
}

export type Tables = ReturnType<typeof defineTables>;
