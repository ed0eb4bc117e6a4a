import { healthContext } from '#app/context.server.ts';
import { allow } from '#app/http.server.ts';

/** For load balancers and monitors: 200 when this process can serve people, 503 when it cannot. */
export const loader = allow('public', async ({ context }) => {
  const { ok, ...parts } = await context.get(healthContext)();
  return Response.json({ status: ok ? 'ok' : 'failing', ...parts }, { status: ok ? 200 : 503 });
});
