import { makeCookie, readCookie } from '#app/auth/cookies.server.ts';
import type { Env } from '#app/env.server.ts';

const NAME = 'keys';
const A_YEAR = 365 * 24 * 3600;

/** Whether single keys act in this browser. They do until somebody switches them off (WCAG 2.1.4). */
export function singleKeysOn(request: Request, env: Env): boolean {
  return readCookie(request, env, NAME) !== 'off';
}

/** Keeps the choice in this browser for a year. */
export const rememberKeys = (env: Env, keys: 'on' | 'off'): string => makeCookie(env, NAME, keys, { maxAge: A_YEAR });
