import { createServer, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerBuild } from 'react-router';
import type { Deps } from '#app/context.server.ts';
import handleRequest, { handleError } from '#app/entry.server.tsx';
import { signWebhook } from '#app/gateways/stripe-standin/webhook-delivery.server.ts';
import { createExpressApp } from '#app/http/express-app.server.ts';
import { closeGracefully, listen } from '#app/http/listening.server.ts';
import * as webhook from '#app/routes/webhooks/stripe.tsx';
import { testEnv } from '../app/shell/support.ts';
import { type MoneyWorld, SECRET } from './money-world.ts';
import type { StripeEvent } from './stripe-side.ts';

export interface Told {
  readonly status: number;
  readonly code: string | null;
}

export interface Endpoint extends AsyncDisposable {
  /** Posts a body as Stripe does. */
  post(body: string, signature: string | null): Promise<Told>;
  /** Posts an event as Stripe signs it at this moment. */
  send(event: StripeEvent): Promise<Told>;
  /** Announces a body of so many bytes, and sends none of it. */
  announce(bytes: number): Promise<number | undefined>;
}

type Module = NonNullable<ServerBuild['routes'][string]>['module'];

/** The smallest build that the router takes, with the one route that Stripe posts to. */
function webhookBuild(): ServerBuild {
  const facts = { hasAction: true, hasLoader: true, hasErrorBoundary: false, module: '' };
  const client = {
    hasClientAction: false,
    hasClientLoader: false,
    hasClientMiddleware: false,
    hasDefaultExport: false,
  };
  const chunks = {
    ...{ clientActionModule: undefined, clientLoaderModule: undefined },
    ...{ clientMiddlewareModule: undefined, hydrateFallbackModule: undefined },
  };
  // The type knows only modules with a component; a route without one answers by itself, as it does in a real build.
  const module: Partial<Module> = webhook;
  const id = 'webhooks/stripe';
  const known = (name: string, path: string) => ({ id: name, path, ...facts, ...client, ...chunks });
  return {
    entry: { module: { default: handleRequest, handleError } },
    routes: {
      root: { id: 'root', path: '', module: { default: () => null, ErrorBoundary: () => null } },
      [id]: { id, path: id, parentId: 'root', module: module as Module },
    },
    assets: {
      entry: { imports: [], module: '' },
      routes: { root: known('root', ''), [id]: known(id, id) },
      url: '',
      version: '',
    },
    ...{ publicPath: '/', assetsBuildDirectory: '', future: {}, ssr: true, isSpaMode: false, prerender: [] },
    routeDiscovery: { mode: 'initial', manifestPath: '/__manifest' },
  };
}

/** The program's own HTTP side in front of a world, on a free port. */
export async function openEndpoint(world: MoneyWorld, changes: Partial<Deps> = {}): Promise<Endpoint> {
  const env = testEnv({ STRIPE_SECRET_KEY: 'sk_test_forty' });
  const { db, clock, ids, log, gateways } = world;
  const deps: Deps = {
    ...{ db, clock, ids, env, log, files: gateways.files, wake: () => {} },
    parseStripeWebhook: gateways.payments.parseWebhook,
    ...changes,
  };
  const health = async () => ({ ok: true, database: 'ok' as const, worker: 'ok' as const, outboxLagSeconds: 0 });
  const clientFolder = join(tmpdir(), 'retour-no-client-files');
  const server = createServer(createExpressApp({ deps, build: webhookBuild(), health, clientFolder }));
  const port = await listen(server, { ...env, PORT: 0 });
  const address = `http://127.0.0.1:${port}/webhooks/stripe`;
  const post = async (body: string, signature: string | null): Promise<Told> => {
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    const response = await fetch(address, {
      ...{ method: 'POST', body },
      headers: signature === null ? headers : { ...headers, 'Stripe-Signature': signature },
    });
    const text = await response.text();
    const code = /^\{"code":"([a-z-]+)"\}$/.exec(text)?.[1] ?? null;
    return { status: response.status, code };
  };
  return {
    post,
    send(event) {
      const body = JSON.stringify(event, null, 2);
      return post(body, signWebhook(body, SECRET, clock()));
    },
    announce(bytes) {
      const { promise, resolve } = Promise.withResolvers<number | undefined>();
      const headers = { 'Content-Type': 'application/json', 'Content-Length': String(bytes) };
      const request = httpRequest(address, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on('error', () => resolve(undefined));
      request.flushHeaders();
      return promise;
    },
    [Symbol.asyncDispose]: () => closeGracefully(server, 0),
  };
}
