import { randomUUID } from 'node:crypto';
import type { Request as ExpressRequest, Response as ExpressResponse, RequestHandler } from 'express';
import type { RequestInfo } from '#app/context.server.ts';
import type { Env } from '#app/env.server.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import type { Logger } from '#app/observe/logger.server.ts';
import { languageOf, localeOf } from './locale.server.ts';

/** What a proxy in front may call a request; anything else could be made to look like another line of the log. */
const safeRequestId = /^[\w-]{8,64}$/;

/**
 * Gives every request an id, says it in X-Request-Id, and writes one line when the answer has gone out: method, the pattern
 * of the route, status and milliseconds. Nothing of the address, the query, the cookies or the person.
 */
export function requestLog(env: Env, log: Logger): RequestHandler {
  return (request, response, next) => {
    const given = env.TRUST_PROXY > 0 ? request.get('X-Request-Id') : undefined;
    const requestId = given && safeRequestId.test(given) ? given : randomUUID();
    const began = performance.now();
    response.locals.requestId = requestId;
    response.set('X-Request-Id', requestId);
    response.once('close', () => {
      const route = String(response.locals.route ?? 'unmatched');
      const level = response.statusCode >= 500 ? 'error' : route === 'file' || route === '/health' ? 'debug' : 'info';
      const ms = Math.round((performance.now() - began) * 10) / 10;
      const cut = response.writableFinished ? {} : { cut: true };
      log[level]({ requestId, method: request.method, route, status: response.statusCode, ms, ...cut }, 'request');
    });
    next();
  };
}

/** What routes get to know about the request. */
export function requestInfo(request: ExpressRequest, response: ExpressResponse, env: Env): RequestInfo {
  const asked = languageRequest(request);
  const locale = localeOf(asked, env);
  return {
    requestId: String(response.locals.requestId),
    nonce: String(response.locals.nonce),
    locale,
    language: languageOf(asked, env),
    t: translatorFor(locale),
    clientIp: request.ip ?? 'unknown',
    setCookie: (header) => {
      response.append('Set-Cookie', header);
    },
    noteRoute: (pattern) => {
      response.locals.route = pattern.startsWith('/') ? pattern : `/${pattern}`;
    },
  };
}

/** The three things by which a language is chosen, whatever else is wrong with the request. */
function languageRequest(request: ExpressRequest): Request {
  const lang = new URLSearchParams(request.originalUrl.split('?')[1] ?? '').get('lang');
  const headers = new Headers();
  for (const name of ['Cookie', 'Accept-Language']) {
    const value = request.get(name);
    if (value !== undefined) headers.set(name, value);
  }
  return new Request(`http://here.invalid/?lang=${encodeURIComponent(lang ?? '')}`, { headers });
}
