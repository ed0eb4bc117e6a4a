import { assign, setup } from 'xstate';
import { cause } from '../action.ts';
import type { Consequence } from '../effects.ts';
import type { PayoutContext, RefundStatus } from './context.ts';
import type { PayoutEvent } from './events.ts';

/** A silent refund is looked up after ten minutes; a pending one again each hour, for events are an optimisation. */
const CHECK_SOON_SECONDS = 600;
const CHECK_LATER_SECONDS = 3600;
/** A transfer waits for people: looked at once a day. */
const CHECK_TRANSFER_SECONDS = 24 * 3600;

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
    byProvider: ({ context }) => context.way === 'payment',
    byOtherWay: ({ context }) => context.way !== 'payment',
    byTransfer: ({ context }) => context.way === 'transfer',
  },
  actions: {
    cause,
    learn: assign(({ context, event }) =>
      event.type === 'report'
        ? {
            refundRef: event.refundRef,
            failure: event.failure,
            reference: event.reference ?? context.reference,
            referenceKind: event.referenceKind ?? context.referenceKind,
            reversal: event.reversal ?? context.reversal,
            expiresAt: event.expiresAt ?? null,
            askedAt: event.askedAt ?? null,
          }
        : context,
    ),
    blame: assign(({ context, event }) =>
      event.type === 'refuse' || event.type === 'bounce' ? { failure: event.failure } : context,
    ),
    receipt: assign(({ context, event }) =>
      event.type === 'pay' ? { reference: event.reference, failure: null } : context,
    ),
    endWait: assign({ stopped: true }),
    handOver: assign(({ context, event }) => (event.type === 'replace' ? { replacedBy: event.payoutId } : context)),
    /** A new attempt is a new key and a new refund. */
    anew: assign(({ context }) => ({
      attempt: context.attempt + 1,
      refundRef: null,
      failure: null,
      reference: null,
      referenceKind: null,
      reversal: false,
      stopped: false,
      expiresAt: null,
      askedAt: null,
    })),
  },
});

const ask = (kind: 'refund' | 'refund-lookup' | 'refund-cancel') =>
  ({
    type: 'cause',
    params: ({ context }: { context: PayoutContext }): Consequence => ({
      kind,
      payoutId: context.id,
      attempt: context.attempt,
    }),
  }) as const;

/** What begins a payment depends on its way; a transfer is made by people, who are reminded. */
const begin = {
  type: 'cause',
  params: ({ context: { way, id: payoutId, attempt } }: { context: PayoutContext }): Consequence => {
    if (way === 'payment') return { kind: 'refund', payoutId, attempt };
    return way === 'credit' ? { kind: 'credit-issue', payoutId } : { kind: 'transfer-asked', payoutId };
  },
} as const;

const checkIn = (afterSeconds: number) =>
  ({ type: 'cause', params: (): Consequence => ({ kind: 'deadline', event: 'check', afterSeconds }) }) as const;

/** The next look at a payout that was begun. */
const soon = {
  type: 'cause',
  params: ({ context }: { context: PayoutContext }): Consequence => ({
    kind: 'deadline',
    event: 'check',
    afterSeconds: context.way === 'transfer' ? CHECK_TRANSFER_SECONDS : CHECK_SOON_SECONDS,
  }),
} as const;

const toSettled = { guard: 'succeeded', target: 'settled', actions: 'learn' } as const;
const toReopened = { guard: 'failed', target: 'reopened', actions: 'learn' } as const;
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

const byOtherWay = 'byOtherWay' as const;
const toReplaced = { target: 'replaced', actions: 'handOver' } as const;
const anew = { target: 'owed', actions: ['anew', begin, soon] } as const;

/** One intention to give money back. The arrows of a report are the provider's own: states only move along them. */
export const payoutMachine = base.createMachine({
  id: 'payout',
  context: ({ input }) => input,
  initial: 'owed',
  entry: [begin, soon],
  states: {
    owed: {
      on: {
        send: { guard: 'byProvider', target: 'sending' },
        // A webhook can be here before the answer to our own call.
        report: arrows,
        pay: { guard: byOtherWay, target: 'settled', actions: 'receipt' },
        // The customer took another way before the transfer was made, or somebody paid outside.
        replace: { guard: 'byTransfer', ...toReplaced },
        cancel: { guard: 'byTransfer', target: 'cancelled' },
        check: { target: 'owed', actions: soon },
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
        // Only asks: what became of it the provider says.
        stop: { target: 'action-needed', actions: ['endWait', ask('refund-cancel')] },
      },
    },
    // Not final: a bank can return the money up to thirty days later.
    settled: {
      on: {
        // Its bank asked for another account and got one, and we heard of the second word only: it is on its way again.
        report: [
          toReopened,
          toActionNeeded,
          toPending,
          toUnknown,
          { guard: 'succeeded', target: 'settled', actions: 'learn' },
        ],
        bounce: { guard: 'byTransfer', target: 'reopened', actions: 'blame' },
        check: 'settled',
      },
    },
    failed: {
      on: {
        retry: { guard: 'byProvider', ...anew },
        replace: toReplaced,
        cancel: 'cancelled',
        // The provider says the same again: its reference may be new.
        report: { guard: 'failed', target: 'failed', actions: 'learn' },
        check: 'failed',
      },
    },
    // It was paid, and came back: the debt is as open as after a failure.
    reopened: {
      on: {
        retry: { guard: 'byProvider', ...anew },
        replace: toReplaced,
        cancel: 'cancelled',
        report: { guard: 'failed', target: 'reopened', actions: 'learn' },
        check: 'reopened',
      },
    },
    replaced: { type: 'final' },
    cancelled: { type: 'final' },
  },
});
