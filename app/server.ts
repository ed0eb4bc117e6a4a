import { createServer } from 'node:http';
import { resolve } from 'node:path';
import * as build from 'virtual:react-router/server-build';
import { firstAdminLink } from '#app/auth/first-link.server.ts';
import { composeApp } from '#app/compose.server.ts';
import type { Env } from '#app/env.server.ts';
import { createExpressApp } from '#app/http/express-app.server.ts';
import { closeGracefully, listen } from '#app/http/listening.server.ts';
import type { Logger } from '#app/observe/logger.server.ts';

// By name, because what this build does not use is exported as undefined and the type wants it left out.
const { assets, assetsBuildDirectory, entry, future, isSpaMode, prerender } = build;
const { publicPath, routeDiscovery, routes, ssr } = build;
const routesBuild = {
  ...{ assets, assetsBuildDirectory, entry, future, isSpaMode, prerender },
  ...{ publicPath, routeDiscovery, routes, ssr },
};

/** A started server. */
export interface Running {
  /** Where it listens: the port is the real one, also when any free one was asked for. */
  port: number;
  log: Logger;
  /** For the console and nothing else: where the first administrator makes their account; null where there is somebody. */
  firstLink: string | null;
  /** Takes no new requests, finishes those under way (ten seconds at most), gives back leases, closes the database. */
  stop: () => Promise<void>;
}

/** Starts the whole program. Rejects, with nothing left running, when the port is taken or the database cannot be opened. */
export async function start(env: Env): Promise<Running> {
  const { deps, health, stop } = await composeApp(env);
  const app = createExpressApp({ deps, build: routesBuild, health, clientFolder: resolve('build/client') });
  const server = createServer(
    {
      // Slow clients: headers in 15 s; a body, at most six photos over a slow phone, in five minutes.
      headersTimeout: 15_000,
      requestTimeout: 300_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 5_000,
    },
    app,
  );
  server.setTimeout(120_000);
  try {
    const firstLink = await firstAdminLink(deps);
    const port = await listen(server, env);
    deps.log.info({ port, mode: env.RETOUR_MODE, database: deps.db.engine }, 'listening');
    return {
      port,
      log: deps.log,
      firstLink,
      async stop() {
        await closeGracefully(server);
        await stop();
        deps.log.info('stopped');
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
