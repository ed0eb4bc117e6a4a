import { z } from 'zod';
import { metadata } from './payment-records.server.ts';

export const customerRecord = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  description: z.string().nullable(),
  /** What the customer owes; below zero is credit. */
  balance: z.int(),
  currency: z.string().nullable(),
  metadata,
  created: z.int(),
});

export const customerBalanceRecord = z.object({
  id: z.string(),
  customer: z.string(),
  amount: z.int(),
  endingBalance: z.int(),
  currency: z.string(),
  description: z.string().nullable(),
  metadata,
  created: z.int(),
});

const sessionItem = z.object({ id: z.string(), name: z.string(), unitAmount: z.int(), quantity: z.int() });

export const checkoutRecord = z.object({
  id: z.string(),
  status: z.enum(['open', 'complete', 'expired']),
  currency: z.string(),
  items: z.array(sessionItem),
  intent: z.string().nullable(),
  customer: z.string().nullable(),
  email: z.string().nullable(),
  clientReference: z.string().nullable(),
  successUrl: z.string().nullable(),
  cancelUrl: z.string().nullable(),
  expiresAt: z.int(),
  metadata,
  created: z.int(),
});

const taxLine = z.object({
  id: z.string(),
  reference: z.string(),
  amount: z.int(),
  tax: z.int(),
  quantity: z.int(),
  /** The line that this one takes back. */
  reverses: z.string().nullable(),
});

const taxShipping = z.object({ amount: z.int(), tax: z.int() }).nullable();

export const taxCalculationRecord = z.object({
  id: z.string(),
  currency: z.string(),
  inclusive: z.boolean(),
  lines: z.array(taxLine.omit({ id: true, reverses: true })),
  shipping: taxShipping,
});

export const taxTransactionRecord = z.object({
  id: z.string(),
  reference: z.string(),
  currency: z.string(),
  inclusive: z.boolean(),
  /** The transaction that this one takes back. */
  reverses: z.string().nullable(),
  lines: z.array(taxLine),
  shipping: taxShipping,
  metadata,
  postedAt: z.int(),
  created: z.int(),
});

export type CustomerRecord = z.infer<typeof customerRecord>;
export type CustomerBalanceRecord = z.infer<typeof customerBalanceRecord>;
export type CheckoutRecord = z.infer<typeof checkoutRecord>;
export type TaxLine = z.infer<typeof taxLine>;
export type TaxCalculationRecord = z.infer<typeof taxCalculationRecord>;
export type TaxTransactionRecord = z.infer<typeof taxTransactionRecord>;
