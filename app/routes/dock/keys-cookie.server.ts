import { makeCookie, readCookie } from '#app/auth/cookies.server.ts';
import type { Env } from '#app/env.server.ts';

const cookie = 'dock-keys';
const ONE_YEAR = 365 * 24 * 60 * 60;

/** Whether single keys act in this browser. They do unless somebody has turned them off (WCAG 2.2, 2.1.4). */
export const keysAreOn = (request: Request, env: Env): boolean => readCookie(request, env, cookie) !== 'off';

/** The Set-Cookie header that keeps the choice of this browser. */
export const rememberKeys = (env: Env, on: boolean): string =>
  makeCookie(env, cookie, on ? 'on' : 'off', { maxAge: ONE_YEAR });
