import { beginCompanySignIn } from '#app/auth/company-sign-in.server.ts';
import { allow, fail, redirectTo } from '#app/http.server.ts';
import { safeNext } from '#app/security/next-path.server.ts';

/** Leads to the shop's own sign-in. A link and no form: a form's answer may not lead to another site. */
export const loader = allow('public', async ({ url, deps, setCookie }) => {
  const next = safeNext(url.searchParams.get('next'), '/staff');
  const begun = await beginCompanySignIn(next, deps, setCookie);
  if (begun === 'not-offered') fail(404, 'not-found');
  return begun === 'unreachable' ? redirectTo('/staff/sign-in?company=unreachable') : redirectTo(begun.to);
});
