import type { Workflow } from '../kernel.ts';
import { type PayoutContext, type PayoutWay, payoutContext } from './context.ts';
import { type PayoutEvent, payoutEvent } from './events.ts';
import { payoutMachine } from './machine.ts';
import { payoutMigrations } from './migrations.ts';

export const PAYOUT_STATES = [
  'owed',
  'sending',
  'unknown',
  'pending',
  'action-needed',
  'settled',
  'failed',
  'reopened',
  'replaced',
  'cancelled',
] as const;
export type PayoutState = (typeof PAYOUT_STATES)[number];

/** The debt is paid, or is no longer this payout's. */
export const DISCHARGED: readonly string[] = ['settled', 'replaced', 'cancelled'];

/** The debt is open and nobody is paying it: a person, or the customer, must say how to go on. */
export const STRANDED = ['failed', 'reopened'] as const satisfies readonly PayoutState[];

/** States that hold nothing of their payment's money: another payout has the debt, or nobody has it. */
export const HOLDS_NOTHING = ['replaced', 'cancelled'] as const satisfies readonly PayoutState[];

export const payoutWorkflow: Workflow<PayoutContext, PayoutEvent> = {
  name: 'payout',
  version: 2,
  machine: payoutMachine,
  states: PAYOUT_STATES,
  context: payoutContext,
  event: payoutEvent,
  migrations: payoutMigrations,
};

export const startPayout = (id: string, returnId: string, way: PayoutWay = 'payment'): PayoutContext => ({
  id,
  returnId,
  way,
  attempt: 1,
  refundRef: null,
  failure: null,
  reference: null,
  referenceKind: null,
  reversal: false,
  stopped: false,
  expiresAt: null,
  askedAt: null,
  replacedBy: null,
});

/** The provider's idempotency key: from a row written before the call, and never from amounts. */
export const refundKey = (payoutId: string, attempt: number): string => `refund:${payoutId}:${attempt}`;

export { PAYOUT_WAYS, type PayoutWay, REFUND_STATUSES, type RefundStatus } from './context.ts';
export { CANCEL_REASONS, type CancelReason } from './events.ts';
export type { PayoutContext, PayoutEvent };
