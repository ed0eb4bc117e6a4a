import { allow, fail, redirectTo } from '#app/http.server.ts';
import { takeOver } from '#app/services/casework/take-over.server.ts';
import { requireCase } from './case-return.server.ts';

/** Nothing to see here: whoever comes back to it after signing in finds the return. */
export const loader = allow('desk.read', async (args) => {
  const { row } = await requireCase(args);
  throw redirectTo(`/desk/returns/${row.id}`);
});

/** Makes a return the person's own; the page of the return has the button. */
export const action = allow('desk.decide', async ({ deps, staff, params }) => {
  const returnId = (params.id ?? '').slice(0, 100);
  const taken = await takeOver(deps, { returnId, staffId: staff.id });
  if (!taken.ok) fail(404, 'not-found');
  throw redirectTo(`/desk/returns/${returnId}?done=taken`);
});
