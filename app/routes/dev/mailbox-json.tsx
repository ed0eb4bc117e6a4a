import { allow } from '#app/http.server.ts';
import { viewMailbox } from '#app/services/view-mailbox.server.ts';
import { requireMailbox } from './mailbox-access.server.ts';

/** The mailbox for programs, such as the tests and the replay. */
export const loader = allow('public', async ({ deps, url }) => {
  requireMailbox(deps);
  return Response.json(await viewMailbox(deps, url.searchParams.get('to')?.slice(0, 254) ?? undefined));
});
