import { createServer } from 'node:http';
import { createAlarm } from './alarm.server.ts';
import { createControlDesk } from './control-desk.server.ts';
import { createControls } from './control-panel.server.ts';
import type { Controls, RefundMove, StandInAnswer, StandInRequest } from './controls.ts';
import { createFaults, type Faults } from './faults.server.ts';
import { type IncomingRequest, type OutgoingResponse, readRequest, sendAnswer } from './http.server.ts';
import type { During } from './idempotency.server.ts';
import { closing, listening } from './listen.server.ts';
import { createOddities } from './oddities.server.ts';
import type { RefundStatus } from './payment-records.server.ts';
import { createRate } from './rate.server.ts';
import { openRecords } from './records.server.ts';
import { nextSettlementMs, settleDue } from './refund-moves.server.ts';
import { createResponder, type Exchange } from './requests.server.ts';
import { createScripts } from './scripts.server.ts';
import type { StandInStore } from './store.server.ts';
import { createWebhookControls } from './webhook-controls.server.ts';
import { createWebhookDelivery, type WebhookTarget } from './webhook-delivery.server.ts';
import type { FindPayment, World } from './world.server.ts';

export interface StandInOptions {
  /** Belongs to the caller, who closes it after the stand-in. */
  store: StandInStore;
  clock: () => Temporal.Instant;
  newId: (prefix: string) => string;
  findPayment?: FindPayment | undefined;
  webhook?: WebhookTarget | undefined;
  /** The keys that are let in; any test key when absent. */
  apiKeys?: readonly string[] | undefined;
  /** How long a pending refund stays pending; 1,500 ms unless said. */
  settleAfterMs?: number | undefined;
  /**
   * Awaited while a call that changes a payment holds it: others that want it meanwhile get `lock_timeout`. Absent: such calls
   * never overlap.
   */
  during?: During;
  /** False: nothing is settled or delivered but by `runDue`, so that no timer of this machine plays a part. */
  runsItself?: boolean | undefined;
  /** Lets other processes use the controls at `POST /standin/…`, with this in the header `Standin-Token`. */
  controlToken?: string | undefined;
  /** Moves the clock on, for the control of that name. */
  advanceClock?: ((byMs: number) => void) | undefined;
  /** Told of every answered request, for tests that check requests and bodies. */
  observe?: ((exchange: Exchange) => void) | undefined;
  /** Told of faults of the stand-in itself. */
  onError?: ((error: unknown) => void) | undefined;
}

export interface StandInCounters {
  payments: number;
  refunds: number;
  events: number;
  deliveries: { delivered: number; failed: number; waiting: number };
  /** Requests by route, refused and repeated ones too: `{ 'POST /v1/refunds': 3 }`. */
  calls: Record<string, number>;
}

export interface StripeStandIn {
  /** Listens on 127.0.0.1; port 0 takes a free one. Goes on with deliveries left from the last run. */
  listen(port: number): Promise<{ url: string }>;
  /** Answers one request without a socket. */
  answer(request: StandInRequest): Promise<StandInAnswer>;
  /** The same in the shape of node's server. */
  handle(request: IncomingRequest, response: OutgoingResponse): Promise<void>;
  close(): Promise<void>;
  controls: Controls;
  faults: Faults;
  counters(): StandInCounters;
  /** Settles and delivers now what is due by the clock: for tests that own the clock. */
  runDue(): Promise<void>;
  /** Does to a refund what the Dashboard, a bank or time would do. */
  moveRefund(id: string, move: RefundMove): RefundStatus;
}

const usualSettleAfterMs = 1_500;

type Held = Pick<World, 'isHolding' | 'takeScript'>;

function createWorld(options: StandInOptions, held: Held): World {
  const { store, clock, newId, findPayment, settleAfterMs, webhook } = options;
  return {
    records: openRecords(store),
    store,
    clock,
    newId,
    findPayment: findPayment ?? (async () => null),
    settleAfterMs: settleAfterMs ?? usualSettleAfterMs,
    hasWebhook: webhook !== undefined,
    ...held,
  };
}

function createCallCounts() {
  const calls = new Map<string, number>();
  const onCall = (route: string): void => void calls.set(route, (calls.get(route) ?? 0) + 1);
  return { onCall, read: () => Object.fromEntries(calls) };
}

function earliest(times: readonly (number | null)[]): number | null {
  const due = times.filter((time) => time !== null);
  return due.length === 0 ? null : Math.min(...due);
}

type Delivery = ReturnType<typeof createWebhookDelivery>;

const countersOf = ({ records }: World, { counts }: Delivery, calls: Record<string, number>): StandInCounters => ({
  payments: records.intents.count(),
  refunds: records.refunds.count(),
  events: records.events.count(),
  deliveries: { ...counts, waiting: records.deliveries.count() },
  calls,
});

/**
 * A local Stripe for refunds: keeps state, answers the routes that the product uses as the recorded API does, and sends signed
 * webhooks. No money moves here, and a live key is turned away.
 */
export function createStripeStandIn(options: StandInOptions): StripeStandIn {
  const { clock, apiKeys, during, onError = console.error } = options;
  const scripts = createScripts();
  const onChange = (): void => alarm.arm();
  const { webhooks, isHolding } = createWebhookControls(() => world, onChange);
  const world: World = createWorld(options, { isHolding, takeScript: scripts.take });
  const { oddities, apply } = createOddities();
  const delivery = createWebhookDelivery({
    world,
    target: options.webhook,
    applyOddities: (body) => apply(body, 'webhooks'),
  });
  const { faults, take: takeFault } = createFaults();
  const rate = createRate(clock);
  const calls = createCallCounts();
  const alarm = createAlarm({
    clock,
    nextDueMs: () => earliest([nextSettlementMs(world), delivery.nextDueMs()]),
    async runDue() {
      settleDue(world);
      await delivery.sendDue();
    },
    onError,
    byHand: options.runsItself === false,
  });
  const parts = { faults, webhooks, oddities, scriptRefund: scripts.add, limitRate: rate.set };
  const controls = createControls(world, parts, onChange);
  const counters = () => countersOf(world, delivery, calls.read());
  const respond = createResponder({
    ...{ world, apiKeys, during, takeFault, admits: rate.admits, onCall: calls.onCall, onError },
    onAnswered(exchange) {
      onChange();
      options.observe?.(exchange);
    },
    sendWebhooks: alarm.runNow,
    applyOddities: (body) => apply(body, 'answers'),
  });
  const { advanceClock } = options;
  const desk = createControlDesk({
    token: options.controlToken,
    controls,
    counters,
    runDue: alarm.runNow,
    advanceClock,
  });
  const answer = async (request: StandInRequest) => (await desk(request)) ?? (await respond(request));
  const handle = async (request: IncomingRequest, response: OutgoingResponse) =>
    sendAnswer(response, await answer(await readRequest(request)));
  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  return {
    controls,
    faults,
    counters,
    answer,
    handle,
    runDue: alarm.runNow,
    async listen(port) {
      const url = await listening(server, port);
      onChange();
      return { url };
    },
    async close() {
      delivery.stop();
      await alarm.stop();
      await closing(server);
    },
    moveRefund: controls.moveRefund,
  };
}
