import type SqliteFile from 'better-sqlite3';
import type { EffectDeps } from '#app/effects/effect-deps.ts';
import { pollWhenDue } from '#app/effects/poller.server.ts';
import type { Handle } from '#app/effects/run-effect.server.ts';
import { renew, takeTurn } from '#app/effects/turn.server.ts';
import { createStripePayments } from '#app/gateways/stripe.server.ts';
import { type Carry, createInProcessHttpClient } from '#app/gateways/stripe-standin/in-process.server.ts';
import type { FoundPayment } from '#app/gateways/stripe-standin/world.server.ts';
import { createLogger } from '#app/observe/logger.server.ts';
import type { AccountDeps } from '#app/services/account-vault.server.ts';
import { testCredits } from '#tests/support/credits.ts';
import { type Composition, type Services, services } from './composition.ts';
import { openStopping } from './database.ts';
import { handle } from './handle.ts';
import { seededIds } from './ids.ts';
import { createNetwork, type LateRequest } from './network.ts';
import { type Random, randomOf } from './random.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { reset, type Shop, type SoldPayment } from './shop.ts';
import { API_KEY, openStripe, type StripeSide, WEBHOOK_SECRET } from './stripe-side.ts';
import { createTrace, type Trace } from './trace.ts';

/** One running copy of the program: its requests and its worker die together. */
export interface Process {
  index: number;
  /** The worker's name; a new one after each start. */
  owner: string;
  /** Effects that its worker is running. */
  running: number;
  turning: boolean;
}

/** An event of the provider on its way to us. */
export interface Delivery {
  readonly body: string;
  /** How often it was tried. */
  tries: number;
}

export interface World {
  readonly seed: number;
  readonly shop: Shop;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly trace: Trace;
  readonly file: SqliteFile.Database;
  readonly stripe: StripeSide;
  /** The way to the provider, with all that can go wrong on it. */
  readonly network: Carry;
  readonly deps: EffectDeps;
  /** The same, and where accounts are kept. */
  readonly rescue: AccountDeps;
  readonly services: Services;
  readonly handle: Handle;
  readonly turn: typeof takeTurn;
  readonly poll: typeof pollWhenDue;
  readonly processes: Process[];
  /** Orders of which something happens in this run. */
  readonly cast: readonly string[];
  readonly deliveries: Delivery[];
  /** False: everything works, nobody dies. */
  faults: boolean;
  now(): Temporal.Instant;
  /** Lets time go by: what is due at the provider happens, requests still under way arrive, living workers hold on to their leases. */
  pass(seconds: number): Promise<void>;
  /** Starts a process anew after its death. */
  restart(process: Process): void;
  close(): Promise<void>;
}

const START = Temporal.Instant.from('2026-11-21T09:00:00Z');
const PROCESSES = 3;
const TIMEOUT_MS = 30_000;
const DATABASE_FAULTS = 0.008;
const log = createLogger('silent');

const unused = (what: string) => (): never => {
  throw new Error(`${what} is no part of the money path`);
};

/** Everything that a run is made of, from a seed: the product's own parts, over a clock, chances, a network and a disk of ours. */
export function createWorld(shop: Shop, seed: number, composition: Composition): World {
  const random = randomOf(seed);
  const ids = seededIds(seed);
  const trace = createTrace();
  const { file, handle: connection } = shop;
  const clock = { now: START };
  const late: { at: Temporal.Instant; arrive: () => Promise<void> }[] = [];
  const scheduler = createScheduler((fiber, error) => {
    trace.note(`${fiber.name} threw ${error instanceof Error ? `${error.name} ${error.message}` : String(error)}`);
    if (!isExpected(error)) throw error;
  });
  const cast = pickCast(shop, random);
  const known = new Map(shop.payments.map((payment) => [payment.reference, paidWith(payment, random)]));
  const stripe = openStripe(
    () => clock.now,
    randomOf(seed, 2),
    () => scheduler.stop('at stripe'),
    known,
  );
  const faultRate = random.pick([0.02, 0.15, 0.35]);
  const crashing = () => (world.faults ? DATABASE_FAULTS : 0);
  const network = createNetwork({
    ...{ carry: stripe.carry, random, scheduler, note: trace.note },
    faultRate: () => (world.faults ? faultRate : 0),
    nextFault: (on, fault) => stripe.standIn.faults.next({ on, do: fault }),
    onLate: ({ afterSeconds, arrive }: LateRequest) =>
      void late.push({ at: clock.now.add({ seconds: afterSeconds }), arrive }),
    onSilence(seconds) {
      clock.now = clock.now.add({ seconds });
    },
  });
  const db = openStopping({ handle: connection, scheduler, random, faultRate: crashing });
  const payments = createStripePayments({
    ...{ apiKey: API_KEY, webhookSecrets: [WEBHOOK_SECRET], timeoutMs: TIMEOUT_MS, maxNetworkRetries: 0 },
    httpClient: createInProcessHttpClient(composition.carry?.(network) ?? network),
  });
  const bare: EffectDeps = {
    ...{ db, clock: () => clock.now, ids, wake: () => {}, log, appUrl: 'http://localhost:3000' },
    gateways: {
      payments,
      carrier: { makeLabel: unused('a label') },
      mailer: { keepsMail: true, send: unused('a mail'), close: async () => {} },
      files: { put: unused('a file'), get: unused('a file'), delete: unused('a file') },
    },
    unseal: () => null,
    receiptToken: unused('a receipt'),
    credits: testCredits(),
  };

  async function arriveUntil(instant: Temporal.Instant): Promise<void> {
    const due = late.filter(({ at }) => Temporal.Instant.compare(at, instant) <= 0);
    for (const one of due.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))) {
      late.splice(late.indexOf(one), 1);
      if (Temporal.Instant.compare(one.at, clock.now) > 0) clock.now = one.at;
      await one.arrive();
    }
  }

  const world: World = {
    ...{ seed, shop, random, scheduler, trace, file, stripe, network, cast, deliveries: [], faults: true },
    deps: bare,
    rescue: { ...bare, accounts: shop.accounts },
    services,
    handle,
    turn: takeTurn,
    poll: pollWhenDue,
    processes: [],
    now: () => clock.now,
    async pass(seconds) {
      const then = clock.now.add({ seconds });
      await arriveUntil(then);
      clock.now = then;
      await stripe.standIn.runDue();
      for (const process of world.processes) {
        const asleep = world.faults && random.chance(0.25);
        if (process.running > 0 && !asleep) await renew(bare, process.owner);
      }
    },
    restart(process) {
      process.owner = ids.next();
      process.running = 0;
      process.turning = false;
    },
    async close() {
      await stripe.standIn.close().catch(() => undefined);
      reset(shop);
    },
  };
  const built = { ...world };
  Object.assign(world, compose(built, world, composition));
  for (let index = 0; index < PROCESSES; index += 1) {
    world.processes.push({ index, owner: ids.next(), running: 0, turning: false });
  }
  return world;
}

function compose(plain: World, world: World, composition: Composition) {
  const { deps } = plain;
  const payments = composition.payments?.(deps.gateways.payments, world) ?? deps.gateways.payments;
  const wired = { ...deps, gateways: { ...deps.gateways, payments } };
  const all = composition.deps?.(wired, world) ?? wired;
  return {
    deps: all,
    rescue: { ...all, accounts: plain.shop.accounts },
    services: composition.services?.(plain.services, world) ?? plain.services,
    handle: composition.handle?.(plain.handle, world) ?? plain.handle,
    poll: composition.poll?.(plain.poll) ?? plain.poll,
    turn: composition.turn?.(plain.turn, world) ?? plain.turn,
  };
}

/** What may reach the outermost caller: faults that were planted, and units of work that lost too often. */
const isExpected = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'DatabaseError' || error.name === 'StaleRow');

function pickCast(shop: Shop, random: Random): string[] {
  const left = [...shop.orderIds];
  const size = 2 + random.below(2);
  return Array.from({ length: size }, () => left.splice(random.below(left.length), 1)).flat();
}

/** How each payment was made decides how its refunds go. */
function paidWith({ amount, currency }: SoldPayment, random: Random): FoundPayment {
  const paymentMethod = random.weighted([
    [10, 'pm_card_visa'],
    [5, 'pm_card_pendingRefund'],
    [3, 'pm_card_refundFail'],
    [1, 'pm_card_createDispute'],
    [1, 'pm_card_createDisputeInquiry'],
  ] as const);
  return { amount, currency, ...(paymentMethod === null ? {} : { paymentMethod }) };
}
