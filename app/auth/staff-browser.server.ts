import type { Deps } from '#app/context.server.ts';
import { makeCookie, readCookie } from './cookies.server.ts';
import { hashToken, makeToken } from './token.server.ts';

const NAME = 'staff-browser';
/** As long as browsers keep a cookie at the most. */
const maxAge = 400 * 24 * 60 * 60;

/**
 * The browser at hand, as a hash: two accounts that are used in one browser may be one person's. Null where nothing was proposed in it yet, and in
 * development, where one browser shows both parts of an act of two.
 */
export function staffBrowserOf(request: Request, { env }: Pick<Deps, 'env'>): string | null {
  if (env.RETOUR_MODE === 'development') return null;
  const token = readCookie(request, env, NAME);
  return token === null ? null : hashToken(token);
}

/** The same, and from now on the browser is known. */
export function knowStaffBrowser(
  request: Request,
  deps: Pick<Deps, 'env' | 'ids'>,
  setCookie: (header: string) => void,
): string | null {
  if (deps.env.RETOUR_MODE === 'development') return null;
  const known = staffBrowserOf(request, deps);
  if (known !== null) return known;
  const token = makeToken(deps.ids);
  setCookie(makeCookie(deps.env, NAME, token, { maxAge }));
  return hashToken(token);
}
