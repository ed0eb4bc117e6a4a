import { makeCookie, readCookie } from '#app/auth/cookies.server.ts';
import type { Env } from '#app/env.server.ts';
import type { Language } from '#app/i18n/languages.ts';
import type { Locale } from '#app/i18n/locales.ts';
import { pickLanguage, pickLocale } from '#app/i18n/pick-locale.ts';

const cookie = 'language';
const oneYear = 365 * 24 * 60 * 60;

/** In which language to answer: `?lang=`, the reader's earlier choice, the browser's languages, English. */
export const localeOf = (request: Request, env: Env): Locale => pickLocale(asked(request, env));

/** The same for what is spoken in more languages: the withdrawal from a contract, and the link to it. */
export const languageOf = (request: Request, env: Env): Language => pickLanguage(asked(request, env));

const asked = (request: Request, env: Env) => ({
  query: new URL(request.url).searchParams.get('lang'),
  cookie: readCookie(request, env, cookie),
  acceptLanguage: request.headers.get('Accept-Language'),
});

/** The Set-Cookie header that keeps a reader's choice of language. */
export function rememberLocale(env: Env, language: Language): string {
  return makeCookie(env, cookie, language, { maxAge: oneYear });
}
