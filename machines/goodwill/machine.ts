import { setup } from 'xstate';
import type { GoodwillContext } from './context.ts';
import type { GoodwillEvent } from './events.ts';

interface Args {
  readonly context: GoodwillContext;
  readonly event: GoodwillEvent;
}

const base = setup({
  types: { context: {} as GoodwillContext, events: {} as GoodwillEvent, input: {} as GoodwillContext },
  guards: {
    /** Who asked gives it themselves: the service has counted it against their budget. */
    asker: ({ context, event }: Args) => event.by === context.askedBy && event.amount === context.amount,
    /** Another person, and of the amount that they saw. */
    secondPerson: ({ context, event }: Args) => event.by !== context.askedBy && event.amount === context.amount,
  },
});

/** Store credit out of goodwill: given at once within a budget, above it only when a second person agrees. */
export const goodwillMachine = base.createMachine({
  id: 'goodwill',
  context: ({ input }) => input,
  initial: 'asked',
  states: {
    asked: {
      on: {
        give: { guard: 'asker', target: 'given' },
        agree: { guard: 'secondPerson', target: 'given' },
        refuse: { guard: 'secondPerson', target: 'refused' },
      },
    },
    given: { type: 'final' },
    refused: { type: 'final' },
  },
});
