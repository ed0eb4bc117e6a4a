import { z } from 'zod';
import { disputeRecord, warningRecord } from './dispute-records.server.ts';
import { chargeRecord, intentRecord, refundRecord, taskRecord } from './payment-records.server.ts';
import {
  checkoutRecord,
  customerBalanceRecord,
  customerRecord,
  taxCalculationRecord,
  taxTransactionRecord,
} from './shop-records.server.ts';
import type { ListOptions, RowKind, StandInStore } from './store.server.ts';

const eventRecord = z.object({
  id: z.string(),
  type: z.string(),
  created: z.int(),
  object: z.record(z.string(), z.unknown()),
  previous: z.record(z.string(), z.unknown()).nullable(),
  requestId: z.string().nullable(),
  idempotencyKey: z.string().nullable(),
});

const idempotencyRecord = z.object({
  id: z.string(),
  endpoint: z.string(),
  fingerprint: z.string(),
  status: z.int(),
  body: z.string(),
  requestId: z.string(),
  createdMs: z.int(),
});

const deliveryRecord = z.object({
  id: z.string(),
  event: z.string(),
  attempts: z.int(),
  dueMs: z.int(),
  madeMs: z.int(),
  /** Among those that are due at the same time, the lower goes first. */
  rank: z.int().default(0),
  /** Kept back until somebody lets it go. */
  held: z.boolean().default(false),
});

const settingRecord = z.object({ id: z.string(), value: z.number() });

export type EventRecord = z.infer<typeof eventRecord>;
export type DeliveryRecord = z.infer<typeof deliveryRecord>;

export interface Table<T> {
  get(id: string): T | null;
  list(options?: ListOptions): T[];
  count(): number;
  put(record: T): void;
  remove(id: string): void;
}

const mostParsed = 5_000;

/** Reads rows; the same text is parsed once. Records are never changed, so one can be given out twice. */
function createReader<T>(schema: z.ZodType<T>): (json: string) => T {
  const parsed = new Map<string, T>();
  return (json) => {
    const known = parsed.get(json);
    if (known !== undefined) return known;
    const record = schema.parse(JSON.parse(json));
    if (parsed.size >= mostParsed) parsed.clear();
    parsed.set(json, record);
    return record;
  };
}

function table<T extends { id: string }>(
  store: StandInStore,
  kind: RowKind,
  schema: z.ZodType<T>,
  parentOf: (record: T) => string,
): Table<T> {
  const read = createReader(schema);
  return {
    get(id) {
      const json = store.read(kind, id);
      return json === null ? null : read(json);
    },
    list: (options) => store.list(kind, options).map(read),
    count: () => store.count(kind),
    put: (record) => store.write(kind, record.id, parentOf(record), JSON.stringify(record)),
    remove: (id) => store.remove(kind, id),
  };
}

const alone = () => '';

/** The stand-in's rows, parsed on the way out: a data file of another version fails here and not somewhere behind. */
export function openRecords(store: StandInStore) {
  return {
    intents: table(store, 'payment_intent', intentRecord, alone),
    charges: table(store, 'charge', chargeRecord, (charge) => charge.intent),
    refunds: table(store, 'refund', refundRecord, (refund) => refund.charge),
    disputes: table(store, 'dispute', disputeRecord, (dispute) => dispute.charge),
    warnings: table(store, 'warning', warningRecord, (warning) => warning.charge),
    customers: table(store, 'customer', customerRecord, alone),
    customerBalances: table(store, 'customer_balance', customerBalanceRecord, (entry) => entry.customer),
    checkouts: table(store, 'checkout_session', checkoutRecord, alone),
    taxCalculations: table(store, 'tax_calculation', taxCalculationRecord, alone),
    taxTransactions: table(store, 'tax_transaction', taxTransactionRecord, (transaction) => transaction.reference),
    events: table(store, 'event', eventRecord, (event) => event.type),
    idempotency: table(store, 'idempotency', idempotencyRecord, alone),
    deliveries: table(store, 'delivery', deliveryRecord, (delivery) => delivery.event),
    tasks: table(store, 'task', taskRecord, alone),
    settings: table(store, 'setting', settingRecord, alone),
  };
}

export type Records = ReturnType<typeof openRecords>;
