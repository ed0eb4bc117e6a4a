import { makeStaff } from '#app/auth/make-staff.server.ts';
import { beginSecondFactor, confirmSecondFactor, pendingFactor } from '#app/auth/second-factor.server.ts';
import { type Staff, signInStaff, staffOf } from '#app/auth/staff.server.ts';
import type { Role } from '#app/permissions.ts';
import { totpCode } from '#tests/support/totp.ts';
import { asCookieHeader, openShell, type Shell } from '../shell/support.ts';

export const PASSWORD = 'seventeen brass kettles hum';

/** A shell as a real shop runs it. */
export const openShop = (variables: Record<string, string> = {}): Promise<Shell> =>
  openShell({ RETOUR_MODE: 'production', ALLOW_STAND_INS: 'true', ...variables });

/** A person at a browser. */
export interface Member {
  readonly email: string;
  readonly cookies: Map<string, string>;
}

/** Takes over what an answer sets, as a browser does. */
export function keepCookies(member: Member, headers: readonly string[]): void {
  for (const header of headers) {
    const [pair = '', ...attributes] = header.split(';');
    const at = pair.indexOf('=');
    const gone = attributes.some((attribute) => /^\s*Max-Age=0$/i.test(attribute)) || pair.length === at + 1;
    if (gone) member.cookies.delete(pair.slice(0, at));
    else member.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

/** A request of that person. */
export function ask(member: Member, path: string, form?: Record<string, string>): Request {
  const headers = new Headers({
    Cookie: asCookieHeader([...member.cookies].map(([name, value]) => `${name}=${value}`)),
  });
  if (form === undefined) return new Request(`http://localhost:3000${path}`, { headers });
  headers.set('Content-Type', 'application/x-www-form-urlencoded');
  return new Request(`http://localhost:3000${path}`, { method: 'POST', headers, body: new URLSearchParams(form) });
}

let addresses = 0;

/** Signs in by password, from an address of their own. */
export async function signIn(shell: Shell, email: string, password = PASSWORD) {
  const member: Member = { email, cookies: new Map() };
  const set: string[] = [];
  addresses += 1;
  const clientIp = `192.0.2.${addresses % 250}`;
  const result = await signInStaff({ email, password, clientIp, userAgent: 'Firefox/1 Linux' }, shell.deps, (header) =>
    set.push(header),
  );
  keepCookies(member, set);
  return { member, result };
}

/** Makes an account and signs its owner in. */
export async function hire(shell: Shell, role: Role, name: string = role): Promise<Member> {
  const email = `${name}@shop.example`;
  await makeStaff(shell.deps, { email, name: `${name} of the team`, role, password: PASSWORD });
  const { member, result } = await signIn(shell, email);
  if (!result.ok) throw new Error(result.refusal.code);
  return member;
}

/** Who that is to the program; null when they are nobody (any more). */
export const whoIs = (shell: Shell, member: Member): Promise<Staff | null> =>
  staffOf(ask(member, '/staff'), shell.deps, () => undefined);

export async function known(shell: Shell, member: Member): Promise<Staff> {
  const staff = await whoIs(shell, member);
  if (!staff) throw new Error(`${member.email} is not signed in`);
  return staff;
}

/** Sets the second factor up with the present code; the next one (`totpCode(secret, 1)`) is taken already, and stays free for the test. */
export async function setUpFactor(shell: Shell, member: Member) {
  const begun = await beginSecondFactor(ask(member, '/'), await known(shell, member), PASSWORD, shell.deps);
  if (!begun.ok) throw new Error(begun.refusal.code);
  const pending = await pendingFactor(await known(shell, member), shell.deps);
  if (!pending) throw new Error('nothing is pending');
  const set: string[] = [];
  const confirmed = await confirmSecondFactor(
    ask(member, '/'),
    await known(shell, member),
    totpCode(pending.secret),
    shell.deps,
    (header) => set.push(header),
  );
  if (!confirmed.ok) throw new Error(confirmed.refusal.code);
  keepCookies(member, set);
  return { secret: pending.secret, recoveryCodes: confirmed.recoveryCodes };
}
