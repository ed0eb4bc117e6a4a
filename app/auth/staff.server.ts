import { z } from 'zod';
import type { Deps } from '#app/context.server.ts';
import type { Env } from '#app/env.server.ts';
import { parseRole, type Role } from '#app/permissions.ts';
import { clientAddressHeader, staffAuth } from './better-auth.server.ts';
import { notePerson } from './last-person.server.ts';
import { countSignIn } from './sign-in-limit.server.ts';

/** A signed-in member of staff. */
export interface Staff {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** The session at hand. */
  sessionId: string;
  /** A second factor is set up. */
  secondFactor: boolean;
  /** When they last proved who they are, within this session or by beginning it. */
  provedAt: Temporal.Instant;
  /** When the session ends without another click. */
  idleAt: Temporal.Instant;
  /** When it ends in any case. */
  overAt: Temporal.Instant;
}

type AuthDeps = Pick<Deps, 'db' | 'env' | 'log' | 'clock'>;

/** However busy: signed in again after twelve hours. */
const longestSession = Temporal.Duration.from({ hours: 12 });

/**
 * The member of staff who sent the request, or null: no session, an ended one, one older than twelve hours, an account that
 * is switched off, or a role that does not exist. `setCookie` is called when the session is prolonged or ended.
 */
export async function staffOf(
  request: Request,
  deps: AuthDeps,
  setCookie: (header: string) => void,
): Promise<Staff | null> {
  if (!request.headers.has('Cookie')) return null;
  const auth = staffAuth(deps);
  const { response, headers } = await auth.api.getSession({ headers: request.headers, returnHeaders: true });
  if (!response) return null;
  const { user, session } = response;
  const began = Temporal.Instant.fromEpochMilliseconds(session.createdAt.getTime());
  const overAt = began.add(longestSession);
  const over = Temporal.Instant.compare(deps.clock(), overAt) >= 0;
  if (over || user.disabledAt) {
    await endStaffSession(request, deps, setCookie);
    return null;
  }
  const role = parseRole(user.role);
  if (!role) return null;
  headers.getSetCookie().forEach(setCookie);
  notePerson(request, user.id, deps, setCookie);
  const proved = session.provedAt ? Temporal.Instant.fromEpochMilliseconds(session.provedAt.getTime()) : began;
  return {
    ...{ id: user.id, name: user.name, email: user.email, role },
    ...{ sessionId: session.id, secondFactor: user.twoFactorEnabled === true, provedAt: proved },
    ...{ idleAt: Temporal.Instant.fromEpochMilliseconds(session.expiresAt.getTime()), overAt },
  };
}

/** Outside development nobody works without a second factor. The one place that says so. */
export const lacksSecondFactor = (staff: Staff, env: Pick<Env, 'RETOUR_MODE'>): boolean =>
  env.RETOUR_MODE !== 'development' && !staff.secondFactor;

export type SignInResult =
  /** `step`: the password was right, and a code has to follow before there is a session. */
  | { ok: true; role: Role | null; step: 'done' | 'code' }
  | { ok: false; refusal: { code: 'sign-in.wrong' } | { code: 'sign-in.too-many'; minutes: number } };

const signedIn = z.union([
  z.object({ twoFactorRedirect: z.literal(true) }),
  z.object({ user: z.object({ role: z.string() }) }),
]);

/**
 * Signs in by e-mail and password. One refusal for an unknown e-mail and for a wrong password, after the same work; another
 * for too many tries, from one address or at one account. The call goes through the library's own handler, because only there it counts tries.
 */
export async function signInStaff(
  input: { email: string; password: string; clientIp: string; userAgent?: string | null },
  deps: AuthDeps,
  setCookie: (header: string) => void,
): Promise<SignInResult> {
  const minutes = await countSignIn(input.email, deps);
  if (minutes !== null) return { ok: false, refusal: { code: 'sign-in.too-many', minutes } };
  const request = new Request(`${deps.env.appUrl}/staff/auth/sign-in/email`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Origin: deps.env.appUrl,
      [clientAddressHeader]: input.clientIp,
      'User-Agent': (input.userAgent ?? '').slice(0, 500),
    },
    body: JSON.stringify({ email: input.email, password: input.password }),
  });
  const answer = await staffAuth(deps).handler(request);
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get('X-Retry-After') ?? 60);
    return { ok: false, refusal: { code: 'sign-in.too-many', minutes: Math.max(1, Math.ceil(seconds / 60)) } };
  }
  if (answer.status >= 500) throw new Error(`The sign-in library answered ${answer.status}.`);
  if (!answer.ok) return { ok: false, refusal: { code: 'sign-in.wrong' } };
  answer.headers.getSetCookie().forEach(setCookie);
  const said = signedIn.parse(await answer.json());
  return 'user' in said
    ? { ok: true, role: parseRole(said.user.role), step: 'done' }
    : { ok: true, role: null, step: 'code' };
}

/** Ends the session in the database and in the browser; nothing happens without one. */
export async function endStaffSession(
  request: Request,
  deps: AuthDeps,
  setCookie: (header: string) => void,
): Promise<void> {
  const { headers } = await staffAuth(deps).api.signOut({ headers: request.headers, returnHeaders: true });
  headers.getSetCookie().forEach(setCookie);
}
