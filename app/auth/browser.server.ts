import type { Deps } from '#app/context.server.ts';
import { makeCookie, readCookie } from './cookies.server.ts';
import { hashToken, makeToken } from './token.server.ts';

const maxAge = 60 * 60;

/** A one-time code works only in the browser that asked for it; this is how that browser is known. */
export interface KnownBrowser {
  browserHash: string;
  /** To be sent with the answer; null when the browser had the cookie already. */
  setCookie: string | null;
}

/** The browser that sent the request, or null when it has not asked for a code in the last hour. */
export function browserOf(request: Request, deps: Pick<Deps, 'env'>): { browserHash: string } | null {
  const token = readCookie(request, deps.env, 'browser');
  return token === null ? null : { browserHash: hashToken(token) };
}

/** The same, and a new cookie for a browser that has none. */
export function knowBrowser(request: Request, deps: Pick<Deps, 'env' | 'ids'>): KnownBrowser {
  const known = browserOf(request, deps);
  if (known) return { ...known, setCookie: null };
  const token = makeToken(deps.ids);
  return { browserHash: hashToken(token), setCookie: makeCookie(deps.env, 'browser', token, { maxAge }) };
}
