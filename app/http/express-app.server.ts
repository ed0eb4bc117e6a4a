import type { RequestListener } from 'node:http';
import { createRequestHandler } from '@react-router/express';
import compression from 'compression';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
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
export function createExpressApp({ deps, build, health, clientFolder }: AppOptions): RequestListener {
  const { env, log } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', env.TRUST_PROXY > 0 ? env.TRUST_PROXY : false);

  app.use(requestLog(env, log), securityHeaders(env), replaceableHeaders, compression());
  app.use(staticFiles(clientFolder));
  app.use(refuseMethods(deps), refuseUnreadable(deps), refuseBodies(deps), refuseForeignForms(deps));
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
  return (request, response) => {
    request.url = pathOf(request.url ?? '');
    app(request, response);
  };
}

/**
 * The path and query of a request's target, without dots, as the router will see it: what is decided here by the path, such as which
 * addresses are for machines, must be decided about the same one. Express finds no path in a target such as `http://` or `*` and would
 * answer by itself, without a word of ours; for these it is a path that cannot be read.
 */
function pathOf(target: string): string {
  const whole = target.startsWith('/') ? `http://here.invalid${target}` : target;
  const url = /^https?:/i.test(whole) ? URL.parse(whole) : null;
  return url ? url.pathname + url.search : '/%';
}

const methods = new Set(['GET', 'HEAD', 'POST']);

/** Pages and forms know three methods; the framework would run a form's action for all others too. */
function refuseMethods({ env }: Deps): RequestHandler {
  return (request, response, next) => {
    if (methods.has(request.method) || request.path.startsWith('/api/')) return next();
    response.set('Allow', [...methods].join(', '));
    sendPlainPage(request, response, env, 405, 'invalid');
  };
}

/** An address with broken percent signs: the router would print it, and whatever it holds, into the log. */
function refuseUnreadable({ env }: Deps): RequestHandler {
  return (request, response, next) => {
    if (isReadable(request.path)) return next();
    sendPlainPage(request, response, env, 400, 'invalid');
  };
}

function isReadable(path: string): boolean {
  try {
    // The bundler drops a call whose answer nobody looks at.
    return decodeURIComponent(path) !== '';
  } catch {
    return false;
  }
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
