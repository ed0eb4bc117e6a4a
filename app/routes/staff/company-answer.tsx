import { finishCompanySignIn } from '#app/auth/company-sign-in.server.ts';
import { allow, redirectTo } from '#app/http.server.ts';

/** Where the shop's own sign-in sends people back to. */
export const loader = allow('public', async ({ request, url, deps, clientIp, setCookie }) => {
  const answer = await finishCompanySignIn(request, url, clientIp, deps, setCookie);
  return redirectTo(answer.ok ? answer.next : '/staff/sign-in?company=refused');
});
