import type { ColumnKit } from './columns.sqlite.ts';

/** What the desk's queue keeps beside the returns: how they are found, views that people saved, and what was done to many at once. */
export function deskTables(kit: ColumnKit) {
  const { table, text, integer, amount, flag, instant, json, index, primaryKey } = kit;

  /** Each folded word by which a return is found, see machines/search-terms.ts. Found by its beginning. */
  const searchTerms = table(
    'search_terms',
    {
      term: text('term').notNull(),
      returnId: text('return_id').notNull(),
    },
    (t) => [primaryKey({ columns: [t.term, t.returnId] })],
  );

  /** The same words by return, each after a space: whether a return has a second word too, and what goes when it goes. */
  const searchDocuments = table('search_documents', {
    returnId: text('return_id').primaryKey(),
    words: text('words').notNull(),
  });

  /** A view of the queue under a name. */
  const savedViews = table(
    'saved_views',
    {
      id: text('id').primaryKey(),
      ownerId: text('owner_id').notNull(),
      name: text('name').notNull(),
      /** Everybody at the desk sees it; only its owner changes it. */
      shared: flag('shared').notNull(),
      /** The address's question, in the order that the program writes it. */
      query: text('query').notNull(),
      createdAt: instant('created_at').notNull(),
    },
    (t) => [
      index('saved_views_owner').on(t.ownerId, t.createdAt),
      index('saved_views_shared').on(t.shared, t.createdAt),
    ],
  );

  /** An act upon many returns: proposed, confirmed, and then done or undone. */
  const bulkActs = table(
    'bulk_acts',
    {
      id: text('id').primaryKey(),
      /** `approve`, or `assign`. */
      kind: text('kind').notNull(),
      /** `proposed`, `waiting` while it can be undone, `running`, `done`, `undone`. */
      state: text('state').notNull(),
      staffId: text('staff_id').notNull(),
      /** To whom the returns were given; null: to nobody, or no such act. */
      toStaff: text('to_staff'),
      createdAt: instant('created_at').notNull(),
      confirmedAt: instant('confirmed_at'),
      /** Nothing of it happens before. */
      notBefore: instant('not_before'),
      doneAt: instant('done_at'),
    },
    (t) => [index('bulk_acts_staff').on(t.staffId, t.createdAt)],
  );

  const bulkRows = table(
    'bulk_rows',
    {
      bulkId: text('bulk_id')
        .notNull()
        .references(() => bulkActs.id),
      position: integer('position').notNull(),
      returnId: text('return_id').notNull(),
      /** The version of the return that the proposal was shown for. */
      version: integer('version').notNull(),
      /** Minor units of `currency`: what it will refund. */
      amount: amount('amount').notNull(),
      currency: text('currency').notNull(),
      /** What is to be decided on each line; null where nothing is. */
      decisions: json('decisions'),
      /** `ready`, `excluded`, `done` or `refused`. */
      outcome: text('outcome').notNull(),
      /** Why it was excluded or refused. */
      code: text('code'),
      /** Who had it before it was given to another. */
      was: text('was'),
    },
    (t) => [primaryKey({ columns: [t.bulkId, t.position] })],
  );

  return { searchTerms, searchDocuments, savedViews, bulkActs, bulkRows };
}
