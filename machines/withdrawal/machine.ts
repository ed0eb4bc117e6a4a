import { assign, setup } from 'xstate';
import { cause } from '../action.ts';
import type { Consequence } from '../effects.ts';
import type { WithdrawalContext } from './context.ts';
import type { WithdrawalEvent } from './events.ts';

const base = setup({
  types: { context: {} as WithdrawalContext, events: {} as WithdrawalEvent, input: {} as WithdrawalContext },
  actions: {
    cause,
    ask: assign(({ context, event }) =>
      event.type === 'ask' || event.type === 'match' ? { problem: event.problem } : context,
    ),
    settle: assign(({ event }) => ({ problem: null, answer: event.type === 'answer' ? event.answer : null })),
  },
});

/** Looks for the order afterwards, for everybody alike: how long the page takes tells nobody whether there is one. */
const look = {
  type: 'cause',
  params: ({ context }: { context: WithdrawalContext }): Consequence => ({
    kind: 'withdrawal-join',
    withdrawalId: context.id,
  }),
} as const;

const tell = {
  type: 'cause',
  params: ({ context }: { context: WithdrawalContext }): Consequence => ({
    kind: 'withdrawal-mail',
    mail: 'answered',
    withdrawalId: context.id,
  }),
} as const;

/**
 * What becomes of a statement of withdrawal. That it was made is not a question of the machine: the row is the statement, from its first moment
 * and for good. The acknowledgement is no consequence here but stored beside it, because its hour depends on how many the address got.
 */
export const withdrawalMachine = base.createMachine({
  id: 'withdrawal',
  context: ({ input }) => input,
  initial: 'recorded',
  entry: look,
  states: {
    recorded: {
      on: {
        join: { target: 'joined', actions: 'settle' },
        ask: { target: 'needs-person', actions: 'ask' },
        repeat: { target: 'repeated', actions: 'settle' },
      },
    },
    'needs-person': {
      on: {
        match: { target: 'needs-person', actions: 'ask' },
        join: { target: 'joined', actions: 'settle' },
        answer: { target: 'answered', actions: ['settle', tell] },
      },
    },
    // Not final: who was answered wrongly can still be helped.
    answered: { on: { match: { target: 'needs-person', actions: 'ask' } } },
    joined: { type: 'final' },
    repeated: { type: 'final' },
  },
});
