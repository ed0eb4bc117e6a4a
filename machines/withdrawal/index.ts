import type { Workflow } from '../kernel.ts';
import { type WithdrawalContext, withdrawalContext } from './context.ts';
import { type WithdrawalEvent, withdrawalEvent } from './events.ts';
import { withdrawalMachine } from './machine.ts';
import { withdrawalMigrations } from './migrations.ts';

export const WITHDRAWAL_STATES = ['recorded', 'needs-person', 'answered', 'joined', 'repeated'] as const;
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];

export const withdrawalWorkflow: Workflow<WithdrawalContext, WithdrawalEvent> = {
  name: 'withdrawal',
  version: 1,
  machine: withdrawalMachine,
  states: WITHDRAWAL_STATES,
  context: withdrawalContext,
  event: withdrawalEvent,
  migrations: withdrawalMigrations,
};

export const startWithdrawal = (id: string, proved: boolean): WithdrawalContext => ({
  id,
  proved,
  problem: null,
  answer: null,
});

export {
  WITHDRAWAL_ANSWERS,
  WITHDRAWAL_PROBLEMS,
  type WithdrawalAnswer,
  type WithdrawalProblem,
} from './codes.ts';
export type { WithdrawalContext, WithdrawalEvent };
