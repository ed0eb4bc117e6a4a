import { allow, fail } from '#app/http.server.ts';
import { readMail } from '#app/services/view-mailbox.server.ts';
import { withStyleNonce } from './mail-styles.server.ts';
import { requireMailbox } from './mailbox-access.server.ts';

/** A mail as a mail program shows it: its own styles, nothing else, and no scripts. */
export const loader = allow('public', async ({ deps, params, nonce }) => {
  requireMailbox(deps);
  const mail = await readMail(deps, (params.id ?? '').slice(0, 64));
  if (!mail) fail(404, 'not-found');
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    'sandbox allow-top-navigation-by-user-activation',
  ];
  return new Response(withStyleNonce(mail.html, nonce), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy.join('; '),
      'Cache-Control': 'no-store',
    },
  });
});
