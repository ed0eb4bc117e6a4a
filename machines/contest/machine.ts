import { assign, setup } from 'xstate';
import type { ContestContext } from './context.ts';
import type { ContestEvent } from './events.ts';

interface Args {
  readonly context: ContestContext;
  readonly event: ContestEvent;
}

const base = setup({
  types: { context: {} as ContestContext, events: {} as ContestEvent, input: {} as ContestContext },
  guards: {
    /** Nobody looks at their own decision. */
    otherPerson: ({ context, event }: Args) => event.by !== context.decidedBy,
    otherPersonWithin: ({ context, event }: Args) =>
      event.by !== context.decidedBy && event.type === 'correct' && event.amount <= context.most,
  },
  actions: {
    correct: assign(({ event }) => (event.type === 'correct' ? { amount: event.amount } : {})),
  },
});

/** A decision that the customer contests: it waits for a person other than the one who made it, and that person's word is the last. */
export const contestMachine = base.createMachine({
  id: 'contest',
  context: ({ input }) => input,
  initial: 'waiting',
  states: {
    waiting: {
      on: {
        uphold: { guard: 'otherPerson', target: 'upheld' },
        correct: { guard: 'otherPersonWithin', target: 'corrected', actions: 'correct' },
      },
    },
    upheld: { type: 'final' },
    corrected: { type: 'final' },
  },
});
