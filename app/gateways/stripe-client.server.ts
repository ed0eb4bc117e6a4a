import { setTimeout as pause } from 'node:timers/promises';
import Stripe from 'stripe';
import { createTokenBucket, type Priority, type RateLimit, type TokenBucket } from './token-bucket.ts';

export interface StripeClientOptions {
  apiKey: string;
  /** Address of a local stand-in, such as `http://localhost:12111`. Absent: Stripe itself. */
  apiBase?: string | undefined;
  /** Longest silence in one request; the SDK repeats a silent request twice with the same key. */
  timeoutMs?: number | undefined;
  /** How often the SDK itself repeats what may have passed; 2 unless said. */
  maxNetworkRetries?: number | undefined;
  /** What carries the requests in place of the network, such as the client of the stand-in in this process. */
  httpClient?: Stripe.HttpClient | undefined;
  /** Of this process: Stripe's own are 100 requests a second live and 25 in a sandbox, for all of them. Absent: none. */
  limit?: RateLimit | undefined;
}

/** Two ways to the same account: lists that nobody waits for go by the second one. */
export interface StripeClients {
  readonly stripe: Stripe;
  readonly background: Stripe;
}

const usualTimeoutMs = 30_000;

function address(apiBase: string | undefined) {
  if (apiBase === undefined) return {};
  const url = new URL(apiBase);
  const protocol = url.protocol === 'http:' ? 'http' : url.protocol === 'https:' ? 'https' : null;
  if (protocol === null || url.pathname !== '/' || url.search !== '' || url.username !== '') {
    throw new TypeError('the Stripe address must be http://host:port or https://host:port, and nothing more');
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { protocol, host, port: url.port === '' ? (protocol === 'http' ? 80 : 443) : Number(url.port) } as const;
}

/** Makes every request wait for its turn, those too that the SDK repeats by itself. */
function inTurn(client: Stripe.HttpClient, take: TokenBucket, priority: Priority): Stripe.HttpClient {
  return {
    getClientName: () => client.getClientName(),
    async makeRequest(...request) {
      await take(priority);
      return await client.makeRequest(...request);
    },
  };
}

export function createStripeClients(options: StripeClientOptions): StripeClients {
  const { limit, httpClient } = options;
  const clientOf = (client: Stripe.HttpClient | undefined) =>
    new Stripe(options.apiKey, {
      ...address(options.apiBase),
      ...(client ? { httpClient: client } : {}),
      maxNetworkRetries: options.maxNetworkRetries ?? 2,
      timeout: options.timeoutMs ?? usualTimeoutMs,
      telemetry: false,
    });
  if (!limit) {
    const stripe = clientOf(httpClient);
    return { stripe, background: stripe };
  }
  const take = createTokenBucket(limit, { nowMs: () => performance.now(), sleep: (ms) => pause(ms) });
  const carrier = httpClient ?? Stripe.createNodeHttpClient();
  return { stripe: clientOf(inTurn(carrier, take, 'work')), background: clientOf(inTurn(carrier, take, 'background')) };
}
