import { z } from 'zod';
import type { ListOptions, RowKind, StandInStore } from './store.server.ts';

const metadata = z.record(z.string(), z.string());

/** Test payment methods that behave in their own way; all others pay at once and refund at once. */
export const specialPaymentMethods = [
  'pm_card_pendingRefund',
  'pm_card_refundFail',
  'pm_card_createDispute',
  'pm_card_createDisputeInquiry',
] as const;

const plainPaymentMethods = [
  'pm_card_visa',
  'pm_card_visa_debit',
  'pm_card_mastercard',
  'pm_card_amex',
  'pm_card_bypassPending',
] as const;

export const paymentMethod = z.enum([...plainPaymentMethods, ...specialPaymentMethods]);
export type PaymentMethod = z.infer<typeof paymentMethod>;

const intentRecord = z.object({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: z.enum(['requires_payment_method', 'requires_confirmation', 'requires_capture', 'succeeded']),
  captureMethod: z.enum(['automatic', 'manual']),
  paymentMethod: paymentMethod.nullable(),
  latestCharge: z.string().nullable(),
  description: z.string().nullable(),
  metadata,
  created: z.int(),
});

const chargeRecord = z.object({
  id: z.string(),
  intent: z.string(),
  amount: z.int(),
  amountCaptured: z.int(),
  captured: z.boolean(),
  paid: z.boolean(),
  currency: z.string(),
  paymentMethod,
  balanceTransaction: z.string().nullable(),
  created: z.int(),
});

export const refundStatus = z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']);
export type RefundStatus = z.infer<typeof refundStatus>;

const refundRecord = z.object({
  id: z.string(),
  charge: z.string(),
  intent: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: refundStatus,
  reason: z.string().nullable(),
  metadata,
  balanceTransaction: z.string().nullable(),
  failureReason: z.string().nullable(),
  failureBalanceTransaction: z.string().nullable(),
  reference: z.string().nullable(),
  created: z.int(),
});

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
});

const taskRecord = z.object({ id: z.string(), to: z.enum(['succeeded', 'failed']), dueMs: z.int() });

export type IntentRecord = z.infer<typeof intentRecord>;
export type ChargeRecord = z.infer<typeof chargeRecord>;
export type RefundRecord = z.infer<typeof refundRecord>;
export type EventRecord = z.infer<typeof eventRecord>;
export type DeliveryRecord = z.infer<typeof deliveryRecord>;

export interface Table<T> {
  get(id: string): T | null;
  list(options?: ListOptions): T[];
  count(): number;
  put(record: T): void;
  remove(id: string): void;
}

function table<T extends { id: string }>(
  store: StandInStore,
  kind: RowKind,
  schema: z.ZodType<T>,
  parentOf: (record: T) => string,
): Table<T> {
  const read = (json: string): T => schema.parse(JSON.parse(json));
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

/** The stand-in's rows, parsed on the way out: a data file of another version fails here and not somewhere behind. */
export function openRecords(store: StandInStore) {
  return {
    intents: table(store, 'payment_intent', intentRecord, () => ''),
    charges: table(store, 'charge', chargeRecord, (charge) => charge.intent),
    refunds: table(store, 'refund', refundRecord, (refund) => refund.charge),
    events: table(store, 'event', eventRecord, (event) => event.type),
    idempotency: table(store, 'idempotency', idempotencyRecord, () => ''),
    deliveries: table(store, 'delivery', deliveryRecord, (delivery) => delivery.event),
    tasks: table(store, 'task', taskRecord, () => ''),
  };
}

export type Records = ReturnType<typeof openRecords>;
