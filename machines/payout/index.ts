import type { Workflow } from '../kernel.ts';
import { type PayoutContext, payoutContext } from './context.ts';
import { type PayoutEvent, payoutEvent } from './events.ts';
import { payoutMachine } from './machine.ts';
import { payoutMigrations } from './migrations.ts';

export const PAYOUT_STATES = ['owed', 'sending', 'unknown', 'pending', 'action-needed', 'settled', 'failed'] as const;
export type PayoutState = (typeof PAYOUT_STATES)[number];

export const payoutWorkflow: Workflow<PayoutContext, PayoutEvent> = {
  name: 'payout',
  version: 1,
  machine: payoutMachine,
  states: PAYOUT_STATES,
  context: payoutContext,
  event: payoutEvent,
  migrations: payoutMigrations,
};

export const startPayout = (id: string, returnId: string): PayoutContext => ({
  id,
  returnId,
  attempt: 1,
  refundRef: null,
  failure: null,
  reference: null,
});

/** The provider's idempotency key: from a row written before the call, and never from amounts. */
export const refundKey = (payoutId: string, attempt: number): string => `refund:${payoutId}:${attempt}`;

export { REFUND_STATUSES, type RefundStatus } from './context.ts';
export type { PayoutContext, PayoutEvent };
