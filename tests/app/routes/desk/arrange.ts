import { makeStaff } from '#app/auth/make-staff.server.ts';
import { signInStaff } from '#app/auth/staff.server.ts';
import type { Role } from '#app/permissions.ts';
import { openShop } from '#tests/app/services/customer/arrange.ts';
import { asCookieHeader, openShell, routeArgs, type Shell } from '../../shell/support.ts';

const PASSWORD = 'a password for the desk alone';

/** A shop, and a way to open pages of staff as somebody of a role. */
export async function openDesk() {
  const shell = await openShell();
  const shop = await openShop(shell.deps.db);
  const cookies = new Map<Role, string>();
  const cookieOf = async (role: Role) => {
    const cookie = cookies.get(role) ?? (await signIn(shell, role));
    cookies.set(role, cookie);
    return cookie;
  };
  const argsOf = async (role: Role, path: string, params: Record<string, string> = {}) => {
    const request = new Request(`http://localhost:3000${path}`, { headers: { Cookie: await cookieOf(role) } });
    return { ...routeArgs(shell.deps, request), params };
  };
  return { shell, shop, argsOf, [Symbol.asyncDispose]: () => shell[Symbol.asyncDispose]() };
}

async function signIn({ deps }: Shell, role: Role): Promise<string> {
  const email = `${role}@desk.example`;
  await makeStaff(deps, { email, role, name: role, password: PASSWORD });
  const set: string[] = [];
  await signInStaff({ email, password: PASSWORD, clientIp: '192.0.2.7' }, deps, (header) => set.push(header));
  return asCookieHeader(set);
}
