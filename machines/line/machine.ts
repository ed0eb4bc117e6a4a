import { assign, setup } from 'xstate';
import type { LineContext } from './context.ts';
import type { LineEvent } from './events.ts';

const base = setup({
  types: { context: {} as LineContext, events: {} as LineEvent, input: {} as LineContext },
  guards: {
    /** Only pieces that are here; before the dock has counted, the desk may decide on what was announced. */
    covered: ({ context, event }) =>
      (event.type === 'accept' || event.type === 'reduce') &&
      event.quantity <= Math.min(context.quantity, context.received ?? context.quantity),
  },
  actions: {
    count: assign(({ event, context }) =>
      event.type === 'inspect' ? { received: event.received, grade: event.grade } : context,
    ),
    decide: assign(({ event, context }) => {
      if (event.type === 'accept') return { acceptedQuantity: event.quantity, deduction: 0 };
      if (event.type === 'reduce') return { acceptedQuantity: event.quantity, deduction: event.deduction };
      return event.type === 'reject' ? { acceptedQuantity: 0, deduction: 0 } : context;
    }),
  },
});

const decisions = base.createStateConfig({
  on: {
    inspect: { target: 'inspected', actions: 'count' },
    accept: { guard: 'covered', target: 'accepted', actions: 'decide' },
    reduce: { guard: 'covered', target: 'reduced', actions: 'decide' },
    reject: { target: 'rejected', actions: 'decide' },
  },
});

/** What was decided about one line; where its parcel and its money are is told by other machines. */
export const lineMachine = base.createMachine({
  id: 'line',
  context: ({ input }) => input,
  initial: 'requested',
  states: {
    requested: { ...decisions, on: { ...decisions.on, cancel: 'cancelled' } },
    inspected: decisions,
    // The money can go ahead of the goods: what the dock finds later is noted and changes nothing that was decided.
    accepted: { on: { inspect: { target: 'accepted', actions: 'count' } } },
    reduced: { on: { inspect: { target: 'reduced', actions: 'count' } } },
    rejected: { type: 'final' },
    cancelled: { type: 'final' },
  },
});
