import { eq } from 'drizzle-orm';
import type { EffectDeps } from '#app/effects/effect-deps.ts';
import { drain } from '#app/effects/worker.server.ts';
import { createStripePayments } from '#app/gateways/stripe.server.ts';
import type { Controls, StandInAnswer } from '#app/gateways/stripe-standin/controls.ts';
import {
  type Carry,
  createInProcessHttpClient,
  type Travelling,
} from '#app/gateways/stripe-standin/in-process.server.ts';
import { createStripeStandIn, type StripeStandIn } from '#app/gateways/stripe-standin/server.server.ts';
import { createMemoryStore } from '#app/gateways/stripe-standin/store-memory.server.ts';
import type { FoundPayment } from '#app/gateways/stripe-standin/world.server.ts';
import { createLogger } from '#app/observe/logger.server.ts';
import type { Database } from '#db/open.ts';
import { first } from '#db/row.ts';
import { openWorld, type TestWorld } from '../app/effects/arrange.ts';

export const API_KEY = 'sk_test_forty';
export const SECRET = 'whsec_forty';
/** While a secret is being rolled both are good. */
export const NEXT_SECRET = 'whsec_forty_next';

/** What happens on the way between the SDK and the stand-in, in place of just carrying a request. */
export type Road = (request: Travelling, carry: Carry) => Promise<StandInAnswer>;

/** A shop with everything that moves money, by the real SDK, and the other side of it. One clock for both. */
export interface MoneyWorld extends TestWorld, AsyncDisposable {
  readonly standIn: StripeStandIn;
  /** What banks, people at the Dashboard and Stripe itself can do. */
  readonly stripe: Controls;
  /** The lines that were written to the log, from warnings on. */
  readonly lines: Record<string, unknown>[];
  /** Every request that left, answered or not. */
  readonly requests: Travelling[];
  /** Takes the place of the road; null: nothing is in the way. */
  road: Road | null;
  /** A raw request, past the SDK. */
  ask(
    method: 'GET' | 'POST',
    path: string,
    form?: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Asked>;
}

export interface Asked {
  readonly status: number;
  readonly json: ReturnType<typeof JSON.parse>;
}

export interface WorldOptions {
  /** How payments were made that are not plain cards, by their reference. */
  readonly known?: Record<string, FoundPayment>;
}

/** No label is drawn here: a parcel of a customer who sends by their own way needs only its slip, which is no money. */
const noLabels: EffectDeps['gateways']['carrier'] = {
  makeLabel: async () => ({ ok: false, refusal: { code: 'label.address-too-long', lines: 9 } }),
};

export async function openMoney(db: Database, options: WorldOptions = {}): Promise<MoneyWorld> {
  const lines: Record<string, unknown>[] = [];
  const requests: Travelling[] = [];
  const faults: unknown[] = [];
  let ids = 0;
  const standIn = createStripeStandIn({
    store: createMemoryStore(),
    clock: () => world.clock(),
    newId(prefix) {
      ids += 1;
      return `${prefix}_${String(ids).padStart(12, '0')}`;
    },
    findPayment: async (ref) => options.known?.[ref] ?? findPayment(db, ref),
    apiKeys: [API_KEY],
    runsItself: false,
    onError: (error) => faults.push(error),
  });
  const carry: Carry = (request) => standIn.answer(request);
  const client = createInProcessHttpClient(async (request) => {
    requests.push(request);
    return world.road ? world.road(request, carry) : carry(request);
  });
  const payments = createStripePayments({
    ...{ apiKey: API_KEY, webhookSecrets: [SECRET, NEXT_SECRET], maxNetworkRetries: 0, httpClient: client },
  });
  const shop = await openWorld(db, { payments });
  const world: MoneyWorld = {
    ...shop,
    ...{ standIn, stripe: standIn.controls, lines, requests, road: null },
    gateways: { ...shop.gateways, carrier: noLabels },
    log: createLogger('warn', { write: (line) => lines.push(JSON.parse(line)) }),
    async ask(method, path, form = {}, headers = {}) {
      const body = method === 'POST' ? new URLSearchParams(form).toString() : '';
      const type = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/x-www-form-urlencoded' };
      const arrived = await carry({ method, url: path, headers: { ...type, ...headers }, body, timeoutMs: 1000 });
      if (arrived.kind !== 'answer') throw new Error(`${method} ${path} was not answered`);
      return { status: arrived.status, json: JSON.parse(arrived.body) };
    },
    async [Symbol.asyncDispose]() {
      await standIn.close();
      if (faults.length > 0) throw new AggregateError(faults, 'the stand-in had faults of its own');
    },
  };
  return world;
}

/** The other side knows what the shop sold. */
async function findPayment(db: Database, reference: string): Promise<FoundPayment | null> {
  const { payments } = db.tables;
  const { amount, currency } = payments;
  return first(await db.select({ amount, currency }).from(payments).where(eq(payments.reference, reference)).limit(1));
}

/** Lets time go by on both sides, what is due at Stripe happen, and the worker do all that is due then. */
export async function wait(world: MoneyWorld, duration: Temporal.DurationLike): Promise<void> {
  world.pass(duration);
  await world.standIn.runDue();
  await drain(world);
}

/** How often Stripe was asked for a refund, answered or not, and how many refunds there are. */
export function counted(world: MoneyWorld): { asked: number; refunds: number } {
  return { asked: refundRequests(world).length, refunds: world.standIn.counters().refunds };
}

const refundRequests = (world: MoneyWorld): Travelling[] =>
  world.requests.filter(({ method, url }) => method === 'POST' && url === '/v1/refunds');

/** The idempotency keys under which Stripe was asked for refunds, in order. */
export const keysSent = (world: MoneyWorld): string[] =>
  refundRequests(world).map(({ headers }) => headers['idempotency-key'] ?? '');

/** What was sent in each request for a refund. */
export const bodiesSent = (world: MoneyWorld): Record<string, string>[] =>
  refundRequests(world).map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
