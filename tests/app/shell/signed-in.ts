import { makeStaff } from '#app/auth/make-staff.server.ts';
import { signInStaff } from '#app/auth/staff.server.ts';
import type { Deps } from '#app/context.server.ts';
import type { Role } from '#app/permissions.ts';
import { asCookieHeader } from './support.ts';

interface Account {
  readonly email: string;
  readonly role: Role;
  /** The role, where it does not matter. */
  readonly name?: string;
}

const PASSWORD = 'a password for somebody of the staff';

/** Makes an account and signs in with it; gives what its browser sends as cookies. */
export async function signedIn(deps: Deps, { email, role, name = role }: Account): Promise<string> {
  await makeStaff(deps, { email, role, name, password: PASSWORD });
  const set: string[] = [];
  const result = await signInStaff({ email, password: PASSWORD, clientIp: '192.0.2.7' }, deps, (header) =>
    set.push(header),
  );
  if (!result.ok) throw new Error(result.refusal.code);
  return asCookieHeader(set);
}
