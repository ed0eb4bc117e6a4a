import type { Workflow } from '../kernel.ts';
import { type TransferContext, transferContext } from './context.ts';
import { type TransferEvent, transferEvent } from './events.ts';
import { transferMachine } from './machine.ts';
import { transferMigrations } from './migrations.ts';

export const TRANSFER_STATES = ['account-wanted', 'asked', 'recorded', 'confirmed', 'bounced', 'withdrawn'] as const;
export type TransferState = (typeof TRANSFER_STATES)[number];

export const transferWorkflow: Workflow<TransferContext, TransferEvent> = {
  name: 'transfer',
  version: 1,
  machine: transferMachine,
  states: TRANSFER_STATES,
  context: transferContext,
  event: transferEvent,
  migrations: transferMigrations,
};

/** Begins without an account; `give` names one, at once where the customer has named it already. */
export const startTransfer = (id: string, payoutId: string, returnId: string): TransferContext => ({
  id,
  payoutId,
  returnId,
  contentHash: null,
  givenBy: null,
  refusal: null,
  record: null,
  confirmedBy: null,
  erased: false,
});

export {
  type AccountField,
  type AccountProblem,
  BANK_CODE_LIMIT,
  type BankAccount,
  bankAccountSchema,
  HOLDER_LIMIT,
  maskAccount,
  NUMBER_LIMIT,
  numberOf,
  type ParsedAccount,
  parseBankAccount,
  type TypedAccount,
} from './bank-account.ts';
export { ACCOUNT_REFUSALS, type AccountRefusal } from './context.ts';
export { countriesWithoutIban } from './iban.ts';
export type { TransferContext, TransferEvent };
