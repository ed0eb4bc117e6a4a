import type { Deps } from '#app/context.server.ts';
import { createGuestSession, findGuestSession, endGuestSession as forgetGuestSession } from '#db/guest-sessions.ts';
import { makeCookie, readCookie } from './cookies.server.ts';
import { hashToken, makeToken } from './token.server.ts';

/** A customer who has proved to own one order, and may see that order and nothing else. */
export interface Guest {
  orderId: string;
  sessionId: string;
}

const sessionSeconds = 60 * 60;

type GuestDeps = Pick<Deps, 'db' | 'clock' | 'env' | 'ids'>;

/** The order that this browser has proved to own within the last hour, or null. */
export async function guestOf(request: Request, deps: Pick<GuestDeps, 'db' | 'clock' | 'env'>): Promise<Guest | null> {
  const token = readCookie(request, deps.env, 'guest');
  if (token === null) return null;
  const session = await findGuestSession(deps.db, hashToken(token), deps.clock());
  return session && { orderId: session.orderId, sessionId: session.id };
}

/** Opens one order for one browser, for an hour. Returns the Set-Cookie header; the token in it is stored nowhere else. */
export async function startGuestSession(deps: GuestDeps, orderId: string): Promise<string> {
  const token = makeToken(deps.ids);
  const createdAt = deps.clock();
  const expiresAt = createdAt.add({ seconds: sessionSeconds });
  await deps.db.transaction((tx) => createGuestSession(tx, { id: hashToken(token), orderId, createdAt, expiresAt }));
  return makeCookie(deps.env, 'guest', token, { maxAge: sessionSeconds });
}

/** Closes the order again, in the database and in the browser. Returns the Set-Cookie header. */
export async function endGuestSession(request: Request, deps: Pick<GuestDeps, 'db' | 'env'>): Promise<string> {
  const token = readCookie(request, deps.env, 'guest');
  if (token !== null) await deps.db.transaction((tx) => forgetGuestSession(tx, hashToken(token)));
  return makeCookie(deps.env, 'guest', '', { maxAge: 0 });
}
