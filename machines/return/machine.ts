import { assign, setup } from 'xstate';
import { cause } from '../action.ts';
import type { Consequence, MailKind } from '../effects.ts';
import type { ReturnContext } from './context.ts';
import type { ReturnEvent } from './events.ts';

/** Ten days: four before the fourteen end that the Directive gives for sending back (2011/83/EU art. 14(1)). */
const REMIND_AFTER_SECONDS = 10 * 24 * 3600;

const base = setup({
  types: { context: {} as ReturnContext, events: {} as ReturnEvent, input: {} as ReturnContext },
  guards: {
    owes: ({ event }) => event.type === 'decide' && event.owed > 0,
    paid: ({ event }) => event.type === 'settle' && event.outstanding === 0,
  },
  actions: {
    cause,
    decide: assign(({ context, event }) => ({
      decided: context.lines,
      outstanding: event.type === 'decide' ? event.owed : context.outstanding,
    })),
    owe: assign(({ context, event }) => ({
      outstanding: event.type === 'settle' || event.type === 'reopen' ? event.outstanding : context.outstanding,
    })),
  },
});

const mail = (kind: MailKind) =>
  ({
    type: 'cause',
    params: ({ context }: { context: ReturnContext }): Consequence => ({
      kind: 'mail',
      mail: kind,
      returnId: context.id,
    }),
  }) as const;

const remindLater = {
  type: 'cause',
  params: (): Consequence => ({ kind: 'deadline', event: 'remind', afterSeconds: REMIND_AFTER_SECONDS }),
} as const;

const decide = [
  { guard: 'owes', target: 'decided', actions: ['decide', mail('return-decided')] },
  { target: 'closed', actions: ['decide', mail('return-decided')] },
] as const;

/** The request as a whole. Lines say what was decided, parcels what arrived, payouts what was paid. */
export const returnMachine = base.createMachine({
  id: 'return',
  context: ({ input }) => input,
  initial: 'open',
  entry: [mail('return-requested'), remindLater],
  states: {
    open: {
      on: {
        receive: { target: 'received', actions: mail('return-received') },
        // The desk may decide before anything came: proof of dispatch can make the refund due.
        decide,
        cancel: { target: 'cancelled', actions: mail('return-cancelled') },
        remind: { target: 'open', actions: mail('return-reminder') },
      },
    },
    received: { on: { receive: 'received', decide, remind: 'received' } },
    decided: {
      on: {
        receive: 'decided',
        settle: [
          { guard: 'paid', target: 'closed', actions: ['owe', mail('refund-sent')] },
          { target: 'decided', actions: 'owe' },
        ],
        reopen: { target: 'decided', actions: ['owe', mail('refund-failed')] },
        remind: 'decided',
      },
    },
    // Not final: a bank can send a refund back weeks later.
    closed: {
      on: {
        receive: 'closed',
        reopen: { target: 'decided', actions: ['owe', mail('refund-failed')] },
        remind: 'closed',
      },
    },
    cancelled: { type: 'final' },
  },
});
