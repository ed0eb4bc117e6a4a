import { createServer } from 'node:http';
import type { Payments } from '#app/gateways/payments.ts';
import { createStripePayments } from '#app/gateways/stripe.server.ts';
import type { Exchange } from '#app/gateways/stripe-standin/requests.server.ts';
import {
  createStripeStandIn,
  type StandInOptions,
  type StripeStandIn,
} from '#app/gateways/stripe-standin/server.server.ts';
import { createMemoryStore } from '#app/gateways/stripe-standin/store-memory.server.ts';
import type { FoundPayment } from '#app/gateways/stripe-standin/world.server.ts';
import { exchangeErrors } from './stripe-schema.ts';

export const apiKey = 'sk_test_bench';
export const secret = 'whsec_bench';

/** When a bench begins: the present of the test shops, so that what is made at the provider is newer than what was imported. */
export const BENCH_NOW = Temporal.Instant.from('2026-11-21T09:00:00Z');

export interface Bench extends AsyncDisposable {
  url: string;
  standIn: StripeStandIn;
  payments: Payments;
  exchanges: Exchange[];
  now(): Temporal.Instant;
  advance(duration: Temporal.DurationLike): void;
  gateway(apiKey: string, timeoutMs?: number): Payments;
  /** A raw request, past the SDK. */
  ask(
    method: 'GET' | 'POST',
    path: string,
    form?: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Asked>;
}

export interface Asked {
  status: number;
  headers: Headers;
  json: ReturnType<typeof JSON.parse>;
}

type BenchOptions = Partial<StandInOptions> & { known?: Record<string, FoundPayment>; timeoutMs?: number };

/**
 * A stand-in on a free port with a clock that stands still, the real SDK against it, and a check of every request and answer
 * against Stripe's description when it is disposed. A fault of the stand-in itself fails the test as well.
 */
export async function openBench({ known = {}, timeoutMs = 2_000, ...options }: BenchOptions = {}): Promise<Bench> {
  let time = BENCH_NOW;
  let ids = 0;
  const exchanges: Exchange[] = [];
  const faults: unknown[] = [];
  const standIn = createStripeStandIn({
    store: createMemoryStore(),
    clock: () => time,
    newId: (prefix) => `${prefix}_${Temporal.Now.instant().epochNanoseconds.toString(36)}${ids++}`,
    findPayment: async (ref) => known[ref] ?? null,
    apiKeys: [apiKey],
    onError: (error) => faults.push(error),
    ...options,
    observe: (exchange) => exchanges.push(exchange),
  });
  const { url } = await standIn.listen(0);
  const gateway = (key: string, timeout = timeoutMs) =>
    createStripePayments({ apiKey: key, apiBase: url, webhookSecrets: [secret], timeoutMs: timeout });
  return {
    url,
    standIn,
    payments: gateway(apiKey),
    exchanges,
    gateway,
    now: () => time,
    advance(duration) {
      time = time.add(duration);
    },
    async ask(method, path, form = {}, headers = {}) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${apiKey}`, ...headers },
        ...(method === 'POST' ? { body: new URLSearchParams(form) } : {}),
      });
      return { status: response.status, headers: response.headers, json: await response.json() };
    },
    async [Symbol.asyncDispose]() {
      await standIn.close();
      if (faults.length > 0) throw new AggregateError(faults, 'the stand-in had faults of its own');
      const errors = exchanges.flatMap(exchangeErrors);
      if (errors.length > 0) throw new Error(`against Stripe's description:\n${errors.join('\n')}`);
    },
  };
}

export interface Endpoint extends AsyncDisposable {
  url: string;
  received: { body: string; signature: string | null }[];
  /** What the next requests are answered with; 200 when empty. */
  statuses: number[];
}

/** A webhook endpoint that keeps what it is sent. */
export async function openEndpoint(): Promise<Endpoint> {
  const received: Endpoint['received'] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ body, signature: request.headers['stripe-signature']?.toString() ?? null });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
    received,
    statuses,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

let attempts = 0;

/** A refund request with a key of its own. */
export function refundOf(paymentRef: string, amount: number, currency = 'GBP', payout = `po_${++attempts}`) {
  const metadata = { payout, attempt: '1' };
  return { paymentRef, amount, currency, idempotencyKey: `refund:${payout}:1`, metadata, now: BENCH_NOW };
}
