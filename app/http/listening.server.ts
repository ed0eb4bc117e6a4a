import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Env } from '#app/env.server.ts';

/**
 * Begins to listen and says on which port. Without HOST, development listens on this machine only, because its demo
 * passwords are public; production listens everywhere.
 */
export async function listen(server: Server, env: Pick<Env, 'PORT' | 'HOST' | 'RETOUR_MODE'>): Promise<number> {
  const host = env.HOST ?? (env.RETOUR_MODE === 'development' ? '127.0.0.1' : undefined);
  server.listen({ port: env.PORT, ...(host === undefined ? {} : { host }) });
  // Rejects when the server says `error`: the port is taken, or not for us.
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : env.PORT;
}

const patienceMs = 10_000;

/** Takes no new connections, lets requests under way finish, and after ten seconds cuts what is left. */
export async function closeGracefully(server: Server, patience = patienceMs): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that becomes idle only now would otherwise be kept for the client's next request.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
