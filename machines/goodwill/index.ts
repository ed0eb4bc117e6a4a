import type { Workflow } from '../kernel.ts';
import { type GoodwillContext, goodwillContext } from './context.ts';
import { type GoodwillEvent, goodwillEvent } from './events.ts';
import { goodwillMachine } from './machine.ts';
import { goodwillMigrations } from './migrations.ts';

export const GOODWILL_STATES = ['asked', 'given', 'refused'] as const;
export type GoodwillState = (typeof GOODWILL_STATES)[number];

export const goodwillWorkflow: Workflow<GoodwillContext, GoodwillEvent> = {
  name: 'goodwill',
  version: 1,
  machine: goodwillMachine,
  states: GOODWILL_STATES,
  context: goodwillContext,
  event: goodwillEvent,
  migrations: goodwillMigrations,
};

export { budgetMonth, DEFAULT_BUDGETS, type GoodwillBudgets, goodwillLeft } from './budget.ts';
export { GOODWILL_NOTE_LIMIT, GOODWILL_REASONS, type GoodwillReason } from './context.ts';
export type { GoodwillContext, GoodwillEvent };
