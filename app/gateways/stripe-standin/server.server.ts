import { createServer } from 'node:http';
import { createAlarm } from './alarm.server.ts';
import { createFaults, type Faults } from './faults.server.ts';
import { closing, listening } from './listen.server.ts';
import { openRecords, type RefundStatus } from './records.server.ts';
import { moveRefund, nextSettlementMs, type RefundMove, settleDue } from './refund-moves.server.ts';
import { createRequestHandler, type Exchange } from './requests.server.ts';
import type { StandInStore } from './store.server.ts';
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
  close(): Promise<void>;
  faults: Faults;
  counters(): StandInCounters;
  /** Settles and delivers now what is due by the clock: for tests that own the clock. */
  runDue(): Promise<void>;
  /** Does to a refund what the Dashboard, a bank or time would do. */
  moveRefund(id: string, move: RefundMove): RefundStatus;
}

const usualSettleAfterMs = 1_500;

function createWorld({ store, clock, newId, findPayment, settleAfterMs, webhook }: StandInOptions): World {
  return {
    records: openRecords(store),
    store,
    clock,
    newId,
    findPayment: findPayment ?? (async () => null),
    settleAfterMs: settleAfterMs ?? usualSettleAfterMs,
    hasWebhook: webhook !== undefined,
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

/**
 * A local Stripe for refunds: keeps state, answers the routes that the product uses as the recorded API does, and sends signed
 * webhooks. No money moves here, and a live key is turned away.
 */
export function createStripeStandIn(options: StandInOptions): StripeStandIn {
  const { clock, onError = console.error } = options;
  const world = createWorld(options);
  const { records } = world;
  const delivery = createWebhookDelivery(world, options.webhook);
  const { faults, take } = createFaults();
  const calls = createCallCounts();
  const nextDueMs = () => earliest([nextSettlementMs(world), delivery.nextDueMs()]);
  async function runDue(): Promise<void> {
    settleDue(world);
    await delivery.sendDue();
  }
  const alarm = createAlarm({ clock, nextDueMs, runDue, onError });
  function onAnswered(exchange: Exchange): void {
    alarm.arm();
    options.observe?.(exchange);
  }
  const { apiKeys } = options;
  const handle = createRequestHandler({ world, apiKeys, takeFault: take, onCall: calls.onCall, onAnswered, onError });
  const server = createServer((request, response) => void handle(request, response));
  return {
    faults,
    runDue: alarm.runNow,
    async listen(port) {
      const url = await listening(server, port);
      alarm.arm();
      return { url };
    },
    async close() {
      delivery.stop();
      await alarm.stop();
      await closing(server);
    },
    counters: () => ({
      payments: records.intents.count(),
      refunds: records.refunds.count(),
      events: records.events.count(),
      deliveries: { ...delivery.counts, waiting: records.deliveries.count() },
      calls: calls.read(),
    }),
    moveRefund(id, move) {
      const { status } = moveRefund(world, id, move);
      alarm.arm();
      return status;
    },
  };
}
