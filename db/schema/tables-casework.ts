import type { ColumnKit } from './columns.sqlite.ts';

/** What people write and do around a return beside its own steps: notes, messages, who has it open, who has taken it. */
export function caseworkTables(kit: ColumnKit) {
  const { table, text, instant, flag, json, index, uniqueIndex, primaryKey } = kit;

  /** For colleagues only. Never changed, by triggers; deleted only with the return. */
  const returnNotes = table(
    'return_notes',
    {
      id: text('id').primaryKey(),
      returnId: text('return_id').notNull(),
      authorId: text('author_id').notNull(),
      text: text('text').notNull(),
      /** Of the form that it came with: the second press of the button finds the first one's note. */
      formKey: text('form_key').notNull(),
      createdAt: instant('created_at').notNull(),
    },
    (t) => [uniqueIndex('return_notes_form').on(t.formKey), index('return_notes_return').on(t.returnId, t.createdAt)],
  );

  /** What one of the staff shall see: somebody mentioned them, took a return over from them, or answered them. */
  const staffNotices = table(
    'staff_notices',
    {
      id: text('id').primaryKey(),
      staffId: text('staff_id').notNull(),
      /** `mention`, `taken-over`, `answer`. */
      kind: text('kind').notNull(),
      returnId: text('return_id').notNull(),
      noteId: text('note_id'),
      /** `staff:<id>` or `customer`. */
      actor: text('actor').notNull(),
      createdAt: instant('created_at').notNull(),
      readAt: instant('read_at'),
    },
    (t) => [index('staff_notices_staff').on(t.staffId, t.readAt), index('staff_notices_note').on(t.noteId)],
  );

  /** Between the customer and the desk. Never changed, by triggers; deleted only with the return. */
  const returnMessages = table(
    'return_messages',
    {
      id: text('id').primaryKey(),
      returnId: text('return_id').notNull(),
      /** `staff:<id>`, `customer`, or `automation:<rule>`. */
      author: text('author').notNull(),
      text: text('text').notNull(),
      locale: text('locale').notNull(),
      template: text('template'),
      /** The return waits for the customer until they answer. */
      asks: flag('asks').notNull(),
      formKey: text('form_key').notNull(),
      createdAt: instant('created_at').notNull(),
    },
    (t) => [
      uniqueIndex('return_messages_form').on(t.formKey),
      index('return_messages_return').on(t.returnId, t.createdAt),
    ],
  );

  /** Who has a return open; over by itself. */
  const presence = table(
    'presence',
    {
      returnId: text('return_id').notNull(),
      staffId: text('staff_id').notNull(),
      seenAt: instant('seen_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.returnId, t.staffId] }), index('presence_seen').on(t.seenAt)],
  );

  /** What struck the program about a return, and the figures that it rests on: no names, no addresses. */
  const returnSignals = table(
    'return_signals',
    {
      returnId: text('return_id').notNull(),
      code: text('code').notNull(),
      facts: json('facts').notNull(),
      raisedAt: instant('raised_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.returnId, t.code] })],
  );

  /** By what returns of different people can be the same: an address, a card. Hashes only; one row a return and kind. */
  const returnTraces = table(
    'return_traces',
    {
      returnId: text('return_id').notNull(),
      /** `address` or `card`. */
      kind: text('kind').notNull(),
      hash: text('hash').notNull(),
      personHash: text('person_hash').notNull(),
      at: instant('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.returnId, t.kind] }), index('return_traces_hash').on(t.kind, t.hash, t.at)],
  );

  return { returnTraces, returnNotes, staffNotices, returnMessages, presence, returnSignals };
}
