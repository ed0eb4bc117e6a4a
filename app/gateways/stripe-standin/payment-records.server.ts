import { z } from 'zod';

export const metadata = z.record(z.string(), z.string());

/** Test payment methods that behave in their own way; all others pay at once and refund at once. */
export const specialPaymentMethods = [
  'pm_card_pendingRefund',
  'pm_card_refundFail',
  'pm_card_createDispute',
  'pm_card_createDisputeInquiry',
  'pm_card_createIssuerFraudRecord',
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

const intentStatus = z.enum([
  'requires_payment_method',
  'requires_confirmation',
  'requires_capture',
  'processing',
  'succeeded',
  'canceled',
]);

// A field with a default is younger than the data files that exist.
export const intentRecord = z.object({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: intentStatus,
  captureMethod: z.enum(['automatic', 'manual']),
  paymentMethod: paymentMethod.nullable(),
  methodType: z.string().default('card'),
  latestCharge: z.string().nullable(),
  customer: z.string().nullable().default(null),
  email: z.string().nullable().default(null),
  description: z.string().nullable(),
  metadata,
  canceledAt: z.int().nullable().default(null),
  cancellationReason: z.string().nullable().default(null),
  created: z.int(),
});

export const chargeRecord = z.object({
  id: z.string(),
  intent: z.string(),
  amount: z.int(),
  amountCaptured: z.int(),
  /** What is still held and may be captured. */
  amountCapturable: z.int().default(0),
  captures: z.int().default(0),
  captured: z.boolean(),
  paid: z.boolean(),
  status: z.enum(['succeeded', 'pending', 'failed']).default('succeeded'),
  currency: z.string(),
  paymentMethod,
  methodType: z.string().default('card'),
  email: z.string().nullable().default(null),
  balanceTransaction: z.string().nullable(),
  created: z.int(),
});

export const refundStatus = z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']);
export type RefundStatus = z.infer<typeof refundStatus>;

export const pendingReason = z.enum(['processing', 'insufficient_funds', 'charge_pending']);
export type PendingReason = z.infer<typeof pendingReason>;

export const refundRecord = z.object({
  id: z.string(),
  charge: z.string(),
  intent: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: refundStatus,
  pendingReason: pendingReason.default('processing'),
  reason: z.string().nullable(),
  metadata,
  methodType: z.string().default('card'),
  cardType: z.enum(['refund', 'reversal', 'pending']).default('refund'),
  instructionsEmail: z.string().nullable().default(null),
  /** That Stripe has asked the customer for bank details. */
  asked: z.object({ email: z.string(), at: z.int(), expiresAt: z.int() }).nullable().default(null),
  balanceTransaction: z.string().nullable(),
  failureReason: z.string().nullable(),
  failureBalanceTransaction: z.string().nullable(),
  reference: z.string().nullable(),
  noReference: z.boolean().default(false),
  created: z.int(),
});

/** What a refund becomes by itself; its id is the refund's. */
export const taskRecord = z.object({
  id: z.string(),
  to: refundStatus,
  failureReason: z.string().nullable().default(null),
  dueMs: z.int(),
});

export type IntentRecord = z.infer<typeof intentRecord>;
export type ChargeRecord = z.infer<typeof chargeRecord>;
export type RefundRecord = z.infer<typeof refundRecord>;
export type TaskRecord = z.infer<typeof taskRecord>;
