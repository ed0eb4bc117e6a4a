import { assign, setup } from 'xstate';
import { cause } from '../action.ts';
import type { Consequence, MailKind } from '../effects.ts';
import type { TransferContext } from './context.ts';
import type { TransferEvent } from './events.ts';

/** Thirty days: as long as a bank may take to send a transfer back, or the customer to ask where it is. */
const ERASE_AFTER_SECONDS = 30 * 24 * 3600;

interface Args {
  readonly context: TransferContext;
  readonly event: TransferEvent;
}

/** Whoever typed the account for the customer neither pays to it nor confirms that somebody did. */
const gaveIt = ({ context }: Args, by: string): boolean => context.givenBy === by;

const base = setup({
  types: { context: {} as TransferContext, events: {} as TransferEvent, input: {} as TransferContext },
  guards: {
    /** The account that is paid to is the one on file, and the person did not type it. */
    asGiven: (args: Args) =>
      args.event.type === 'record' &&
      args.event.contentHash === args.context.contentHash &&
      !gaveIt(args, args.event.by),
    /** Another person than the one who paid, and of the same payout, amount, currency and account. */
    secondPerson: (args: Args) => {
      const { context, event } = args;
      if (event.type !== 'confirm' || context.record === null) return false;
      const same = event.contentHash === context.record.contentHash && event.contentHash === context.contentHash;
      return same && event.by !== context.record.by && !gaveIt(args, event.by);
    },
    /** Once it is paid, only who paid it may look at the account again. */
    byRecorder: ({ context, event }: Args) => event.type === 'reveal' && event.by === context.record?.by,
    stored: ({ context }: Args) => !context.erased,
  },
  actions: {
    cause,
    give: assign(({ context, event }) =>
      event.type === 'give'
        ? { contentHash: event.contentHash, givenBy: event.by, refusal: null, record: null }
        : context,
    ),
    sendBack: assign(({ context, event }) =>
      event.type === 'refuse' ? { contentHash: null, givenBy: null, refusal: event.reason } : context,
    ),
    record: assign(({ context, event }) => {
      if (event.type !== 'record') return context;
      const { by, reference, madeOn, contentHash } = event;
      return { record: { by, reference, madeOn, contentHash } };
    }),
    void: assign({ record: null }),
    confirm: assign(({ context, event }) => (event.type === 'confirm' ? { confirmedBy: event.by } : context)),
    erase: assign({ erased: true }),
  },
});

const mail = (kind: MailKind) =>
  ({
    type: 'cause',
    params: ({ context }: { context: TransferContext }): Consequence => ({
      kind: 'mail',
      mail: kind,
      returnId: context.returnId,
    }),
  }) as const;

const eraseLater = {
  type: 'cause',
  params: (): Consequence => ({ kind: 'deadline', event: 'erase', afterSeconds: ERASE_AFTER_SECONDS }),
} as const;

/**
 * One bank transfer that people make: the customer names an account, one person pays and records it, another one confirms it. The debt counts as
 * paid from the confirmation on, never before. Who did what stands in the events, so that the second person is the machine's own condition.
 */
export const transferMachine = base.createMachine({
  id: 'transfer',
  context: ({ input }) => input,
  initial: 'account-wanted',
  states: {
    'account-wanted': {
      on: {
        ask: { target: 'account-wanted', actions: mail('transfer-account') },
        give: { target: 'asked', actions: 'give' },
        withdraw: { target: 'withdrawn', actions: 'erase' },
      },
    },
    asked: {
      on: {
        give: { target: 'asked', actions: 'give' },
        reveal: 'asked',
        refuse: { target: 'account-wanted', actions: ['sendBack', mail('transfer-account')] },
        record: { guard: 'asGiven', target: 'recorded', actions: 'record' },
        withdraw: { target: 'withdrawn', actions: 'erase' },
      },
    },
    // The money may be gone: neither the account nor the way can be changed until somebody says that it is not.
    recorded: {
      on: {
        reveal: { guard: 'byRecorder', target: 'recorded' },
        confirm: {
          guard: 'secondPerson',
          target: 'confirmed',
          actions: ['confirm', mail('transfer-sent'), eraseLater],
        },
        void: { target: 'asked', actions: 'void' },
      },
    },
    // Not final: the bank may send it back.
    confirmed: {
      on: {
        bounce: { target: 'bounced', actions: 'erase' },
        erase: { guard: 'stored', target: 'confirmed', actions: 'erase' },
      },
    },
    bounced: { type: 'final' },
    withdrawn: { type: 'final' },
  },
});
