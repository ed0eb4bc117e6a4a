import { createServer } from 'node:http';
import * as z from 'zod';
import {
  createStripeStandIn,
  type StandInOptions,
  type StripeStandIn,
} from '#app/gateways/stripe-standin/server.server.ts';
import { createMemoryStore } from '#app/gateways/stripe-standin/store-memory.server.ts';
import { API_KEY, WEBHOOK_SECRET } from './secrets.ts';

const refundsPage = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      amount: z.int(),
      currency: z.string(),
      status: z.string(),
      payment_intent: z.string(),
      metadata: z.object({ payout: z.string(), attempt: z.string() }),
    }),
  ),
  has_more: z.boolean(),
});
export type BankRefund = z.infer<typeof refundsPage>['data'][number];

/** What it knows of a payment, and what it says of a request that it has carried out. */
type Payment = NonNullable<Awaited<ReturnType<NonNullable<StandInOptions['findPayment']>>>>;
type Exchange = Parameters<NonNullable<StandInOptions['observe']>>[0];

/** Whether a webhook was taken. */
type Hear = (body: string, signature: string) => Promise<boolean>;

/** The stand-in for Stripe, in this process, which outlives those that are killed. */
export interface Bank extends AsyncDisposable {
  readonly url: string;
  readonly standIn: StripeStandIn;
  /** A payment that the shop will name. */
  know(reference: string, payment: Payment): void;
  /** So far ahead of the machine's clock is its own. */
  offsetMs(): number;
  advance(ms: number): void;
  /** Told of each request after it was carried out, before its answer leaves. */
  watch(observer: ((exchange: Exchange) => void) | null): void;
  /** All refunds that were ever made, as it tells them to anybody. */
  refunds(): Promise<BankRefund[]>;
  faults(): readonly unknown[];
}

const SETTLES_MS = 200;

/** Opens it with an endpoint for its webhooks that hands them to `hear`. */
export async function openBank(hear: Hear = async () => true): Promise<Bank> {
  let offset = 0;
  let ids = 0;
  let observer: ((exchange: Exchange) => void) | null = null;
  const payments = new Map<string, Payment>();
  const faults: unknown[] = [];
  await using opening = new AsyncDisposableStack();
  const endpoint = opening.use(await openEndpoint(hear));
  const standIn = createStripeStandIn({
    store: createMemoryStore(),
    clock: () => Temporal.Instant.fromEpochMilliseconds(Date.now() + offset),
    newId: (prefix) => `${prefix}_${++ids}`,
    findPayment: async (reference) => payments.get(reference) ?? null,
    webhook: { url: endpoint.url, secret: WEBHOOK_SECRET },
    apiKeys: [API_KEY],
    settleAfterMs: SETTLES_MS,
    onError: (error) => faults.push(error),
    observe: (exchange) => observer?.(exchange),
  });
  const { url } = await standIn.listen(0);
  opening.defer(() => standIn.close());
  const stack = opening.move();
  return {
    url,
    standIn,
    know: (reference, payment) => void payments.set(reference, payment),
    offsetMs: () => offset,
    advance(ms) {
      offset += ms;
      // Not waited for: its webhooks may find nobody who is alive.
      standIn.runDue().catch((error: unknown) => faults.push(error));
    },
    watch: (next) => {
      observer = next;
    },
    refunds: () => listRefunds(url),
    faults: () => faults,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

async function listRefunds(url: string): Promise<BankRefund[]> {
  const found: BankRefund[] = [];
  for (;;) {
    const after = found.length > 0 ? `&starting_after=${found.at(-1)?.id}` : '';
    const answer = await fetch(`${url}/v1/refunds?limit=100${after}`, {
      headers: { authorization: `Bearer ${API_KEY}` },
    });
    const { data, has_more } = refundsPage.parse(await answer.json());
    found.push(...data);
    if (!has_more) return found;
  }
}

/** Where webhooks arrive: a door that stands while those behind it are killed. */
async function openEndpoint(hear: Hear): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const taken = await hear(Buffer.concat(chunks).toString(), String(request.headers['stripe-signature']));
      response.writeHead(taken ? 200 : 503).end();
    });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
