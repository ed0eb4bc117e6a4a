import { sqliteColumns } from './columns.sqlite.ts';
import { defineTables } from './tables.ts';

export const tables = defineTables(sqliteColumns);

/** Each by name: the migration generator looks at what a module exports. tests/db/schema.test.ts fails when one is missing. */
export const {
  shop,
  orders,
  orderLines,
  shipments,
  payments,
  policyVersions,
  policyDrafts,
  withdrawals,
  returns,
  returnLines,
  parcels,
  payouts,
  workflowEvents,
  effects,
  deadlines,
  inbox,
  mails,
  accessRequests,
  guestSessions,
  drafts,
  files,
  rateCounters,
  user,
  session,
  account,
  verification,
  rateLimit,
} = tables;
