import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Env } from '#app/env.server.ts';

/** The sections that hydrate; everything else is plain HTML and gets no inline script at all. */
const staffSections = /^\/(staff|dock|desk|policy)(\/|\.|$)/;

/**
 * The value of Content-Security-Policy. Nothing is allowed that is not named, and nothing from another site; a nonce allows the inline scripts that
 * carry it.
 */
export function contentSecurityPolicy(nonce?: string): string {
  const directives = [
    "default-src 'none'",
    nonce ? `script-src 'self' 'nonce-${nonce}'` : "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    // No text becomes HTML or a script's address unless one of our own rules has looked at it; pages without the framework have no such rule.
    "require-trusted-types-for 'script'",
    nonce ? 'trusted-types retour' : "trusted-types 'none'",
  ];
  return directives.join('; ');
}

/**
 * The policy of the file in which the reader of bar codes runs, a worker: it may run a program in WebAssembly, which no page may, and fetch it from here.
 * A worker has the policy of the answer that its file came with, not that of the page.
 */
export const READER_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/**
 * The headers that every answer carries, errors and files included. Pages are personal, so nothing is stored unless a route
 * says otherwise. Referrer `same-origin` and not `no-referrer`: with the latter some browsers send `Origin: null` with forms,
 * and the check of where a form comes from would refuse them.
 */
export function securityHeaders(env: Env): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const nonce = randomBytes(16).toString('base64');
    response.locals.nonce = nonce;
    const policy = contentSecurityPolicy(staffSections.test(request.path) ? nonce : undefined);
    response.set({
      'Content-Security-Policy': policy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      // Nothing of another site is embedded anywhere, so a page need not share its process with one.
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
      'Cache-Control': 'no-store',
      ...(env.secure ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
    });
    next();
  };
}

/** Lets a route replace a header of ours by its own; the framework's adapter would add a second one beside it. */
export function replaceableHeaders(_request: Request, response: Response, next: NextFunction): void {
  const append = response.append.bind(response);
  response.append = (name, value) =>
    name.toLowerCase() === 'set-cookie' ? append(name, value) : response.set(name, value);
  next();
}
