import { makeCookie, readCookie } from '#app/auth/cookies.server.ts';
import type { Env } from '#app/env.server.ts';
import type { Locale } from '#app/i18n/locales.ts';
import { pickLocale } from '#app/i18n/pick-locale.ts';

const cookie = 'language';
const oneYear = 365 * 24 * 60 * 60;

/** In which language to answer: `?lang=`, the reader's earlier choice, the browser's languages, English. */
export function localeOf(request: Request, env: Env): Locale {
  return pickLocale({
    query: new URL(request.url).searchParams.get('lang'),
    cookie: readCookie(request, env, cookie),
    acceptLanguage: request.headers.get('Accept-Language'),
  });
}

/** The Set-Cookie header that keeps a reader's choice of language. */
export function rememberLocale(env: Env, locale: Locale): string {
  return makeCookie(env, cookie, locale, { maxAge: oneYear });
}
