import { createRequestHandler } from '@react-router/express';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { RouterContextProvider, type ServerBuild } from 'react-router';
import { type Deps, depsContext, type Health, healthContext, requestContext } from '#app/context.server.ts';
import { bodyRefusal } from '#app/security/body-size.server.ts';
import { replaceableHeaders, securityHeaders } from '#app/security/headers.server.ts';
import { comesFromHere } from '#app/security/origin.server.ts';
import { sendPlainPage } from './plain-page.server.ts';
import { requestInfo, requestLog } from './request-info.server.ts';
import { staticFiles } from './static-files.server.ts';

export interface AppOptions {
  deps: Deps;
  build: ServerBuild;
  health: () => Promise<Health>;
  /** Where the built files for the browser are. */
  clientFolder: string;
}

/** The whole HTTP side: what happens to a request before it reaches a route, the routes, and what happens when all fails. */
export function createExpressApp({ deps, build, health, clientFolder }: AppOptions): Express {
  const { env, log } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', env.TRUST_PROXY > 0 ? env.TRUST_PROXY : false);

  app.use(requestLog(env, log), securityHeaders(env), replaceableHeaders, compression());
  app.use(staticFiles(clientFolder));
  app.use(refuseBodies(deps), refuseForeignForms(deps));
  app.use(
    createRequestHandler({
      build,
      mode: 'production',
      getLoadContext: (request, response) => {
        const context = new RouterContextProvider();
        context.set(depsContext, deps);
        context.set(healthContext, health);
        context.set(requestContext, requestInfo(request, response, env));
        return context;
      },
    }),
  );
  app.use(lastResort(deps));
  return app;
}

function refuseBodies({ env }: Deps): RequestHandler {
  return (request, response, next) => {
    const refused = bodyRefusal({
      contentLength: request.get('Content-Length'),
      transferEncoding: request.get('Transfer-Encoding'),
    });
    if (refused === null) return next();
    // What is still on its way is not read, so the connection cannot be used again.
    response.set('Connection', 'close');
    sendPlainPage(request, response, env, refused, refused === 413 ? 'too-large' : 'invalid');
  };
}

function refuseForeignForms({ env, log }: Deps): RequestHandler {
  return (request, response, next) => {
    const facts = {
      method: request.method,
      path: request.path,
      host: request.get('Host'),
      origin: request.get('Origin'),
      secFetchSite: request.get('Sec-Fetch-Site'),
    };
    if (comesFromHere(facts, env.appUrl)) {
      // The framework compares Origin once more, with an address that a proxy in front may have rewritten.
      delete request.headers.origin;
      return next();
    }
    log.warn({ requestId: String(response.locals.requestId) }, 'refused a form that another site sent');
    sendPlainPage(request, response, env, 403, 'other-site');
  };
}

/** Errors outside routes: an address that cannot be read is the sender's mistake, all else is ours. */
function lastResort({ env, log }: Deps): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const status = statusOf(error);
    if (status >= 500) log.error({ err: error, requestId: String(response.locals.requestId) }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendPlainPage(request, response, env, status, status >= 500 ? 'broken' : 'invalid');
  };
}

function statusOf(error: unknown): number {
  if (error instanceof URIError) return 400;
  if (!(error instanceof Error)) return 500;
  if ('code' in error && error.code === 'ERR_INVALID_URL') return 400;
  const status = 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
