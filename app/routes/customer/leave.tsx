import { endGuestSession } from '#app/auth/guest.server.ts';
import { allow, redirectTo } from '#app/http.server.ts';

/** Somebody typed the address: leaving is done by the button, since a link must not change anything. */
export const loader = allow('public', (): null => {
  throw redirectTo('/');
});

export const action = allow('public', async ({ request, deps, setCookie }): Promise<null> => {
  setCookie(await endGuestSession(request, deps));
  throw redirectTo('/');
});
