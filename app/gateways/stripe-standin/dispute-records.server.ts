import { z } from 'zod';

export const disputeStatus = z.enum([
  'warning_needs_response',
  'warning_under_review',
  'warning_closed',
  'needs_response',
  'under_review',
  'appeal_needs_response',
  'appeal_under_review',
  'won',
  'lost',
  'prevented',
]);
export type DisputeStatus = z.infer<typeof disputeStatus>;

export const disputeReason = z.enum([
  'bank_cannot_process',
  'check_returned',
  'credit_not_processed',
  'customer_initiated',
  'debit_not_authorized',
  'duplicate',
  'fraudulent',
  'general',
  'incorrect_account_details',
  'insufficient_funds',
  'product_not_received',
  'product_unacceptable',
  'subscription_canceled',
  'unrecognized',
]);
export type DisputeReason = z.infer<typeof disputeReason>;

export const fraudType = z.enum([
  'card_never_received',
  'fraudulent_card_application',
  'made_with_counterfeit_card',
  'made_with_lost_card',
  'made_with_stolen_card',
  'misc',
  'unauthorized_use_of_card',
]);
export type FraudType = z.infer<typeof fraudType>;

const movement = z.object({ id: z.string(), amount: z.int(), created: z.int() });

export const disputeRecord = z.object({
  id: z.string(),
  charge: z.string(),
  intent: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: disputeStatus,
  reason: disputeReason,
  inquiry: z.boolean(),
  isChargeRefundable: z.boolean(),
  dueBy: z.int(),
  /** Money taken and given back, oldest first; the last one says where it is. */
  movements: z.array(movement),
  metadata: z.record(z.string(), z.string()),
  created: z.int(),
});

export const warningRecord = z.object({
  id: z.string(),
  charge: z.string(),
  intent: z.string(),
  fraudType,
  actionable: z.boolean(),
  created: z.int(),
});

export type DisputeRecord = z.infer<typeof disputeRecord>;
export type WarningRecord = z.infer<typeof warningRecord>;
