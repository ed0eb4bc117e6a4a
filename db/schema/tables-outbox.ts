import type { ColumnKit } from './columns.sqlite.ts';

/** What is still to be done, and what has already come in. */
export function outboxTables(kit: ColumnKit) {
  const { table, text, integer, instant, json, index, primaryKey, uniqueIndex } = kit;

  const effects = table(
    'effects',
    {
      id: text('id').primaryKey(),
      kind: text('kind').notNull(),
      payload: json('payload').notNull(),
      returnId: text('return_id'),
      /** `ready`, `leased`, `done` or `parked`: parked waits for a person. */
      status: text('status').notNull(),
      attempts: integer('attempts').notNull(),
      runAfter: instant('run_after').notNull(),
      leaseOwner: text('lease_owner'),
      leaseUntil: instant('lease_until'),
      lastError: text('last_error'),
      createdAt: instant('created_at').notNull(),
      doneAt: instant('done_at'),
    },
    (t) => [index('effects_due').on(t.status, t.runAfter), index('effects_return').on(t.returnId)],
  );

  const deadlines = table(
    'deadlines',
    {
      id: text('id').primaryKey(),
      subjectKind: text('subject_kind').notNull(),
      subjectId: text('subject_id').notNull(),
      /** The event's type; a second deadline of a kind for a subject replaces the first. */
      kind: text('kind').notNull(),
      dueAt: instant('due_at').notNull(),
      doneAt: instant('done_at'),
    },
    (t) => [
      uniqueIndex('deadlines_subject').on(t.subjectKind, t.subjectId, t.kind),
      index('deadlines_due').on(t.doneAt, t.dueAt),
    ],
  );

  /** Each incoming event once, whatever the sender repeats. */
  const inbox = table(
    'inbox',
    {
      provider: text('provider').notNull(),
      eventId: text('event_id').notNull(),
      type: text('type').notNull(),
      objectId: text('object_id').notNull(),
      receivedAt: instant('received_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.provider, t.eventId] })],
  );

  /** Every mail, before it is sent; development shows them at /dev/mailbox. */
  const mails = table(
    'mails',
    {
      /** The effect's id: a mail effect run twice writes one mail. */
      id: text('id').primaryKey(),
      kind: text('kind').notNull(),
      recipient: text('recipient').notNull(),
      subject: text('subject').notNull(),
      html: text('html').notNull(),
      text: text('text').notNull(),
      locale: text('locale').notNull(),
      returnId: text('return_id'),
      createdAt: instant('created_at').notNull(),
      sentAt: instant('sent_at'),
    },
    (t) => [index('mails_recipient').on(t.recipient, t.createdAt), index('mails_created').on(t.createdAt)],
  );

  return { effects, deadlines, inbox, mails };
}
