import type { ColumnKit } from './columns.sqlite.ts';

/** What a guest leaves behind on the way: proofs, drafts, photos. */
export function customerTables(kit: ColumnKit) {
  const { table, text, integer, amount, instant, json, index, primaryKey } = kit;

  /** A request for a one-time code; it exists for unknown orders too, so that nobody can tell the difference. */
  const accessRequests = table(
    'access_requests',
    {
      id: text('id').primaryKey(),
      /** Hash of the cookie of the browser that asked. */
      browserHash: text('browser_hash').notNull(),
      orderId: text('order_id'),
      codeHash: text('code_hash'),
      tries: integer('tries').notNull(),
      createdAt: instant('created_at').notNull(),
      expiresAt: instant('expires_at').notNull(),
      usedAt: instant('used_at'),
    },
    (t) => [index('access_requests_browser').on(t.browserHash), index('access_requests_order').on(t.orderId)],
  );

  /** A guest who proved to own one order. The id is the hash of the cookie. */
  const guestSessions = table('guest_sessions', {
    id: text('id').primaryKey(),
    orderId: text('order_id').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  });

  /** A return being written: all answers so far. */
  const drafts = table(
    'drafts',
    {
      id: text('id').primaryKey(),
      orderId: text('order_id').notNull(),
      answers: json('answers').notNull(),
      version: integer('version').notNull(),
      createdAt: instant('created_at').notNull(),
      updatedAt: instant('updated_at').notNull(),
      /** The return it became. */
      returnId: text('return_id'),
    },
    (t) => [index('drafts_order').on(t.orderId)],
  );

  /** A stored file: always an image that we encoded ourselves, or a label that we drew. */
  const files = table(
    'files',
    {
      id: text('id').primaryKey(),
      kind: text('kind').notNull(),
      orderId: text('order_id').notNull(),
      orderLineId: text('order_line_id'),
      draftId: text('draft_id'),
      returnId: text('return_id'),
      contentType: text('content_type').notNull(),
      bytes: amount('bytes').notNull(),
      width: integer('width'),
      height: integer('height'),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
    },
    (t) => [index('files_draft').on(t.draftId), index('files_return').on(t.returnId)],
  );

  /** Counters of the rate limits; in the database so that they survive a restart. */
  const rateCounters = table(
    'rate_counters',
    {
      key: text('key').notNull(),
      windowStart: instant('window_start').notNull(),
      count: integer('count').notNull(),
    },
    (t) => [primaryKey({ columns: [t.key, t.windowStart] })],
  );

  return { accessRequests, guestSessions, drafts, files, rateCounters };
}
