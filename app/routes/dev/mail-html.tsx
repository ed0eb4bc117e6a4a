import { allow, fail } from '#app/http.server.ts';
import { readMail } from '#app/services/view-mailbox.server.ts';
import { requireMailbox } from './mailbox-access.server.ts';

/** A mail as a mail program shows it: its own inline styles, nothing else, and no scripts. */
export const loader = allow('public', async ({ deps, params }) => {
  requireMailbox(deps);
  const mail = await readMail(deps, (params.id ?? '').slice(0, 64));
  if (!mail) fail(404, 'not-found');
  return new Response(mail.html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-top-navigation-by-user-activation",
      'Cache-Control': 'no-store',
    },
  });
});
