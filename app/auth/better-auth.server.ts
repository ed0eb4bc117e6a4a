import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import type { Deps } from '#app/context.server.ts';
import { sessionSecret } from './secret.server.ts';

/** Set by us alone, from the address that express took from configured proxies. */
export const clientAddressHeader = 'x-retour-client';

/** Signed out after half an hour without a click (ASVS 7.3.1); the absolute end is in staff.server.ts. */
const idleSeconds = 30 * 60;

/** ASVS 6.2.1: the password is the only factor yet. */
export const minPasswordLength = 15;

const signInWindowSeconds = 5 * 60;

type AuthDeps = Pick<Deps, 'db' | 'env' | 'log'>;

function createAuth({ db, env, log }: AuthDeps) {
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
    user: { additionalFields: { role: { type: 'string', required: true, input: false } } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength, maxPasswordLength: 128 },
    session: { expiresIn: idleSeconds, updateAge: 60 },
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
      cookies: { session_token: { name: env.secure ? '__Host-staff' : 'staff' } },
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
