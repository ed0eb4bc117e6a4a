import type { Role } from '#app/permissions.ts';
import { openShop } from '#tests/app/services/customer/arrange.ts';
import { signedIn } from '../../shell/signed-in.ts';
import { openShell, routeArgs } from '../../shell/support.ts';

/** A shop, and a way to open pages of staff as somebody of a role. */
export async function openDesk() {
  const shell = await openShell();
  const shop = await openShop(shell.deps.db);
  const cookies = new Map<Role, string>();
  const cookieOf = async (role: Role) => {
    const cookie = cookies.get(role) ?? (await signedIn(shell.deps, { email: `${role}@desk.example`, role }));
    cookies.set(role, cookie);
    return cookie;
  };
  const argsOf = async (role: Role, path: string, params: Record<string, string> = {}) => {
    const request = new Request(`http://localhost:3000${path}`, { headers: { Cookie: await cookieOf(role) } });
    return { ...routeArgs(shell.deps, request), params };
  };
  return { shell, shop, argsOf, [Symbol.asyncDispose]: () => shell[Symbol.asyncDispose]() };
}
