import { isIP } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

/** The whole configuration, parsed once; nothing else reads the process's environment. */
export type Env = Readonly<z.output<typeof schema>> & {
  /** What people type into a browser, without a slash at the end. */
  readonly appUrl: string;
  /** The database that is used: DATABASE_URL, or a file in the data folder. */
  readonly databaseUrl: string;
  /** Served under https: cookies get the `__Host-` prefix, answers get HSTS. */
  readonly secure: boolean;
};

export type EnvResult = { ok: true; env: Env } | { ok: false; problems: string[] };

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const webUrl = z.url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' });
const host = z
  .string()
  .refine((value) => isIP(value) > 0 || /^[a-z0-9.-]+$/i.test(value), 'must be a host name or an IP address');

/** Several secrets, separated by commas. */
const secrets = (atLeast: number, noun: 'secret' | 'key') =>
  z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(
      z
        .array(z.string().min(atLeast, `each ${noun} must have at least ${atLeast} characters`))
        .max(5, `at most 5 ${noun}s`),
    );

/** The merchant as JSON: `{"name", "supportEmail", "locale", "returnAddress": {"name", "line1", "postcode", "city", "country", …}}`. */
const shop = z
  .string()
  .max(4000)
  .transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  })
  .pipe(
    z.strictObject({
      name: z.string().min(1).max(80),
      supportEmail: z.email(),
      locale: z.enum(['en', 'de', 'ar', 'zh']).default('en'),
      returnAddress: z.strictObject({
        name: z.string().min(1).max(80),
        company: z.string().min(1).max(80).nullable().default(null),
        line1: z.string().min(1).max(100),
        line2: z.string().min(1).max(100).nullable().default(null),
        city: z.string().min(1).max(60),
        region: z.string().min(1).max(60).nullable().default(null),
        postcode: z.string().max(20),
        country: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO country code of two capitals'),
        phone: z.string().min(1).max(30).nullable().default(null),
      }),
    }),
  );

/** How long store credit lives: as the law of the customer's country asks, without an end, or at least so many years. */
const creditValidity = z.union(
  [
    z.enum(['law', 'never']),
    z
      .string()
      .regex(/^[1-9]\d?$/)
      .transform((years) => ({ years: Number(years) })),
  ],
  'must be law, never or a number of years',
);

/** Amounts in minor units by currency: `EUR:50000,USD:50000`. */
const moneyLimits = z
  .string()
  .max(1000)
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.string().regex(/^[A-Z]{3}:\d{1,12}$/, 'must be pairs such as EUR:50000, in minor units')).max(50))
  .transform(
    (pairs): Readonly<Record<string, number>> =>
      Object.fromEntries(pairs.map((pair) => [pair.slice(0, 3), Number(pair.slice(4))])),
  );

const schema = z.object({
  /** `production` refuses stand-ins; `development` shows the demo, keeps mails for the mailbox page. */
  RETOUR_MODE: z.enum(['development', 'production']).default('development'),
  PORT: z.coerce.number('must be a number').int('must be a whole number').min(0).max(65535).default(3000),
  HOST: host.optional(),
  APP_URL: webUrl
    .refine((url) => new URL(url).pathname === '/' && !url.includes('?') && !url.includes('#'), 'must not have a path')
    .optional(),
  /** `postgres://…`, or a file for SQLite; default is the file retour.sqlite in DATA_DIR. */
  DATABASE_URL: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).default('data'),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, 'must begin with sk_test_, sk_live_, rk_test_ or rk_live_')
    .optional(),
  STRIPE_API_BASE: webUrl.optional(),
  /** Most requests a second of this process to Stripe, which itself takes 100 of all together, and 25 in a sandbox. */
  STRIPE_RATE: z.coerce.number('must be a number').int('must be a whole number').min(1).max(1000).optional(),
  /** Several while one is being replaced by the next, separated by commas. */
  STRIPE_WEBHOOK_SECRET: secrets(16, 'secret').default([]),
  /** What the shop's own system shows to use store credit; several while one is being replaced. */
  SHOP_API_KEYS: secrets(32, 'key').default([]),
  /** What the codes of store credit are kept under; the first for new ones. Without it the secret of the sessions. */
  CREDIT_SECRET: secrets(32, 'secret').default([]),
  /** `law`, `never`, or at least so many years. */
  STORE_CREDIT_VALIDITY: creditValidity.default('law'),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' }).optional(),
  MAIL_FROM: z.string().min(3).max(200).default('Retour <returns@retour.example>'),
  /** Needed once, outside development: afterwards the database knows it; given again it replaces what is there. */
  SHOP: shop.optional(),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Single sign-on for staff who have an account: the provider's address, and what it knows this installation by. */
  OIDC_ISSUER: webUrl.optional(),
  OIDC_CLIENT_ID: z.string().min(1).max(200).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).max(500).optional(),
  /** Limits of one's own in place of those of `machines/step-up.ts`, currency by currency. */
  STEP_UP_LIMITS: moneyLimits.default({}),
  /** Above how much a decision waits for a second person: in place of those of `machines/four-eyes/limit.ts`. */
  FOUR_EYES_LIMITS: moneyLimits.default({}),
  /** What one person may give out of goodwill in a month, in place of the budgets of `machines/goodwill/budget.ts`, currency by currency. */
  GOODWILL_BUDGETS: moneyLimits.default({}),
  /** How many proxies stand in front; only then are their X-Forwarded headers believed. */
  TRUST_PROXY: z.coerce.number('must be a number').int('must be a whole number').min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Lets production start with stand-ins, for a demonstration on a public machine. */
  ALLOW_STAND_INS: flag.default(false),
});

/**
 * Decides whether the process may start with these variables. An empty variable counts as unset. Outside development it
 * refuses stand-ins unless ALLOW_STAND_INS says so, and inside development it always refuses keys that move real money.
 * Each problem is one sentence that begins with the variable's name and never repeats a secret.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): EnvResult {
  const known = Object.keys(schema.shape).map((name) => [name, source[name]?.trim() || undefined]);
  const parsed = schema.safeParse(Object.fromEntries(known));
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => `${String(issue.path[0])} ${sentence(issue)}.`) };
  }
  const values = parsed.data;
  const appUrl = (values.APP_URL ?? `http://localhost:${values.PORT}`).replace(/\/$/, '');
  const databaseUrl = values.DATABASE_URL ?? join(values.DATA_DIR, 'retour.sqlite');
  const env: Env = Object.freeze({ ...values, appUrl, databaseUrl, secure: appUrl.startsWith('https:') });
  const problems = [...liveKeyProblems(env), ...demoKeyProblems(env), ...oidcProblems(env), ...standInProblems(env)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, env };
}

function sentence(issue: z.core.$ZodIssue): string {
  return issue.code === 'custom' || !issue.message.startsWith('Invalid')
    ? lower(issue.message)
    : `is not valid (${lower(issue.message)})`;
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function liveKeyProblems(env: Env): string[] {
  const live = /^(sk|rk)_live_/.test(env.STRIPE_SECRET_KEY ?? '');
  if (env.RETOUR_MODE === 'production' || !live) return [];
  return ['STRIPE_SECRET_KEY is a live key: it moves real money and is accepted only with RETOUR_MODE=production.'];
}

/** What the shop's own system shows in development, where no other key is set. Everybody can read it here. */
export const DEMO_SHOP_KEY = 'retour-demo-shop-api-key-not-a-secret';

function demoKeyProblems(env: Env): string[] {
  if (env.RETOUR_MODE !== 'production' || !env.SHOP_API_KEYS.includes(DEMO_SHOP_KEY)) return [];
  return ['SHOP_API_KEYS holds the key of the demonstration: everybody could spend store credit.'];
}

/** All three or none; and a provider that is asked in the open could be anybody. */
function oidcProblems(env: Env): string[] {
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
  const missing = names.filter((name) => env[name] === undefined);
  if (missing.length === names.length) return [];
  const open = env.RETOUR_MODE === 'production' && env.OIDC_ISSUER?.startsWith('http:');
  return [
    ...missing.map((name) => `${name} is not set: single sign-on needs ${names.join(', ')}.`),
    ...(open ? ['OIDC_ISSUER must begin with https://: what it says about people would travel in the open.'] : []),
  ];
}

function standInProblems(env: Env): string[] {
  if (env.RETOUR_MODE !== 'production' || env.ALLOW_STAND_INS) return [];
  const checks: [boolean, string][] = [
    [env.APP_URL === undefined, 'APP_URL is not set: the address under which customers reach this site.'],
    [
      env.APP_URL !== undefined && !env.secure,
      'APP_URL must begin with https://: sign-in and order data would travel in the open.',
    ],
    [
      env.STRIPE_SECRET_KEY === undefined,
      'STRIPE_SECRET_KEY is not set: refunds would go to a stand-in and reach nobody.',
    ],
    [env.STRIPE_API_BASE !== undefined, 'STRIPE_API_BASE is set: refunds would go to a stand-in and reach nobody.'],
    [
      env.STRIPE_WEBHOOK_SECRET.length === 0,
      'STRIPE_WEBHOOK_SECRET is not set: Stripe could not report what became of a refund.',
    ],
    [env.SMTP_URL === undefined, 'SMTP_URL is not set: mails would be kept here and reach nobody.'],
    [env.MAIL_FROM.includes('@retour.example'), 'MAIL_FROM is not set: the sender of the mails.'],
    [
      env.SESSION_SECRET === undefined,
      'SESSION_SECRET is not set: at least 32 random characters that sign the sign-in cookies.',
    ],
  ];
  return checks.flatMap(([wrong, problem]) => (wrong ? [problem] : []));
}
