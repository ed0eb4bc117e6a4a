import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import type { Deps } from '#app/context.server.ts';
import { loadPerson } from '#db/people.ts';
import { companyProviders } from './company-provider.server.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password-rules.ts';
import { makeRecoveryCodes } from './recovery-codes.server.ts';
import { sessionSecret } from './secret.server.ts';

/** Set by us alone, from the address that express took from configured proxies. */
export const clientAddressHeader = 'x-retour-client';

/** Signed out after half an hour without a click (ASVS 7.3.1); the absolute end is in staff.server.ts. */
const idleSeconds = 30 * 60;

/** How long the second step of a sign-in may take. */
const secondStepSeconds = 10 * 60;

const signInWindowSeconds = 5 * 60;

const noTokens = { accessToken: null, refreshToken: null, idToken: null };

type AuthDeps = Pick<Deps, 'db' | 'env' | 'log'>;

function createAuth({ db, env, log }: AuthDeps) {
  const hostName = (name: string) => (env.secure ? `__Host-${name}` : name);
  return betterAuth({
    appName: 'Retour',
    baseURL: env.appUrl,
    basePath: '/staff/auth',
    secret: sessionSecret(env),
    database: drizzleAdapter(db.auth.drizzle, {
      provider: db.auth.provider,
      schema: db.auth.schema,
      transaction: false,
    }),
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    emailAndPassword: {
      ...{ enabled: true, disableSignUp: true },
      ...{ minPasswordLength: SHORTEST_PASSWORD, maxPasswordLength: LONGEST_PASSWORD },
    },
    session: {
      ...{ expiresIn: idleSeconds, updateAge: 60 },
      additionalFields: { provedAt: { type: 'date', required: false, input: false } },
    },
    account: { accountLinking: { enabled: true }, updateAccountOnSignIn: false },
    plugins: [
      twoFactor({
        issuer: 'Retour',
        twoFactorCookieMaxAge: secondStepSeconds,
        backupCodeOptions: { customBackupCodesGenerate: makeRecoveryCodes, storeBackupCodes: 'encrypted' },
        // On top of five tries for each time that the password was right.
        accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 15 * 60 },
      }),
      genericOAuth({ config: companyProviders(env) }),
    ],
    databaseHooks: {
      // Of a provider only who somebody is is of use: what it gave to act in their name is not kept.
      account: { create: { before: async (account) => ({ data: { ...account, ...noTokens } }) } },
      // Whoever is switched off gets no session, by whatever door.
      session: {
        create: { before: async ({ userId }) => ((await loadPerson(db, userId))?.disabledAt ? false : undefined) },
      },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      // The demo's passwords are printed in its README; what counts there is that a test can sign in often.
      customRules: {
        '/sign-in/email': { window: signInWindowSeconds, max: env.RETOUR_MODE === 'production' ? 10 : 100 },
      },
    },
    advanced: {
      useSecureCookies: false,
      defaultCookieAttributes: { secure: env.secure, httpOnly: true, sameSite: 'lax', path: '/' },
      // Lax and not Strict: a link in a mail ("three returns wait for a decision") has to open for someone who is signed in.
      // Forms of other sites are refused by the check of their origin, and no GET changes anything.
      cookies: {
        session_token: { name: hostName('staff') },
        two_factor: { name: hostName('staff-step') },
        state: { name: hostName('staff-state') },
      },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      // The library's own words may hold an address: only that it complained is written down.
      log: (level) =>
        log[level === 'error' ? 'error' : 'debug']({ part: 'sign-in' }, 'the sign-in library reported a problem'),
    },
  });
}

export type StaffAuth = ReturnType<typeof createAuth>;

const made = new WeakMap<AuthDeps['db'], StaffAuth>();

/** The sign-in library, made once for each open database. */
export function staffAuth(deps: AuthDeps): StaffAuth {
  const known = made.get(deps.db);
  if (known) return known;
  const auth = createAuth(deps);
  made.set(deps.db, auth);
  return auth;
}
