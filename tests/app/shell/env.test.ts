import { expect, test } from 'vitest';
import { readEnv } from '#app/env.server.ts';

const production = {
  RETOUR_MODE: 'production',
  APP_URL: 'https://returns.shop.example',
  STRIPE_SECRET_KEY: 'sk_live_abcdefgh',
  STRIPE_WEBHOOK_SECRET: 'whsec_0123456789abcdef',
  SMTP_URL: 'smtps://mail.shop.example:465',
  MAIL_FROM: 'Shop <returns@shop.example>',
  SESSION_SECRET: 'x'.repeat(32),
};

const cases: [string, Record<string, string>, string[]][] = [
  ['nothing set is development', {}, []],
  ['empty counts as unset', { PORT: '', STRIPE_SECRET_KEY: '  ' }, []],
  ['a port that is no number', { PORT: 'abc' }, ['PORT']],
  ['a port that is too high', { PORT: '65536' }, ['PORT']],
  ['an address with a path', { APP_URL: 'http://localhost/returns' }, ['APP_URL']],
  ['an address of another kind', { APP_URL: 'ftp://localhost' }, ['APP_URL']],
  ['a test key in development', { STRIPE_SECRET_KEY: 'sk_test_abc123' }, []],
  ['a live key in development', { STRIPE_SECRET_KEY: 'sk_live_abc123' }, ['STRIPE_SECRET_KEY']],
  ['a live restricted key in development', { STRIPE_SECRET_KEY: 'rk_live_abc123' }, ['STRIPE_SECRET_KEY']],
  [
    'a live key in development, stand-ins allowed',
    { STRIPE_SECRET_KEY: 'sk_live_a', ALLOW_STAND_INS: 'true' },
    ['STRIPE_SECRET_KEY'],
  ],
  ['a publishable key', { STRIPE_SECRET_KEY: 'pk_test_abc123' }, ['STRIPE_SECRET_KEY']],
  ['a short webhook secret', { STRIPE_WEBHOOK_SECRET: 'abc' }, ['STRIPE_WEBHOOK_SECRET']],
  ['mail over http', { SMTP_URL: 'http://mail.example' }, ['SMTP_URL']],
  ['a short session secret', { SESSION_SECRET: 'short' }, ['SESSION_SECRET']],
  ['an unknown mode', { RETOUR_MODE: 'staging' }, ['RETOUR_MODE']],
  ['all mistakes at once', { PORT: '-1', LOG_LEVEL: 'loud' }, ['PORT', 'LOG_LEVEL']],
  ['production, complete', production, []],
  ['production over http', { ...production, APP_URL: 'http://returns.shop.example' }, ['APP_URL']],
  [
    'production on a stand-in of Stripe',
    { ...production, STRIPE_API_BASE: 'http://127.0.0.1:12111' },
    ['STRIPE_API_BASE'],
  ],
  [
    'production with nothing else',
    { RETOUR_MODE: 'production' },
    ['APP_URL', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'SMTP_URL', 'MAIL_FROM', 'SESSION_SECRET'],
  ],
  ['production on stand-ins, told so', { RETOUR_MODE: 'production', ALLOW_STAND_INS: 'true' }, []],
];

test.each(cases)('%s', (_, source, names) => {
  const read = readEnv(source);
  const problems = read.ok ? [] : read.problems;
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual(names);
});

test('a problem never repeats the secret', () => {
  const read = readEnv({
    STRIPE_SECRET_KEY: 'sk_live_verysecret',
    SESSION_SECRET: 'verysecret',
    SMTP_URL: 'verysecret',
  });
  expect(read.ok).toBe(false);
  expect(JSON.stringify(read)).not.toContain('verysecret');
});

test('defaults, and values as they are used', () => {
  const read = readEnv({ STRIPE_WEBHOOK_SECRET: 'whsec_aaaaaaaaaaaa, whsec_bbbbbbbbbbbb', PORT: '8080' });
  expect(read).toMatchObject({
    ok: true,
    env: {
      RETOUR_MODE: 'development',
      PORT: 8080,
      appUrl: 'http://localhost:8080',
      secure: false,
      STRIPE_WEBHOOK_SECRET: ['whsec_aaaaaaaaaaaa', 'whsec_bbbbbbbbbbbb'],
    },
  });
});

test('the address is kept without its last slash, and https is noticed', () => {
  expect(readEnv({ APP_URL: 'https://returns.shop.example/' })).toMatchObject({
    env: { appUrl: 'https://returns.shop.example', secure: true },
  });
});

test('nothing can be changed afterwards', () => {
  const read = readEnv({});
  expect(read.ok && Object.isFrozen(read.env)).toBe(true);
});
