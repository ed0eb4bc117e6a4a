import { makeCookie, readCookie } from '#app/auth/cookies.server.ts';
import type { Env } from '#app/env.server.ts';

const COOKIE = 'asked';
/** A cookie of ours holds at most 128 symbols; a longer address is not shown. */
const LONGEST = 90;

/**
 * What was typed as an address, made unreadable for somebody who looks over the shoulder: `a…@example.com`. It is made of what was typed
 * and of nothing that is stored, so that it tells nothing about the order.
 */
export function maskAddress(emailKey: string): string {
  const at = emailKey.indexOf('@');
  const [first = ''] = emailKey;
  return `${first}…${emailKey.slice(at)}`;
}

/** Keeps the masked address for the page that asks for the code. */
export function rememberAsked(env: Env, emailKey: string): string {
  const masked = maskAddress(emailKey);
  const value = Buffer.from(masked.length > LONGEST ? '' : masked).toString('base64url');
  return makeCookie(env, COOKIE, value, { maxAge: value === '' ? 0 : 60 * 60 });
}

/** The masked address, or null. It comes from the browser, so whatever does not look like one is left out. */
export function askedAddress(request: Request, env: Env): string | null {
  const value = Buffer.from(readCookie(request, env, COOKIE) ?? '', 'base64url').toString();
  return /^.{1,2}…@[a-z0-9.-]{1,90}$/u.test(value) ? value : null;
}
