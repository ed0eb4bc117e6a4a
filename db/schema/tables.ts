import type { ColumnKit } from './columns.sqlite.ts';
import { auditTables } from './tables-audit.ts';
import { authTables } from './tables-auth.ts';
import { automationTables } from './tables-automation.ts';
import { caseworkTables } from './tables-casework.ts';
import { countTables } from './tables-counts.ts';
import { customerTables } from './tables-customer.ts';
import { deskTables } from './tables-desk.ts';
import { dockTables } from './tables-dock.ts';
import { fourEyesTables } from './tables-four-eyes.ts';
import { moneyTables } from './tables-money.ts';
import { orderTables } from './tables-orders.ts';
import { outboxTables } from './tables-outbox.ts';
import { peopleTables } from './tables-people.ts';
import { policyTables } from './tables-policy.ts';
import { reconciliationTables } from './tables-reconciliation.ts';
import { redressTables } from './tables-redress.ts';
import { workflowTables } from './tables-workflow.ts';

/** Every table, once. Called with the column kit of an engine; add a column here and generate both migrations. */
export function defineTables(kit: ColumnKit) {
  return {
    ...orderTables(kit),
    ...policyTables(kit),
    ...workflowTables(kit),
    ...outboxTables(kit),
    ...moneyTables(kit),
    ...reconciliationTables(kit),
    ...customerTables(kit),
    ...auditTables(kit),
    ...authTables(kit),
    ...peopleTables(kit),
    ...fourEyesTables(kit),
    ...dockTables(kit),
    ...countTables(kit),
    ...caseworkTables(kit),
    ...redressTables(kit),
    ...deskTables(kit),
    ...automationTables(kit),
  };
}

export type Tables = ReturnType<typeof defineTables>;
