import type { Workflow } from '../kernel.ts';
import { type ContestContext, contestContext } from './context.ts';
import { type ContestEvent, contestEvent } from './events.ts';
import { contestMachine } from './machine.ts';
import { contestMigrations } from './migrations.ts';

export const CONTEST_STATES = ['waiting', 'upheld', 'corrected'] as const;
export type ContestState = (typeof CONTEST_STATES)[number];

export const contestWorkflow: Workflow<ContestContext, ContestEvent> = {
  name: 'contest',
  version: 1,
  machine: contestMachine,
  states: CONTEST_STATES,
  context: contestContext,
  event: contestEvent,
  migrations: contestMigrations,
};

/** `decidedBy` as the events have it; `most` in minor units. */
export const startContest = (of: Omit<ContestContext, 'amount'>): ContestContext => ({ ...of, amount: 0 });

export type { ContestContext, ContestEvent };
