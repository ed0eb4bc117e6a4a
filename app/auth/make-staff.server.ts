import type { Deps } from '#app/context.server.ts';
import type { Role } from '#app/permissions.ts';
import { staffAuth } from './better-auth.server.ts';

export interface NewStaff {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

/** Makes an account that can sign in; false, and nothing is changed, when the e-mail address has one already. */
export async function makeStaff(deps: Pick<Deps, 'db' | 'env' | 'log'>, staff: NewStaff): Promise<boolean> {
  const { internalAdapter, password } = await staffAuth(deps).$context;
  const { email, name, role } = staff;
  if (await internalAdapter.findUserByEmail(email)) return false;
  const user = await internalAdapter.createUser({ email, name, role, emailVerified: true }, { method: 'admin' });
  const hash = await password.hash(staff.password);
  await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: hash });
  return true;
}
