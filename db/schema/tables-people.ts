import type { ColumnKit } from './columns.sqlite.ts';

/** How people get in, and what they typed when their session had ended. */
export function peopleTables(kit: ColumnKit) {
  const { table, text, instant, index, uniqueIndex } = kit;

  /** A one-time link that makes an account: `invite` by an administrator, `first` from the console of a new installation. */
  const invitations = table(
    'invitations',
    {
      id: text('id').primaryKey(),
      kind: text('kind').notNull(),
      /** The link itself is stored nowhere. */
      tokenHash: text('token_hash').notNull(),
      /** Null in a first link: whoever has it says. */
      email: text('email'),
      name: text('name'),
      role: text('role').notNull(),
      locale: text('locale').notNull(),
      /** `staff:<id>`, or `system`. */
      invitedBy: text('invited_by').notNull(),
      createdAt: instant('created_at').notNull(),
      expiresAt: instant('expires_at').notNull(),
      usedAt: instant('used_at'),
      withdrawnAt: instant('withdrawn_at'),
    },
    (t) => [uniqueIndex('invitations_token').on(t.tokenHash), index('invitations_email').on(t.email)],
  );

  /** A form that came after the end of its sender's session: sealed, for the same person only, for a short time. */
  const heldForms = table(
    'held_forms',
    {
      /** The hash of what the browser holds. */
      id: text('id').primaryKey(),
      userId: text('user_id').notNull(),
      sealed: text('sealed').notNull(),
      expiresAt: instant('expires_at').notNull(),
    },
    (t) => [index('held_forms_user').on(t.userId), index('held_forms_expires').on(t.expiresAt)],
  );

  return { invitations, heldForms };
}
