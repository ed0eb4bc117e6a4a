import * as z from 'zod';
import type { Carry } from '#app/gateways/stripe-standin/in-process.server.ts';
import { createStripeStandIn, type StripeStandIn } from '#app/gateways/stripe-standin/server.server.ts';
import type { RowKind } from '#app/gateways/stripe-standin/store.server.ts';
import { createMemoryStore } from '#app/gateways/stripe-standin/store-memory.server.ts';
import type { FoundPayment } from '#app/gateways/stripe-standin/world.server.ts';
import type { Random } from './random.ts';

export const API_KEY = 'sk_test_sim';
export const WEBHOOK_SECRET = 'whsec_sim';

const refundSchema = z.object({
  id: z.string(),
  charge: z.string(),
  intent: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']),
  metadata: z.record(z.string(), z.string()),
  created: z.int(),
});
const chargeSchema = z.object({ id: z.string(), intent: z.string(), amountCaptured: z.int() });
const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  created: z.int(),
  object: z.looseObject({ id: z.string() }),
});

/** A refund as it stands at the provider. */
export type MadeRefund = z.infer<typeof refundSchema>;

/** Money of it has left, or may still: neither failed nor canceled. */
export const holdsMoney = ({ status }: MadeRefund): boolean => status !== 'failed' && status !== 'canceled';

export interface StripeSide {
  readonly standIn: StripeStandIn;
  readonly carry: Carry;
  /** Grows with each change of what is stored there. */
  readonly version: () => number;
  readonly refunds: () => readonly MadeRefund[];
  readonly charges: () => readonly z.infer<typeof chargeSchema>[];
  /** The bodies of the events made since the last call, as they would be sent. */
  readonly newEvents: () => string[];
  /** The ids of all events about an object so far. */
  readonly eventsOf: (ref: string) => readonly string[];
}

const SETTLE_AFTER_MS = 2 * 3600 * 1000;

/** The stand-in in this process, with its clock, ids and payments given; `during` is awaited while a call holds a payment. */
export function openStripe(
  clock: () => Temporal.Instant,
  ids: Random,
  during: () => Promise<void>,
  known: ReadonlyMap<string, FoundPayment>,
): StripeSide {
  const memory = createMemoryStore();
  let version = 0;
  let told = 0;
  const about = new Map<string, string[]>();
  const store = {
    ...memory,
    write(kind: RowKind, id: string, parent: string, json: string) {
      version += 1;
      memory.write(kind, id, parent, json);
    },
  };
  const standIn = createStripeStandIn({
    ...{ store, clock, during, apiKeys: [API_KEY], settleAfterMs: SETTLE_AFTER_MS, runsItself: false },
    newId: (prefix) => `${prefix}_${Buffer.from(ids.bytes(8)).toString('hex')}`,
    findPayment: async (ref) => known.get(ref) ?? null,
    onError(error) {
      throw error;
    },
  });
  const kept = { version: -1, refunds: [] as MadeRefund[] };
  const read = <T>(kind: RowKind, schema: z.ZodType<T>) =>
    memory.list(kind).map((json) => schema.parse(JSON.parse(json)));
  return {
    standIn,
    carry: (request) => standIn.answer(request),
    version: () => version,
    refunds() {
      if (kept.version !== version) Object.assign(kept, { version, refunds: read('refund', refundSchema) });
      return kept.refunds;
    },
    charges: () => read('charge', chargeSchema),
    newEvents() {
      const made = memory.count('event');
      const fresh = made > told ? memory.list('event', { limit: made - told }).reverse() : [];
      told = made;
      return fresh.map((json) => {
        const event = eventSchema.parse(JSON.parse(json));
        about.set(event.object.id, [...(about.get(event.object.id) ?? []), event.id]);
        return bodyOf(event);
      });
    },
    eventsOf: (ref) => about.get(ref) ?? [],
  };
}

const bodyOf = ({ id, type, created, object }: z.infer<typeof eventSchema>): string =>
  JSON.stringify({ id, object: 'event', type, created, livemode: false, data: { object } });
