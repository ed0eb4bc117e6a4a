import { createContext } from 'react-router';
import type { Env } from '#app/env.server.ts';
import type { FileStore } from '#app/gateways/files.ts';
import type { Payments } from '#app/gateways/payments.ts';
import type { Language } from '#app/i18n/languages.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { Ids } from '#app/ids.server.ts';
import type { Logger } from '#app/observe/logger.server.ts';
import type { Database } from '#db/open.ts';
import type { FourEyesLimits } from '#machines/four-eyes/limit.ts';

export type { Ids } from '#app/ids.server.ts';

/** The current instant, in whole milliseconds: the precision that is stored. */
export type Clock = () => Temporal.Instant;

/** Everything outside the program that a route or a service may use; built once in compose.server.ts, or by a test. */
export interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly env: Env;
  readonly log: Logger;
  readonly files: FileStore;
  /** Tells the worker that there is something to do; call it after a commit. Never waits, never fails. */
  readonly wake: () => void;
  /** The shop's own FOUR_EYES_LIMITS, for the services. */
  readonly fourEyes?: FourEyesLimits;
  /** Proves that a request comes from Stripe, by the raw body and its signature. */
  readonly parseStripeWebhook: Payments['parseWebhook'];
}

/** What is known about the request at hand. */
export interface RequestInfo {
  readonly requestId: string;
  /** Goes on every script element of this response, and on no other. */
  readonly nonce: string;
  readonly locale: Locale;
  /** What the reader would like best of all that is spoken somewhere: the withdrawal from a contract speaks more than the rest. */
  readonly language: Language;
  readonly t: Translate;
  /** The address of the client, from configured proxies only. */
  readonly clientIp: string;
  /** Adds a Set-Cookie header to whatever the answer will be. */
  readonly setCookie: (header: string) => void;
  /** Tells the request log which route answered, by its pattern: an address may hold a return's code. */
  readonly noteRoute: (pattern: string) => void;
}

/** What the health page says; `ok` decides whether a load balancer sends people here. */
export interface Health {
  ok: boolean;
  database: 'ok' | 'unreachable';
  worker: 'ok' | 'stopped' | 'late';
  /** How long the oldest effect that is due has been waiting; null when it is not known. */
  outboxLagSeconds: number | null;
}

export const healthContext = createContext<() => Promise<Health>>();
export const depsContext = createContext<Deps>();
export const requestContext = createContext<RequestInfo>();
