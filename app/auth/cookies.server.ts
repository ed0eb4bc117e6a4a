import type { Env } from '#app/env.server.ts';

/** Our cookies: bound to this host under https, unreadable for scripts, sent with a link from a mail but not with foreign forms. */
export interface CookieOptions {
  /** Seconds until the browser forgets it; 0 forgets it now. */
  maxAge: number;
}

/** `__Host-` makes a browser refuse the cookie from a neighbouring subdomain or over plain http. */
export function cookieName(env: Env, name: string): string {
  return env.secure ? `__Host-${name}` : name;
}

/** A Set-Cookie header; the value must be made of URL-safe characters, as our tokens are. */
export function makeCookie(env: Env, name: string, value: string, { maxAge }: CookieOptions): string {
  const secure = env.secure ? '; Secure' : '';
  return `${cookieName(env, name)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

/** The value that the browser sent, or null. Anything but URL-safe characters, or more than `most` of them, counts as absent. */
export function readCookie(request: Request, env: Env, name: string, most = 128): string | null {
  const wanted = cookieName(env, name);
  for (const pair of (request.headers.get('Cookie') ?? '').slice(0, 8192).split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === wanted && value !== undefined && value.length <= most && /^[\w-]+$/.test(value)) return value;
  }
  return null;
}
