import type { Workflow } from '../kernel.ts';
import { type ReturnContext, returnContext } from './context.ts';
import { type ReturnEvent, returnEvent } from './events.ts';
import { returnMachine } from './machine.ts';
import { returnMigrations } from './migrations.ts';

export const RETURN_STATES = ['open', 'received', 'decided', 'closed', 'cancelled'] as const;
export type ReturnState = (typeof RETURN_STATES)[number];

export const returnWorkflow: Workflow<ReturnContext, ReturnEvent> = {
  name: 'return',
  version: 1,
  machine: returnMachine,
  states: RETURN_STATES,
  context: returnContext,
  event: returnEvent,
  migrations: returnMigrations,
};

export const startReturn = (id: string, lines: number): ReturnContext => ({ id, lines, decided: 0, outstanding: 0 });

export type { ReturnContext, ReturnEvent };
