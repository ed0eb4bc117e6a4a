import type { ColumnKit } from './columns.sqlite.ts';

/** The sign-in library's tables, in the names and shapes that better-auth asks for; `role`, `disabledAt` and `provedAt` are ours. */
export function authTables(kit: ColumnKit) {
  const { table, text, integer, flag, date, amount, index, uniqueIndex } = kit;

  const user = table(
    'user',
    {
      id: text('id').primaryKey(),
      name: text('name').notNull(),
      email: text('email').notNull(),
      emailVerified: flag('email_verified').notNull(),
      image: text('image'),
      role: text('role').notNull(),
      createdAt: date('created_at').notNull(),
      updatedAt: date('updated_at').notNull(),
      twoFactorEnabled: flag('two_factor_enabled').notNull().default(false),
      /** Switched off: the person is kept, because acts name them, and may do nothing. */
      disabledAt: date('disabled_at'),
    },
    (t) => [uniqueIndex('user_email').on(t.email)],
  );

  const session = table(
    'session',
    {
      id: text('id').primaryKey(),
      expiresAt: date('expires_at').notNull(),
      token: text('token').notNull(),
      createdAt: date('created_at').notNull(),
      updatedAt: date('updated_at').notNull(),
      ipAddress: text('ip_address'),
      userAgent: text('user_agent'),
      userId: text('user_id')
        .notNull()
        .references(() => user.id, { onDelete: 'cascade' }),
      /** When the person last proved a factor within the session; null: not since it began. */
      provedAt: date('proved_at'),
    },
    (t) => [uniqueIndex('session_token').on(t.token), index('session_user').on(t.userId)],
  );

  const account = table(
    'account',
    {
      id: text('id').primaryKey(),
      accountId: text('account_id').notNull(),
      providerId: text('provider_id').notNull(),
      userId: text('user_id')
        .notNull()
        .references(() => user.id, { onDelete: 'cascade' }),
      accessToken: text('access_token'),
      refreshToken: text('refresh_token'),
      idToken: text('id_token'),
      accessTokenExpiresAt: date('access_token_expires_at'),
      refreshTokenExpiresAt: date('refresh_token_expires_at'),
      scope: text('scope'),
      password: text('password'),
      createdAt: date('created_at').notNull(),
      updatedAt: date('updated_at').notNull(),
    },
    (t) => [index('account_user').on(t.userId)],
  );

  const verification = table(
    'verification',
    {
      id: text('id').primaryKey(),
      identifier: text('identifier').notNull(),
      value: text('value').notNull(),
      expiresAt: date('expires_at').notNull(),
      createdAt: date('created_at').notNull(),
      updatedAt: date('updated_at').notNull(),
    },
    (t) => [index('verification_identifier').on(t.identifier)],
  );

  const twoFactor = table(
    'two_factor',
    {
      id: text('id').primaryKey(),
      /** Both encrypted by the library, under the secret of the sessions. */
      secret: text('secret').notNull(),
      backupCodes: text('backup_codes').notNull(),
      userId: text('user_id')
        .notNull()
        .references(() => user.id, { onDelete: 'cascade' }),
      verified: flag('verified').notNull().default(true),
      failedVerificationCount: integer('failed_verification_count').notNull().default(0),
      lockedUntil: date('locked_until'),
    },
    (t) => [uniqueIndex('two_factor_user').on(t.userId)],
  );

  const rateLimit = table(
    'rate_limit',
    {
      id: text('id').primaryKey(),
      key: text('key').notNull(),
      count: amount('count').notNull(),
      lastRequest: amount('last_request').notNull(),
    },
    (t) => [uniqueIndex('rate_limit_key').on(t.key)],
  );

  return { user, session, account, verification, twoFactor, rateLimit };
}
