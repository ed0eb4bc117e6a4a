import { assign, setup } from 'xstate';
import { cause } from '../action.ts';
import type { Consequence } from '../effects.ts';
import type { ParcelContext } from './context.ts';
import type { ParcelEvent } from './events.ts';

const base = setup({
  types: { context: {} as ParcelContext, events: {} as ParcelEvent, input: {} as ParcelContext },

  guards: { ownCarrier: ({ context }) => context.travel === 'own' },
  actions: {
    cause,
    takeLabel: assign({ travel: 'label' as const, labelProblem: null }),
    note: assign(({ event }) => ({ labelProblem: event.type === 'label-failed' ? event.problem : null })),
  },
});

const draw = {
  type: 'cause',
  params: ({ context }: { context: ParcelContext }): Consequence => ({
    kind: 'label',
    parcelId: context.id,
    returnId: context.returnId,
  }),
} as const;

/** Drawn anew, for the slip of one's own carrier says that postage has to be put on. */
const labelWanted = { guard: 'ownCarrier', target: 'announced', actions: ['takeLabel', draw] } as const;

/** Where one parcel is. The slip is drawn for every way of travel: who brings their own carrier still puts it into the box. */
export const parcelMachine = base.createMachine({
  id: 'parcel',
  context: ({ input }) => input,
  initial: 'announced',
  entry: draw,
  states: {
    announced: {
      on: {
        'label-ready': { target: 'labelled', actions: 'note' },
        'label-failed': { target: 'announced', actions: 'note' },
        'draw-again': { target: 'announced', actions: draw },
        'label-wanted': labelWanted,
        dispatched: 'dispatched',
        receive: 'received',
        void: 'voided',
      },
    },
    labelled: {
      on: {
        // The label effect may run twice; the second report finds the work done.
        'label-ready': 'labelled',
        'label-wanted': labelWanted,
        dispatched: 'dispatched',
        receive: 'received',
        void: 'voided',
      },
    },
    dispatched: {
      on: {
        // A second proof, and a label that was drawn after the parcel was on its way.
        dispatched: 'dispatched',
        'label-ready': 'dispatched',
        'label-failed': 'dispatched',
        receive: 'received',
        void: 'voided',
      },
    },
    received: {
      on: {
        // A second scan of the same parcel, and a label that was drawn after the parcel had come.
        receive: 'received',
        'label-ready': 'received',
        'label-failed': 'received',
      },
    },
    voided: { type: 'final' },
  },
});
