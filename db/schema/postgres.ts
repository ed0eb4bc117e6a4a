import { postgresColumns } from './columns.postgres.ts';
import type { ColumnKit } from './columns.sqlite.ts';
import { defineTables } from './tables.ts';

// The two kits have the same names and the same TypeScript values, but Drizzle brands a column with its dialect. Repositories are
// written against the SQLite types; this is the one place where the brand is set aside, and tests/db/schema.test.ts and the
// repository suite, which runs on both engines, are what makes it true.
export const tables = defineTables(postgresColumns as unknown as ColumnKit);

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
  ledger,
  paymentFacts,
  paymentLocks,
  disputes,
  externalRefunds,
  taxReversals,
  providerHealth,
  providerCursors,
  credits,
  creditRedemptions,
  bankTransfers,
  reconciliationRuns,
  reconciliationDifferences,
  audit,
  auditHead,
  automationRules,
  automationActs,
  automationExposures,
  accessRequests,
  guestSessions,
  drafts,
  files,
  rateCounters,
  user,
  session,
  account,
  verification,
  twoFactor,
  rateLimit,
  invitations,
  heldForms,
} = tables;
