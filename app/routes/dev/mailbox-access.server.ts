import type { Deps } from '#app/context.server.ts';
import { fail } from '#app/http.server.ts';

/** The mailbox shows other people's mail: it exists in development only, and only while no mail leaves the machine. */
export function requireMailbox({ env }: Deps): void {
  if (env.RETOUR_MODE !== 'development' || env.SMTP_URL) fail(404, 'not-found');
}
