import type { Deps } from '#app/context.server.ts';
import { LAST_PERSON, open, seal } from '#app/security/seal.server.ts';
import { makeCookie, readCookie } from './cookies.server.ts';
import { sessionSecret } from './secret.server.ts';

/** As long as a session can be, and a little: it opens nothing, and only says whose form came too late. */
const maxAge = 13 * 60 * 60;
const NAME = 'staff-last';

/** Who was signed in in this browser last; sealed, so that nobody can say to have been somebody else. */
export function lastPersonOf(request: Request, { env }: Pick<Deps, 'env'>): string | null {
  const sealed = readCookie(request, env, NAME, 400);
  return sealed === null ? null : open(sealed, sessionSecret(env), LAST_PERSON);
}

/** Notes in the browser who is signed in, where it does not know. */
export function notePerson(
  request: Request,
  userId: string,
  deps: Pick<Deps, 'env'>,
  setCookie: (header: string) => void,
): void {
  if (lastPersonOf(request, deps) === userId) return;
  const sealed = seal(userId, sessionSecret(deps.env), LAST_PERSON);
  setCookie(makeCookie(deps.env, NAME, sealed, { maxAge }));
}
