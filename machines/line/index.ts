import type { Workflow } from '../kernel.ts';
import { type LineContext, lineContext } from './context.ts';
import { type LineEvent, lineEvent } from './events.ts';
import { lineMachine } from './machine.ts';
import { lineMigrations } from './migrations.ts';

export const LINE_STATES = ['requested', 'inspected', 'accepted', 'reduced', 'rejected', 'cancelled'] as const;
export type LineState = (typeof LINE_STATES)[number];
/** States in which the desk has spoken. */
export const DECIDED_LINE_STATES: readonly string[] = ['accepted', 'reduced', 'rejected'];

export const lineWorkflow: Workflow<LineContext, LineEvent> = {
  name: 'line',
  version: 1,
  machine: lineMachine,
  states: LINE_STATES,
  context: lineContext,
  event: lineEvent,
  migrations: lineMigrations,
};

export const startLine = (quantity: number): LineContext => ({
  quantity,
  received: null,
  grade: null,
  acceptedQuantity: null,
  deduction: null,
});

export { GRADES, type Grade, REDUCE_REASONS, REJECT_REASONS } from './context.ts';
export type { LineContext, LineEvent };
