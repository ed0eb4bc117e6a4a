import { allow, fail } from '#app/http.server.ts';
import { explainReturn } from '#app/services/explain.server.ts';
import { rmaCodeOf } from './require-return.server.ts';
import { decisionData } from './why-words.server.ts';

/** The decisions on a guest's own return as data, with the same sentences as the page. */
export const loader = allow('guest', async ({ deps, guest, params, t, locale }) => {
  const rmaCode = rmaCodeOf(params);
  const explained = await explainReturn(deps, { orderId: guest.orderId, rmaCode });
  if (!explained) fail(404, 'not-found');
  const { lines, numbers } = explained;
  return Response.json({ rmaCode, decisions: decisionData(lines, (id) => numbers.get(id) ?? null, { t, locale }) });
});
