import { z } from 'zod';
import type { Deps } from '#app/context.server.ts';
import { safeNext } from '#app/security/next-path.server.ts';
import { clientAddressHeader, staffAuth } from './better-auth.server.ts';
import { COMPANY, hasCompanySignIn } from './company-provider.server.ts';

type CompanyDeps = Pick<Deps, 'db' | 'env' | 'log'>;
type SetCookie = (header: string) => void;

const begun = z.object({ url: z.url() });
const FAILED = '/staff/sign-in?company=refused';

/** Where to sign in at the shop's own provider; what proves that the answer belongs to this browser goes into a cookie. */
export async function beginCompanySignIn(
  next: string,
  deps: CompanyDeps,
  setCookie: SetCookie,
): Promise<{ readonly to: string } | 'not-offered' | 'unreachable'> {
  const { env } = deps;
  if (!hasCompanySignIn(env)) return 'not-offered';
  const request = new Request(`${env.appUrl}/staff/auth/sign-in/social`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: env.appUrl },
    body: JSON.stringify({ provider: COMPANY, callbackURL: next, errorCallbackURL: FAILED, disableRedirect: true }),
  });
  const answer = await staffAuth(deps).handler(request);
  if (!answer.ok) return 'unreachable';
  answer.headers.getSetCookie().forEach(setCookie);
  return { to: begun.parse(await answer.json()).url };
}

/**
 * Takes what the provider sent back. A session begins only for somebody who has an account here, is not switched off, and whose address the
 * provider calls verified; all else is one refusal.
 */
export async function finishCompanySignIn(
  request: Request,
  url: URL,
  clientIp: string,
  deps: CompanyDeps,
  setCookie: SetCookie,
): Promise<{ readonly ok: true; readonly next: string } | { readonly ok: false }> {
  const { env } = deps;
  if (!hasCompanySignIn(env)) return { ok: false };
  const headers = new Headers({ [clientAddressHeader]: clientIp });
  for (const name of ['Cookie', 'User-Agent']) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const asked = new Request(`${env.appUrl}/staff/auth/callback/${COMPANY}${url.search}`, { headers });
  const answer = await staffAuth(deps).handler(asked);
  const to = new URL(answer.headers.get('Location') ?? FAILED, env.appUrl);
  const cookies = answer.headers.getSetCookie();
  const began = cookies.some((cookie) => /^(__Host-)?staff=[^;]/.test(cookie));
  if (!began || to.searchParams.has('error')) return { ok: false };
  cookies.forEach(setCookie);
  return { ok: true, next: safeNext(to.pathname + to.search, '/staff') };
}
