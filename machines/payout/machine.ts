import { assign, setup } from 'xstate';
import { cause } from '../action.ts';
import type { Consequence } from '../effects.ts';
import type { PayoutContext, RefundStatus } from './context.ts';
import type { PayoutEvent } from './events.ts';

/** A silent refund is looked up after ten minutes; a pending one again each hour, for events are an optimisation. */
const CHECK_SOON_SECONDS = 600;
const CHECK_LATER_SECONDS = 3600;

const reports =
  (status: RefundStatus) =>
  ({ event }: { event: PayoutEvent }) =>
    event.type === 'report' && event.status === status;

const base = setup({
  types: { context: {} as PayoutContext, events: {} as PayoutEvent, input: {} as PayoutContext },
  guards: {
    succeeded: reports('succeeded'),
    pending: reports('pending'),
    actionNeeded: reports('action-needed'),
    failed: reports('failed'),
    unknown: reports('unknown'),
  },
  actions: {
    cause,
    learn: assign(({ context, event }) =>
      event.type === 'report'
        ? { refundRef: event.refundRef, failure: event.failure, reference: event.reference ?? context.reference }
        : context,
    ),
    blame: assign(({ context, event }) => (event.type === 'refuse' ? { failure: event.failure } : context)),
    /** A new attempt is a new key and a new refund. */
    anew: assign(({ context }) => ({ attempt: context.attempt + 1, refundRef: null, failure: null, reference: null })),
  },
});

const ask = (kind: 'refund' | 'refund-lookup') =>
  ({
    type: 'cause',
    params: ({ context }: { context: PayoutContext }): Consequence => ({
      kind,
      payoutId: context.id,
      attempt: context.attempt,
    }),
  }) as const;

const checkIn = (afterSeconds: number) =>
  ({ type: 'cause', params: (): Consequence => ({ kind: 'deadline', event: 'check', afterSeconds }) }) as const;

const toSettled = { guard: 'succeeded', target: 'settled', actions: 'learn' } as const;
const toFailed = { guard: 'failed', target: 'failed', actions: 'learn' } as const;
const waits = ['learn', checkIn(CHECK_LATER_SECONDS)] as const;
const toPending = { guard: 'pending', target: 'pending', actions: waits } as const;
const toActionNeeded = { guard: 'actionNeeded', target: 'action-needed', actions: waits } as const;
const toUnknown = { guard: 'unknown', target: 'unknown', actions: waits } as const;
const arrows = [toSettled, toFailed, toPending, toActionNeeded, toUnknown] as const;
/** The same word again: a reference may be new, the next look-up stays where it was set. */
const again = {
  pending: { ...toPending, actions: 'learn' },
  actionNeeded: { ...toActionNeeded, actions: 'learn' },
  unknown: { ...toUnknown, actions: 'learn' },
} as const;

/** One intention to give money back. The arrows of a report are the provider's own: states only move along them. */
export const payoutMachine = base.createMachine({
  id: 'payout',
  context: ({ input }) => input,
  initial: 'owed',
  entry: [ask('refund'), checkIn(CHECK_SOON_SECONDS)],
  states: {
    owed: {
      on: {
        send: 'sending',
        // A webhook can be here before the answer to our own call.
        report: arrows,
        check: { target: 'owed', actions: checkIn(CHECK_SOON_SECONDS) },
      },
    },
    sending: {
      on: {
        // After a crash the same call is made again, with the same key.
        send: 'sending',
        report: arrows,
        refuse: { target: 'failed', actions: 'blame' },
        lose: 'unknown',
        check: { target: 'unknown', actions: [ask('refund-lookup'), checkIn(CHECK_SOON_SECONDS)] },
      },
    },
    unknown: {
      on: {
        send: 'sending',
        report: [again.unknown, ...arrows],
        refuse: { target: 'failed', actions: 'blame' },
        lose: 'unknown',
        // The list was read to its end: it was never made, so the same attempt may be sent again.
        miss: { target: 'owed', actions: ask('refund') },
        check: { target: 'unknown', actions: [ask('refund-lookup'), checkIn(CHECK_LATER_SECONDS)] },
      },
    },
    pending: {
      on: {
        report: [again.pending, ...arrows],
        check: { target: 'pending', actions: [ask('refund-lookup'), checkIn(CHECK_LATER_SECONDS)] },
      },
    },
    'action-needed': {
      on: {
        report: [again.actionNeeded, ...arrows],
        check: { target: 'action-needed', actions: [ask('refund-lookup'), checkIn(CHECK_LATER_SECONDS)] },
      },
    },
    // Not final: a bank can return the money up to thirty days later.
    settled: {
      on: {
        report: [toFailed, toActionNeeded, { guard: 'succeeded', target: 'settled', actions: 'learn' }],
        check: 'settled',
      },
    },
    failed: {
      on: {
        retry: { target: 'owed', actions: ['anew', ask('refund'), checkIn(CHECK_SOON_SECONDS)] },
        check: 'failed',
      },
    },
  },
});
