import { endStaffSession } from '#app/auth/staff.server.ts';
import { allow, redirectTo } from '#app/http.server.ts';

/** A GET changes nothing; somebody who opens the address by hand is led to the page that has the button. */
export const loader = allow('public', () => redirectTo('/staff'));

export const action = allow('public', async ({ request, deps, setCookie }) => {
  await endStaffSession(request, deps, setCookie);
  return redirectTo('/staff/sign-in');
});
